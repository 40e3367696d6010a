import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import {
  MEMBER_SORTS,
  type MemberColumn,
  type MembersQuery,
  membersAddress,
} from '#app/domain/search/members-address.ts'
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
  /** As people write it. */
  phone: string | null
  until: string | null
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
  columns: readonly MemberColumn[]
  query: MembersQuery
  /** Id of the form that acts on the ticked ones; absent: nothing to tick. */
  form: string | undefined
}

/** As the list is sorted: « LAVAUT Anne-Laure ». */
function sortedName({ fields, ...member }: Pick<MemberRow, 'handle' | 'fields'>): string {
  const { firstName, lastName } = fields
  if (!lastName) return nameOf({ fields, ...member })
  return [String(lastName).toLocaleUpperCase('fr'), firstName].filter(Boolean).join(' ')
}

/** People, fifty to a page, one line each; the whole row is read by one heading. */
export function MembersTable({ caption, members, columns, query, form }: MembersTableProps) {
  const { t } = useTranslation('admin')
  const isLapsed = members.some(({ lapsed }) => lapsed)
  const shown = columns.filter((column) => !(isLapsed && column === 'until'))
  return (
    <Table
      id="membres"
      caption={caption}
      firstSticky
      dense
      head={
        <>
          {form && (
            <Cell>
              <span className="sr-only">{t('members.bulk.tick')}</span>
            </Cell>
          )}
          <SortHead query={query} by="nom" text={t('members.name')} />
          {shown.map((column) => (
            <SortHead
              key={column}
              query={query}
              by={column}
              text={t([`members.columns.${column}`, `fields.${column}`])}
            />
          ))}
          {isLapsed && <ColumnHead>{t('members.endedAt')}</ColumnHead>}
          {isLapsed && <ColumnHead>{t('members.remindedAt')}</ColumnHead>}
        </>
      }
    >
      {members.map((member) => (
        <tr key={member.handle} data-person={member.handle}>
          {form && (
            <Cell className="tick">
              <RowTick
                name="coche"
                value={member.handle}
                label={t('members.bulk.tickOne', { name: nameOf(member) })}
                form={form}
              />
            </Cell>
          )}
          <RowHead>
            <Anchor to={href.member(member.handle)}>{sortedName(member)}</Anchor>
          </RowHead>
          {shown.map((column) => (
            <MemberCell key={column} column={column} member={member} />
          ))}
          {member.lapsed && <LapsedCells {...member.lapsed} />}
        </tr>
      ))}
    </Table>
  )
}

/** A heading that sorts, and the other way round when pressed again; plain where one cannot sort by it. */
function SortHead({ query, by, text }: { query: MembersQuery; by: MemberColumn | 'nom'; text: string }) {
  const rising = by === 'nom' ? undefined : MEMBER_SORTS.find((one) => one === by)
  const falling = MEMBER_SORTS.find((one) => one === `-${by}`)
  if (!falling) return <ColumnHead>{text}</ColumnHead>
  const sorted = query.tri === falling ? 'descending' : query.tri === rising ? 'ascending' : undefined
  return (
    <ColumnHead
      sortTo={membersAddress(query, { tri: sorted === 'ascending' ? falling : rising })}
      {...(sorted ? { sorted } : {})}
    >
      {text}
    </ColumnHead>
  )
}

/** Words that may be longer than the place there is: the whole stands in the title, and on the record. */
const isLong = (column: MemberColumn) => column === 'homeCity' || column === 'company' || column === 'jobTitle'

function MemberCell({ column, member }: { column: MemberColumn; member: MemberRow }) {
  const { t, i18n } = useTranslation('admin')
  if (column === 'standing')
    return (
      <Cell>
        <Standing {...member} />
      </Cell>
    )
  if (column === 'login') return <Cell className="wrap-anywhere">{member.login ?? '–'}</Cell>
  if (column === 'until') {
    const { until, paidUp } = member
    const day = until && shortDay(`${lastDay(until)}T12:00:00Z`, i18n.language)
    const text = day ? (paidUp ? day : t('members.untilPast', { day })) : paidUp ? t('members.noEnd') : '–'
    return <Cell className={paidUp ? undefined : 'text-muted'}>{text}</Cell>
  }
  const value = member.fields[column]
  const text = String((column === 'mobilePhone' ? member.phone : value) ?? '–')
  return (
    <Cell
      data-field={column}
      data-value={column === 'mobilePhone' && value ? JSON.stringify(value) : undefined}
      className={column === 'primaryEmail' ? 'wrap-anywhere' : isLong(column) ? 'cut' : undefined}
      title={isLong(column) ? text : undefined}
    >
      {column === 'primaryEmail' ? <BreakableAddress>{text}</BreakableAddress> : text}
    </Cell>
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
    <span className="flex gap-1">
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
