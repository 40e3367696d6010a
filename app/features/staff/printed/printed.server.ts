/** `/admin/annuaire-imprime`: the edition under way, who is in it, its copies (D14, I17). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { hasCopies, readCopies, receiversSql } from '#app/domain/printed/copies.server.ts'
import { askDrawing, beginEdition, endEdition } from '#app/domain/printed/editions.server.ts'
import {
  byOtherRules,
  countStale,
  type Edition,
  openEdition,
  pastEditions,
} from '#app/domain/printed/read-editions.server.ts'
import { type Reason, reasonSql } from '#app/domain/printed/who-is-in.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { isPrinted } from '#app/policy/printed.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'

const ROWS = 50
const NAMES = ['firstName', 'lastName', 'pseudonym', 'promotion'] as const

export async function readPrinted(ctx: Ctx) {
  const page = { title: ctx.t('printed:title'), done: ctx.url.searchParams.get('fait') }
  if (!isPrinted(ctx.tenant.config)) return { ...page, closed: true as const }
  const { open, stale, past, counts } = await ctx.sql(
    async (query) => {
      const edition = await openEdition(query, ctx.tenant.id)
      return {
        open: edition,
        stale: edition?.state === 'ready' ? await countStale(query, ctx.tenant, edition) : 0,
        past: await pastEditions(query, ctx.tenant.id),
        counts: await countAll(query, ctx, edition),
      }
    },
    { statementTimeout: 30_000 },
  )
  return {
    ...page,
    ...counts,
    closed: false as const,
    hasCopies: hasCopies(ctx.tenant),
    edition: open ? { ...factsOf(ctx, open), stale, byOtherRules: byOtherRules(ctx.tenant, open) } : null,
    past: past.map((one) => factsOf(ctx, one)),
    copies: open?.state === 'ready' ? await copiesShown(ctx, open) : [],
    list: await readList(ctx, open),
  }
}

const factsOf = ({ language }: Ctx, { id, state, frozenAt, people, done, printed, pages }: Edition) => ({
  ...{ id, state, people, done, printed, pages },
  day: longDay(frozenAt, language),
})
export type EditionFacts = ReturnType<typeof factsOf>

const proposedSql = ({ tenant }: Ctx, edition: Edition | undefined) =>
  edition && edition.state !== 'freezing'
    ? sql`EXISTS (SELECT 1 FROM "print_entry" e WHERE e."tenantId" = ${tenant.id} AND e."runId" = ${edition.id}
        AND e."personId" = p."id")`
    : sql`TRUE`

async function countAll(query: Query, ctx: Ctx, edition: Edition | undefined) {
  const { tenant, now } = ctx
  const [row] = await query<{ in: number; out: number; receivers: number }>(sql`
    SELECT (count(*) FILTER (WHERE w."why" = 'in'))::int AS "in", (count(*) FILTER (WHERE w."why" <> 'in'))::int AS "out",
      (SELECT count(*)::int FROM (${receiversSql(tenant, now)}) r) AS "receivers"
    FROM (SELECT ${reasonSql(tenant, proposedSql(ctx, edition))} AS "why" FROM "person" p
      WHERE p."tenantId" = ${tenant.id}) w`)
  return { in: row?.in ?? 0, out: row?.out ?? 0, receivers: row?.receivers ?? 0 }
}

/** Who is in, or who is not and why: for the staff, by name. */
async function readList(ctx: Ctx, edition: Edition | undefined) {
  const shown = ctx.url.searchParams.get('liste') === 'inscrits' ? 'present' : 'absent'
  const page = pageIn(ctx.url)
  const rows = await ctx.sql(
    (query) =>
      query<JudgedRow & { why: Reason }>(sql`
      SELECT * FROM (SELECT ${columns([...JUDGED, ...NAMES, 'sortName'], 'p')},
          ${reasonSql(ctx.tenant, proposedSql(ctx, edition))} AS "why"
        FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id}) w
      WHERE ${shown === 'present' ? sql`w."why" = 'in'` : sql`w."why" <> 'in'`}
      ORDER BY w."sortName", w."id" LIMIT ${ROWS + 1} OFFSET ${(page - 1) * ROWS}`),
    { statementTimeout: 30_000 },
  )
  const people = rows.slice(0, ROWS).flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, NAMES)
    return person ? [{ handle: person.handle, name: nameOf(ctx, person), why: row.why }] : []
  })
  await countShown(ctx, people)
  return { shown, page, people, more: rows.length > ROWS }
}

async function copiesShown(ctx: Ctx, { id }: Edition) {
  const { tenant, now } = ctx
  const copies = await ctx.sql(async (query) => {
    const rows = await readCopies(query, { tenant, runId: id, now })
    const people = await query<
      JudgedRow & { id: string }
    >(sql`SELECT ${columns([...JUDGED, ...NAMES], 'p')} FROM "person" p
      WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${rows.map(({ personId }) => personId)}::uuid[])`)
    return rows.flatMap(({ number, personId, without }) => {
      const row = people.find((one) => one.id === personId)
      const person = row && reveal(ctx.ability, 'Person', row, NAMES)
      return person ? [{ number, handle: person.handle, name: nameOf(ctx, person), own: without > 0 }] : []
    })
  })
  await countShown(ctx, copies)
  return copies
}

/** POST `intent` = `begin`, or `draw`, `printed`, `drop` with the edition's `run`. */
export async function changePrinted(ctx: Ctx, form: FormData) {
  const to = (done: string) => redirect(`${href.printed}?fait=${done}`, 303)
  const [intent, run] = ['intent', 'run'].map((name) => String(form.get(name) ?? ''))
  if (!isPrinted(ctx.tenant.config)) return to('late')
  if (intent === 'begin') return to((await beginEdition(ctx)) ? 'begun' : 'late')
  if (!run || !isUuid(run)) return to('late')
  if (intent === 'draw') return to((await askDrawing(ctx, run)) ? 'drawing' : 'late')
  if (intent !== 'printed' && intent !== 'drop') return to('late')
  const state = intent === 'drop' ? 'dropped' : 'printed'
  return to((await endEdition(ctx, run, state)) ?? state)
}
