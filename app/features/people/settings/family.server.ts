/** Family ties between graduates (P3, S8): only with people whom the viewer may know of. */
import { redirect } from '@remix-run/node'
import { readForm, refused } from '#app/context/form-answer.server.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { agreeToTie, askFamilyTie, readPendingTies, removeFamilyTie } from '#app/domain/people/family-ties.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { type JudgedRow, type Revealed, reveal, whereListed } from '#app/policy/view.ts'
import { tieSchema } from './family.schema.ts'
import { type Owner, type OwnRecord, ownTrace } from './own-record.server.ts'
import { savedAt } from './sections.ts'

const MOST_FOUND = 10

export interface Relative {
  id: string
  handle: string
  name: string
  note: string
}

/** @returns people this viewer may know of, that `condition` describes. */
async function knownPeople(
  ctx: Ctx,
  query: Query,
  condition: Sql,
  most = MOST_FOUND,
): Promise<(Revealed & { id: string })[]> {
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with]
  const rows = await query<JudgedRow & { id: string }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND (${toSql(whereListed(ctx.ability, 'Person'), 'p')}) AND (${condition})
    ORDER BY p."sortName", p."id" LIMIT ${most}`)
  return rows.flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    return person ? [{ ...person, id: row.id }] : []
  })
}

function relative(ctx: Ctx, person: Revealed & { id: string }): Relative {
  const { promotion } = person.fields
  const note = promotion ? ctx.t('cohort', { year: promotion }) : ''
  return { id: person.id, handle: person.handle, name: nameOf(ctx, person), note }
}

/** The beginning of a name, or a whole handle. */
function matching(typed: string): Sql {
  const folded = fold(typed)
  return sql`p."handle" = ${typed.toLowerCase()}
    OR (p."sortName" >= ${folded} COLLATE "C" AND p."sortName" < ${`${folded}\x7f`} COLLATE "C")`
}

export async function readFamily({ ctx, personId }: Owner, { source }: OwnRecord) {
  const typed = ctx.url.searchParams.get('q')?.trim().slice(0, 80) ?? ''
  const { pending, known, found } = await ctx.sql(async (query) => {
    const pending = await readPendingTies(query, ctx.tenant.id, personId)
    const others = [...source.ties, ...pending].map(({ otherId }) => otherId)
    return {
      pending,
      known: await knownPeople(ctx, query, sql`p."id" = ANY(${others}::uuid[])`, others.length),
      found: typed === '' ? [] : await knownPeople(ctx, query, sql`p."id" <> ${personId} AND (${matching(typed)})`),
    }
  })
  await countShown(ctx, found)
  const byId = new Map(known.map((person) => [person.id, relative(ctx, person)]))
  return {
    typed,
    found: found.map((person) => relative(ctx, person)),
    // A tie stays one's own to remove, also with somebody who is hidden now: without a name.
    ties: source.ties.map(({ otherId, kind }) => ({ kind, otherId, other: byId.get(otherId) ?? null })),
    // Who asks and is hidden now is nobody to agree with.
    asked: pending.flatMap(({ otherId, kind, theirs }) => {
      const other = byId.get(otherId)
      return theirs && other ? [{ kind, otherId, other }] : []
    }),
    waiting: pending
      .filter(({ theirs }) => !theirs)
      .map(({ otherId, kind }) => ({ kind, otherId, other: byId.get(otherId) ?? null })),
  }
}

/**
 * POST: `remove` takes a tie away or refuses one, `agree` agrees; else one is said, which both pages show once the
 * other agrees.
 * @returns a redirect, or the answers to correct
 */
export async function saveFamily({ ctx, personId }: Owner, form: FormData) {
  const [removed, agreed] = [form.get('remove'), form.get('agree')]
  if (isUuid(removed))
    await ctx.sql((query) => removeFamilyTie(query, ctx.tenant, { personId, otherId: removed }, ownTrace(ctx)))
  else if (isUuid(agreed))
    await ctx.sql((query) => agreeToTie(query, ctx.tenant, { personId, otherId: agreed }, ownTrace(ctx)))
  else {
    const submission = readForm(form, tieSchema)
    if (submission.status !== 'success') return refused(form, submission.error)
    const { other, kind } = submission.value
    const tied = await ctx.sql(async (query) => {
      const [person] = await knownPeople(ctx, query, sql`p."handle" = ${other} AND p."id" <> ${personId}`)
      return person && askFamilyTie(query, ctx.tenant, { personId, otherId: person.id, kind }, ownTrace(ctx))
    })
    if (!tied) return refused(form, { other: ['nobody'] })
  }
  return redirect(savedAt('famille'), 303)
}
