import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Rows } from '../../ui/list-row.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { dayText } from './dates.ts'
import type { PassPeriod } from './organisations.server.ts'
import { PeriodState } from './period-state.tsx'

type OrganisationPassesProps = { passes: readonly PassPeriod[]; months: number; today: string }

/** Directory passes of a company: given and ended by the staff, sold by payments. */
export function OrganisationPasses({ passes, months, today }: OrganisationPassesProps) {
  const { t, i18n } = useTranslation('admin')
  const span = ({ startsAt, endsAt }: PassPeriod) =>
    `${dayText(startsAt, i18n.language)} – ${dayText(endsAt, i18n.language)}`
  return (
    <Card id="acces" title={t('organisations.passes')}>
      {passes.length === 0 && <p className="text-muted">{t('organisations.noPasses')}</p>}
      <Rows plain>
        {passes.map((pass) => (
          <Row
            key={pass.id}
            title={span(pass)}
            note={<PeriodState state={pass.state} />}
            end={
              pass.state !== 'past' && (
                <Form method="post" discover="none">
                  <input type="hidden" name="intent" value="end-pass" />
                  <input type="hidden" name="pass" value={pass.id} />
                  <Button look="quiet" small aria-label={`${t('dues.end')} ${span(pass)}`}>
                    {t('dues.end')}
                  </Button>
                </Form>
              )
            }
          />
        ))}
      </Rows>
      <Form method="post" discover="none" className="form-stack">
        <input type="hidden" name="intent" value="pass" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput name="from" type="date" label={t('dues.start')} defaultValue={today} required />
          <TextInput
            name="until"
            type="date"
            label={t('dues.stop')}
            hint={t('organisations.passHint', { count: months })}
            optional={t('optional')}
          />
        </div>
        <div>
          <Button look="secondary">{t('organisations.addPass')}</Button>
        </div>
      </Form>
    </Card>
  )
}
