/**
 * « Mes contacts » (S9, I6): who is one, who asks, whom one asked, whom one keeps away; each as far as the viewer may
 * know of them.
 */

import * as href from '#app/addresses.ts'
import { abilityWith } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { notFound } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { may } from '#app/policy/ability.ts'
import type { Ability } from '#app/policy/types.ts'
import { type JudgedRow, reveal, whereListed } from '#app/policy/view.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { Member } from './contact-person.server.ts'
import { type ContactList, LISTS, listAddress } from './lists.ts'

export const CONTACT_ROWS = 50

/** Each list as rows of `otherId`, `at` and `note`. */
function sourceOf(list: ContactList, { ctx, personId }: Member): Sql {
  const tenantId = ctx.tenant.id
  switch (list) {
    case 'contacts':
      return sql`SELECT f."friendId" AS "otherId", f."acceptedAt" AS "at", NULL AS "note" FROM "friendship" f
        WHERE f."tenantId" = ${tenantId} AND f."personId" = ${personId}`
    case 'recues':
      return sql`SELECT r."personId" AS "otherId", r."askedAt" AS "at", r."note" FROM "friend_request" r
        WHERE r."tenantId" = ${tenantId} AND r."otherId" = ${personId} AND r."withdrawnAt" IS NULL
        AND r."answer" IS NULL`
    // Refused or not: to who asked both are without answer.
    case 'envoyees':
      return sql`SELECT r."otherId", r."askedAt" AS "at", r."note" FROM "friend_request" r
        WHERE r."tenantId" = ${tenantId} AND r."personId" = ${personId} AND r."withdrawnAt" IS NULL
          AND r."answer" IS DISTINCT FROM 'accepted'`
    case 'bloques':
      return sql`SELECT b."otherId", b."at", NULL AS "note" FROM "person_block" b
        WHERE b."tenantId" = ${tenantId} AND b."personId" = ${personId}`
  }
}

/** Who asks is known by name to whom they ask, and who is kept away to who keeps them away. */
async function abilityFor(list: ContactList, member: Member, query: Query): Promise<Ability> {
  if (list !== 'recues' && list !== 'bloques') return member.ctx.ability
  const rows = await query<{ otherId: string }>(sql`SELECT s."otherId" FROM (${sourceOf(list, member)}) s LIMIT 500`)
  return abilityWith(
    member.ctx,
    rows.map(({ otherId }) => otherId),
  )
}

interface Row extends JudgedRow {
  at: Date
  note: string | null
}

export interface ContactLine extends Line {
  name: string
  at: string
  note: string | null
  /** Their page is open to this viewer. */
  open: boolean
}

/** @returns the people of one list, in the order of the directory; who may not be known of is not in it. */
async function linesOf(list: ContactList, member: Member, query: Query, page: number) {
  const { ctx } = member
  const ability = await abilityFor(list, member, query)
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with, ...ability.rowFields])]
  const rows = await query<Row>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')}, s."at", s."note" FROM (${sourceOf(list, member)}) s
    JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = s."otherId"
    WHERE ${toSql(whereListed(ability, 'Person'), 'p')}
    ORDER BY p."sortName", p."id" LIMIT ${CONTACT_ROWS + 1} OFFSET ${(page - 1) * CONTACT_ROWS}`)
  const lines = rows.slice(0, CONTACT_ROWS).flatMap((row): ContactLine[] => {
    const person = reveal(ability, 'Person', row, fields)
    if (!person) return []
    const line = lineOf({ ...person, address: href.profile(person.handle) })
    const open = ability === ctx.ability || reveal(ctx.ability, 'Person', row, fields) !== undefined
    return [{ ...line, name: nameOf(ctx, person), at: row.at.toISOString(), note: row.note, open }]
  })
  return { lines, rowFields: fields, more: rows.length > CONTACT_ROWS }
}

async function countOf(list: ContactList, member: Member, query: Query): Promise<number> {
  const ability = await abilityFor(list, member, query)
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM (${sourceOf(list, member)}) s
    JOIN "person" p ON p."tenantId" = ${member.ctx.tenant.id} AND p."id" = s."otherId"
    WHERE ${toSql(whereListed(ability, 'Person'), 'p')}`)
  return row!.n
}

async function countsOf(member: Member, query: Query): Promise<Record<ContactList, number>> {
  const counts = {} as Record<ContactList, number>
  for (const list of LISTS) counts[list] = await countOf(list, member, query)
  return counts
}

/** @returns how many ask to be a contact and wait, as « Mes contacts » counts them */
export const countAsked = (member: Member): Promise<number> =>
  member.ctx.sql((query) => countOf('recues', member, query))

/** @throws Response 404 for a list that does not exist */
export function readContacts(member: Member, wanted: string | undefined) {
  const list = wanted ?? 'contacts'
  if (!isOneOf(LISTS, list)) throw notFound()
  const { ctx } = member
  const page = pageIn(ctx.url, 40)
  return ctx.sql(async (query) => {
    const counts = await countsOf(member, query)
    const { more, ...found } = await linesOf(list, member, query, page)
    const at = (to: number) => `${listAddress(list)}?page=${to}`
    return {
      title: ctx.t(`contacts:lists.${list}`),
      list,
      counts,
      ...found,
      previous: page > 1 ? at(page - 1) : null,
      next: more ? at(page + 1) : null,
      page,
      mayAsk: mayAsk(ctx),
      done: ctx.url.searchParams.get('fait'),
    }
  })
}

/** For the words of an empty list. */
function mayAsk({ ability }: Ctx): boolean {
  return may(ability, 'befriend')
}
