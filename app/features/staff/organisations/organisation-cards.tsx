import { useTranslation } from 'react-i18next'
import { shortDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { OrganisationState } from './organisation-state.tsx'
import type { OrganisationPage } from './organisations.server.ts'

/** What it said about itself. */
export function OrganisationDetails({ organisation }: { organisation: OrganisationPage }) {
  const { t, i18n } = useTranslation('admin')
  const { kind, contactName, phone, siret, country, address, about, createdAt } = organisation
  const lines = [
    ['kind', t(`organisations.kinds.${kind}`)],
    ['contact', contactName],
    ['phone', phone],
    ['siret', siret],
    ['country', country],
    ['address', address],
    ['created', shortDay(createdAt, i18n.language)],
    ['about', about],
  ] as const
  return (
    <Card id="renseignements" title={t('organisations.details')}>
      <DefinitionList>
        {lines.map(
          ([term, value]) =>
            value && (
              <Definition key={term} term={t(`organisations.${term}`)}>
                {value}
              </Definition>
            ),
        )}
      </DefinitionList>
    </Card>
  )
}

/** The staff's decision on it: to validate, to take that back, to call its page complete. */
export function OrganisationDecision({ organisation, requires }: { organisation: OrganisationPage; requires: string }) {
  const { t } = useTranslation('admin')
  const { validatedAt, completedAt } = organisation
  return (
    <Card
      id="decision"
      title={t('organisations.decision')}
      aside={<OrganisationState {...organisation} requires={requires} />}
    >
      <div className="actions">
        {validatedAt ? (
          <Decide intent="withdraw" look="secondary" />
        ) : (
          <Decide intent="validate" look={requires === 'validation' ? 'primary' : 'secondary'} />
        )}
        {!completedAt && requires === 'completion' && <Decide intent="complete" look="primary" />}
      </div>
    </Card>
  )
}

function Decide({ intent, look }: { intent: 'validate' | 'withdraw' | 'complete'; look: 'primary' | 'secondary' }) {
  const { t } = useTranslation('admin')
  return (
    <Form method="post">
      <Button look={look} name="intent" value={intent}>
        {t(`organisations.${intent}`)}
      </Button>
    </Form>
  )
}
