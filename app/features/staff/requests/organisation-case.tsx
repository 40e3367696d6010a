import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { WaitingOrganisation } from './queue.server.ts'
import { RefuseForm } from './refuse-form.tsx'

const LINES = ['siret', 'country', 'website', 'contactName', 'phone', 'email', 'about'] as const

/** A company or a school that waits: what it says of itself, and the decision. */
export function OrganisationCase({
  organisation,
  fault,
}: {
  organisation: WaitingOrganisation
  fault: string | undefined
}) {
  const { t, i18n } = useTranslation('access')
  const { id, name, siret, createdAt } = organisation
  return (
    <Card id={`organisation-${id}`} title={name} aside={<span>{longDay(createdAt, i18n.language)}</span>}>
      {fault && (
        <Alert tone="error" live>
          {t(`queue.faults.${fault}`)}
        </Alert>
      )}
      <DefinitionList>
        {LINES.map(
          (line) =>
            organisation[line] && (
              <Definition key={line} term={t(line === 'contactName' ? 'queue.contact' : `fields.${line}`)}>
                <span className="break-words whitespace-pre-line">{organisation[line]}</span>
              </Definition>
            ),
        )}
      </DefinitionList>
      <Form method="post" className="mt-4">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="siret" value={siret ?? ''} />
        <Actions>
          <Button name="intent" value="validate">
            {t('queue.validate')} <span className="sr-only">{name}</span>
          </Button>
          <Anchor to={href.organisation(id)}>{t('queue.more')}</Anchor>
        </Actions>
      </Form>
      <RefuseForm id={id} intent="decline" about={name} />
    </Card>
  )
}
