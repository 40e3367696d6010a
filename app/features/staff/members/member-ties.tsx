import { useTranslation } from 'react-i18next'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

const KINDS = ['spouse', 'sibling', 'parent', 'child', 'other'] as const

type MemberTiesProps = { ties: readonly { otherId: string; kind: string; handle: string }[]; fault?: string }

/** Ties between two people of the base, added and taken away one by one. */
export function MemberTies({ ties, fault }: MemberTiesProps) {
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
          {ties.map(({ otherId, kind, handle }) => (
            <Row
              key={otherId}
              to={memberAddress(handle)}
              title={handle}
              note={t(`ties.kinds.${kind}`, { defaultValue: kind })}
              end={
                <Form method="post" discover="none">
                  <input type="hidden" name="tie" value="remove" />
                  <input type="hidden" name="otherId" value={otherId} />
                  <Button look="quiet" small aria-label={t('ties.removeLabel', { handle })}>
                    {t('member.records.remove')}
                  </Button>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
      <Form method="post" discover="none" className="form-stack">
        <input type="hidden" name="tie" value="add" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput name="handle" label={t('ask.person')} hint={t('ties.hint')} autoCapitalize="none" required />
          <Select
            name="kind"
            label={t('ties.kind')}
            options={KINDS.map((kind) => ({ value: kind, label: t(`ties.kinds.${kind}`) }))}
          />
        </div>
        <div>
          <Button look="secondary" small>
            {t('ties.add')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
