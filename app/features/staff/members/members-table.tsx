import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { BreakableAddress } from '#app/ui/breakable-address.tsx'
import { Cell, ColumnHead, RowHead, RowTick, Table } from '#app/ui/table.tsx'

/** A person as the list's loader gives them. */
export interface MemberRow {
  handle: string
  fields: Readonly<Record<string, unknown>>
  login: string | null
  disabled: boolean
  paidUp: boolean
  roles: readonly string[]
  lapsed?: { endedAt: string | null; remindedAt: string | null }
}

/** @returns the name a list shows; the address where there is none. */
export function nameOf({ handle, fields }: Pick<MemberRow, 'handle' | 'fields'>): string {
  const name = [fields.firstName, fields.lastName].filter(Boolean).join(' ')
  return name || String(fields.pseudonym ?? handle)
}

type MembersTableProps = {
  caption: string
  members: readonly MemberRow[]
  /** The viewer may read addresses in a table, and not on the record alone. */
  withAddress: boolean
  /** Id of the form that acts on the ticked ones; absent: nothing to tick. */
  form: string | undefined
}

/** People, fifty to a page; the whole row is read by one heading. */
export function MembersTable({ caption, members, withAddress, form }: MembersTableProps) {
  const { t } = useTranslation('admin')
  const isLapsed = members.some(({ lapsed }) => lapsed)
  return (
    <Table
      id="membres"
      caption={caption}
      firstSticky
      head={
        <>
          {form && (
            <Cell>
              <span className="sr-only">{t('members.bulk.tick')}</span>
            </Cell>
          )}
          <ColumnHead>{t('members.name')}</ColumnHead>
          <ColumnHead>{t('fields.promotion')}</ColumnHead>
          <ColumnHead>{t('members.standing')}</ColumnHead>
          {isLapsed && <ColumnHead>{t('members.endedAt')}</ColumnHead>}
          {isLapsed && <ColumnHead>{t('members.remindedAt')}</ColumnHead>}
          {!isLapsed && <ColumnHead>{t('members.login')}</ColumnHead>}
          {withAddress && <ColumnHead>{t('fields.primaryEmail')}</ColumnHead>}
        </>
      }
    >
      {members.map((member) => (
        <tr key={member.handle} data-person={member.handle}>
          {form && (
            <Cell>
              <RowTick
                name="coche"
                value={member.handle}
                label={t('members.bulk.tickOne', { name: nameOf(member) })}
                form={form}
              />
            </Cell>
          )}
          <RowHead>
            <Anchor to={href.member(member.handle)}>{nameOf(member)}</Anchor>
          </RowHead>
          <Cell data-field="promotion">{String(member.fields.promotion ?? '–')}</Cell>
          <Cell>
            <Standing {...member} />
          </Cell>
          {member.lapsed ? (
            <LapsedCells {...member.lapsed} />
          ) : (
            <Cell className="wrap-anywhere">{member.login ?? '–'}</Cell>
          )}
          {withAddress && (
            <Cell data-field="primaryEmail" className="min-w-60 wrap-anywhere">
              <BreakableAddress>{String(member.fields.primaryEmail ?? '–')}</BreakableAddress>
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  )
}

/** The last day that was paid for, and the last letter about it. */
function LapsedCells({ endedAt, remindedAt }: NonNullable<MemberRow['lapsed']>) {
  const { t, i18n } = useTranslation('admin')
  return (
    <>
      <Cell className="whitespace-nowrap">
        {endedAt ? shortDay(`${lastDay(endedAt)}T12:00:00Z`, i18n.language) : '–'}
      </Cell>
      <Cell className="whitespace-nowrap">{remindedAt ? shortDay(remindedAt, i18n.language) : t('members.never')}</Cell>
    </>
  )
}

function Standing({ paidUp, roles, disabled, fields }: MemberRow) {
  const { t } = useTranslation('admin')
  return (
    <span className="flex flex-wrap gap-1">
      <Badge tone={paidUp ? 'success' : 'neutral'}>{t(paidUp ? 'roles.adherent' : 'roles.member')}</Badge>
      {roles.map((role) => (
        <Badge key={role} tone="brand">
          {t(`roles.${role}`, { defaultValue: role })}
        </Badge>
      ))}
      {disabled && <Badge tone="error">{t('members.states.compte-ferme')}</Badge>}
      {fields.invalidEmail === true && <Badge tone="error">{t('members.invalid')}</Badge>}
    </span>
  )
}
