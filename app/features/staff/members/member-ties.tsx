import { useTranslation } from 'react-i18next'
import { PersonPicker } from '#app/domain/search/person-picker.tsx'
import type { Picked } from '#app/domain/search/pick-people.server.ts'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Select } from '#app/ui/select.tsx'

const KINDS = ['spouse', 'sibling', 'parent', 'child', 'other'] as const

type MemberTiesProps = {
  handle: string
  ties: readonly { otherId: string; kind: string; handle: string; name: string }[]
  /** What was typed to find the other, whom it found, and who was picked. */
  typed: string
  found: readonly Picked[] | null
  other: { handle: string; name: string } | null
  fault?: string
}

/** Ties between two people of the base, added and taken away one by one. */
export function MemberTies({ handle: own, ties, typed, found, other, fault }: MemberTiesProps) {
  const { t } = useTranslation('admin')
  return (
    <Card id="liens" title={t('fields.familyTies')}>
      {fault && (
        <Alert tone="error" live>
          {t('ties.unknown')}
        </Alert>
      )}
      {ties.length > 0 && (
        <Rows plain>
          {ties.map(({ otherId, kind, handle, name }) => (
            <Row
              key={otherId}
              to={memberAddress(handle)}
              title={name}
              note={t(`ties.kinds.${kind}`, { defaultValue: kind })}
              end={
                <Form method="post">
                  <input type="hidden" name="tie" value="remove" />
                  <input type="hidden" name="otherId" value={otherId} />
                  <Button look="quiet" small aria-label={t('ties.removeLabel', { handle: name })}>
                    {t('member.records.remove')}
                  </Button>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
      {other ? (
        <Form method="post" className="form-stack">
          <input type="hidden" name="tie" value="add" />
          <input type="hidden" name="handle" value={other.handle} />
          <Select
            name="kind"
            label={t('ties.kindOf', { name: other.name })}
            options={KINDS.map((kind) => ({ value: kind, label: t(`ties.kinds.${kind}`) }))}
          />
          <div>
            <Button look="secondary" small>
              {t('ties.add')}
            </Button>
          </div>
        </Form>
      ) : (
        <Disclosure summary={t('ties.add')} open={found !== null}>
          <PersonPicker id="lien-avec" label={t('ties.who')} path={memberAddress(own)} typed={typed} found={found} />
        </Disclosure>
      )}
    </Card>
  )
}
