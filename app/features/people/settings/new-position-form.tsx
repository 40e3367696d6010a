import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { POSITION_ORDER, PositionFields } from './position-fields.tsx'
import type { CompanyChoice, PositionLine } from './positions.server.ts'
import { partAt } from './sections.ts'
import { OwnForm, useAnswers } from './settings-frame.tsx'

interface Page {
  version: string
  past: boolean
  created: string
  chosen: CompanyChoice | null
  current: PositionLine[]
}

const COMPANY_ORDER = ['companyName', 'companyAddress', 'companyCity', 'companyCountry', 'companySiret']

/** Second step: the position at the company that was chosen, or at a new one. */
export function NewPositionForm({ page, answer }: { page: Page; answer: FormAnswer | undefined }) {
  const { t } = useTranslation('profile')
  const { chosen, past, current, created } = page
  const answers = useAnswers(answer, { companyName: created })
  return (
    <>
      <Stepper current={2} total={2} text={t('step', { current: 2, total: 2 })} title={t('positions:company.next')} />
      <OwnForm
        answer={answer}
        order={[...COMPANY_ORDER, ...POSITION_ORDER]}
        version={page.version}
        cancel={partAt(past ? 'parcours' : 'postes')}
      >
        {chosen ? (
          <Card
            id="entreprise"
            title={chosen.name}
            aside={<Anchor to={href.positionNew}>{t('positions:company.change')}</Anchor>}
          >
            <p>{chosen.address ?? [chosen.city, chosen.country].filter(Boolean).join(', ')}</p>
            <input type="hidden" name="companyId" value={chosen.id} />
          </Card>
        ) : (
          <Fieldset id="entreprise" legend={t('positions:company.legend')}>
            <div className="form-stack">
              <TextInput {...answers('companyName')} label={t('fields.company')} autoComplete="organization" />
              <TextInput {...answers('companyAddress')} label={t('fields.companyAddress')} optional={t('optional')} />
              <TextInput {...answers('companyCity')} label={t('fields.homeCity')} optional={t('optional')} />
              <TextInput {...answers('companyCountry')} label={t('fields.homeCountry')} optional={t('optional')} />
              <TextInput
                {...answers('companySiret')}
                label={t('fields.companySiret')}
                hint={t('hints.siret')}
                optional={t('optional')}
              />
            </div>
          </Fieldset>
        )}
        <PositionFields answers={answers} past={past} />
        {!past && current.length > 0 && (
          <CheckboxGroup
            name="replaces"
            legend={t('positions:positions.replaces')}
            hint={t('positions:positions.replacesHint')}
            options={current.map(({ id, title, company }) => ({
              value: id,
              label: [title, company].filter(Boolean).join(' · '),
            }))}
          />
        )}
      </OwnForm>
    </>
  )
}
