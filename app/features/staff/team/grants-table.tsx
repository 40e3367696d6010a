import { useTranslation } from 'react-i18next'
import type { Grant } from '#app/domain/accounts/grants.server.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { BreakableAddress } from '#app/ui/breakable-address.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { memberAddress } from './member-address.ts'
import { PeriodState } from './period-state.tsx'

/** `ends`: roles that the viewer may end. */
type GrantsTableProps = {
  grants: readonly Grant[]
  caption: string
  ends: 'all' | readonly string[]
  withAccount?: boolean
}

/** Roles given, with their time; each in force can be ended on the spot. */
export function GrantsTable({ grants, caption, ends, withAccount }: GrantsTableProps) {
  const { t, i18n } = useTranslation('admin')
  const day = (iso: string) => shortDay(iso, i18n.language)
  return (
    <Table
      id="roles"
      caption={caption}
      head={
        <>
          {withAccount && <ColumnHead>{t('team.name')}</ColumnHead>}
          <ColumnHead>{t('account.role')}</ColumnHead>
          <ColumnHead>{t('account.status')}</ColumnHead>
          <ColumnHead>{t('account.from')}</ColumnHead>
          <ColumnHead>{t('account.until')}</ColumnHead>
          <ColumnHead>{t('account.givenBy')}</ColumnHead>
          {ends.length > 0 && <ColumnHead>{t('account.end')}</ColumnHead>}
        </>
      }
    >
      {grants.map((grant) => (
        <tr key={grant.id}>
          {withAccount && (
            <RowHead className="wrap-anywhere">
              <AccountName {...grant} />
            </RowHead>
          )}
          <Cell>{t(`roles.${grant.role}`, { defaultValue: grant.role })}</Cell>
          <Cell>
            <PeriodState state={grant.state} />
          </Cell>
          <Cell>{day(grant.startsAt)}</Cell>
          <Cell>{grant.endsAt ? day(grant.endsAt) : t('account.forever')}</Cell>
          <Cell>{grant.grantedBy ?? '–'}</Cell>
          {ends.length > 0 && (
            <Cell>
              {grant.state !== 'past' && (ends === 'all' || ends.includes(grant.role)) && <EndForm {...grant} />}
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  )
}

function AccountName({ handle, login, disabled }: Grant) {
  const { t } = useTranslation('admin')
  return (
    <>
      {handle ? (
        <Anchor to={memberAddress(handle, 'account')}>{login}</Anchor>
      ) : (
        <BreakableAddress>{login}</BreakableAddress>
      )}
      {disabled && <Badge tone="error">{t('team.closed')}</Badge>}
    </>
  )
}

function EndForm({ id, role }: Grant) {
  const { t } = useTranslation('admin')
  return (
    <Form method="post" keepScroll>
      <input type="hidden" name="intent" value="end" />
      <input type="hidden" name="grant" value={id} />
      <Button
        look="quiet"
        small
        aria-label={t('account.endLabel', { role: t(`roles.${role}`, { defaultValue: role }) })}
      >
        {t('account.end')}
      </Button>
    </Form>
  )
}
