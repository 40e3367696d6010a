/** People who can help, as far as each shows it to this viewer, with what mentors offer. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { helpsNowSql, takenSql } from '#app/domain/mentoring/offers.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { opennessOf } from '#app/policy/mentoring.rules.ts'
import { type JudgedRow, mayEverRead, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Help } from '#app/vocabulary/helps.ts'
import type { Member } from './member.server.ts'

const HELPER_ROWS = 20

interface Row extends JudgedRow {
  id: string
  places: number | null
  words: string | null
  queues: boolean | null
  paused: boolean
  taken: number
}

/** What somebody offers as a mentor, for whoever may ask. */
export interface Offered {
  openness: ReturnType<typeof opennessOf>
  words: string
}

export interface Helper extends Line {
  offered: Offered | null
  /** They were the viewer's mentor before. */
  former: boolean
}

/** Two people one of whom keeps the other away are not there for each other: the ability says so (decision 040). */
function helperSql({ ctx, personId }: Member, help: Help): Sql {
  const { ability, tenant, now } = ctx
  return sql`p."tenantId" = ${tenant.id} AND ${toSql(whereListed(ability, 'Person'), 'p')}
    AND ${toSql(whereReadable(ability, 'Person', 'canHelp'), 'p')} AND ${help} = ANY(p."canHelp")
    AND p."id" <> ${personId}::uuid AND ${helpsNowSql({ tenant, now })}`
}

async function rowsOf(query: Query, member: Member, where: Sql, { former, page, fields }: Asked): Promise<Row[]> {
  const { tenant } = member.ctx
  return query<Row>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}, o."places", o."words", o."queues",
      o."pausedAt" IS NOT NULL AS "paused", ${takenSql(tenant.id, sql`p."id"`)} AS "taken"
    FROM "person" p LEFT JOIN "mentor_offer" o ON o."tenantId" = ${tenant.id} AND o."personId" = p."id"
    WHERE ${where} ORDER BY p."id" = ANY(${[...former]}::uuid[]) DESC, p."sortName", p."id"
    LIMIT ${HELPER_ROWS + 1} OFFSET ${(page - 1) * HELPER_ROWS}`)
}

interface Asked {
  /** Ids of who stands first. */
  former: readonly string[]
  page: number
  fields: readonly FieldId[]
}

function helperOf(ctx: Ctx, help: Help, row: Row, { former, fields }: Asked): Helper[] {
  const person = reveal(ctx.ability, 'Person', row, fields)
  if (!person) return []
  const { places, words, queues, paused, taken } = row
  const offered =
    help === 'mentorat' && places !== null
      ? { openness: opennessOf({ places, taken, paused, queues: queues ?? false }), words: words ?? '' }
      : null
  const line = lineOf({ ...person, address: href.profile(person.handle) })
  return [{ ...line, offered, former: former.includes(row.id) }]
}

/** @returns one page of people who can help so, former mentors first; nobody where the viewer never reads the field */
export async function listHelpers(
  member: Member,
  query: Query,
  help: Help,
  { former, page }: Pick<Asked, 'former' | 'page'>,
): Promise<{ people: Helper[]; more: boolean }> {
  const { ctx } = member
  if (!mayEverRead(ctx.ability, 'Person', 'canHelp')) return { people: [], more: false }
  const { identity } = ctx.tenant.config
  const asked = { former, page, fields: [...new Set([identity.field, ...identity.with, ...ctx.ability.rowFields])] }
  const rows = await rowsOf(query, member, helperSql(member, help), asked)
  const people = rows.slice(0, HELPER_ROWS).flatMap((row) => helperOf(ctx, help, row, asked))
  await countShown(ctx, people)
  return { people, more: rows.length > HELPER_ROWS }
}

/** @returns the mentor of that handle, as the list has them; undefined for everybody else */
export async function findMentor(
  member: Member,
  query: Query,
  handle: string,
): Promise<(Helper & { id: string }) | undefined> {
  const { ctx } = member
  const { identity } = ctx.tenant.config
  const asked = { former: [], page: 1, fields: [identity.field, ...identity.with] }
  if (!mayEverRead(ctx.ability, 'Person', 'canHelp')) return undefined
  const where = sql`${helperSql(member, 'mentorat')} AND p."handle" = ${handle.slice(0, 160)}`
  const [row] = await rowsOf(query, member, where, asked)
  const [helper] = row ? helperOf(ctx, 'mentorat', row, asked) : []
  if (helper) await countShown(ctx, [helper])
  return helper && { ...helper, id: row!.id }
}
