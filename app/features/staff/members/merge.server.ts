/** Suspected duplicates, two records side by side, made one, taken apart again: the staff's part. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit, auditReading } from '#app/domain/audit/audit.server.ts'
import { whyNotJoin } from '#app/domain/events/bought-twice.server.ts'
import {
  forgetDistinct,
  recentlyDistinct,
  type Sign,
  sayDistinct,
  suspectedDuplicates,
} from '#app/domain/people/duplicates.server.ts'
import { mergePeople, unmergePeople } from '#app/domain/people/merge-people.server.ts'
import type { Trace } from '#app/domain/people/person-writes.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { whyNotMerge } from '#app/policy/staff.rules.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { idsOfMerge, whyNotTouch } from './merge-rank.server.ts'
import { readLine } from './read-values.server.ts'
import { type StaffPerson, staffName, staffPerson } from './staff-person.server.ts'
import { addressesOf, tellMovedAddresses } from './tell-moved-addresses.server.ts'

/** A person as a list tells them from others of their name: name, year and degree. */
export interface Twin {
  handle: string
  name: string
  note: string
}

export interface SuspectedPair {
  one: Twin
  other: Twin
  signs: Sign[]
  unlikely: boolean
}

const twinNote = ({ t }: Pick<Ctx, 't'>, { promotion, diploma }: Revealed['fields']) =>
  [promotion && t('cohort', { year: promotion }), diploma].filter(Boolean).join(' · ')

/** @returns the people of whom the viewer may know, by handle */
async function twinsOf(ctx: Ctx, query: Query, handles: readonly string[]): Promise<Map<string, Twin>> {
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with, 'promotion' as const, 'diploma' as const])]
  const rows = await query<JudgedRow>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ANY(${[...new Set(handles)]}::text[])`)
  const twins = rows.flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    return person ? [{ handle: person.handle, name: nameOf(ctx, person), note: twinNote(ctx, person.fields) }] : []
  })
  return new Map(twins.map((twin) => [twin.handle, twin]))
}

const traceOf = ({ now, viewer }: Ctx): Trace => {
  return { from: 'staff', now, source: 'merge', ...(viewer.accountId ? { accountId: viewer.accountId } : {}) }
}

/** Those that can still be undone. */
function recentMerges(ctx: Ctx, query: Query) {
  return query<
    RowOf<'person_merge', 'id' | 'goneHandle' | 'at' | 'undoUntil'> & RowOf<'person', 'handle'> & { by: string | null }
  >(sql`
    SELECT m."id", m."goneHandle", m."at", m."undoUntil", p."handle", a."login" AS "by" FROM "person_merge" m
    JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = m."keptId"
    LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = m."accountId"
    WHERE m."tenantId" = ${ctx.tenant.id} AND m."undoneAt" IS NULL AND m."undoUntil" > ${ctx.now}
      AND m."sealed" IS NOT NULL
    ORDER BY m."at" DESC LIMIT 50`)
}

export async function readDuplicates(ctx: Ctx) {
  const page = await ctx.sql(
    async (query) => {
      const suspected = await suspectedDuplicates(query, ctx.tenant.id)
      const settled = await recentlyDistinct({ query, tenant: ctx.tenant, now: ctx.now })
      const twins = await twinsOf(
        ctx,
        query,
        [...suspected, ...settled].flatMap(({ one, other }) => [one, other]),
      )
      const both = ({ one, other }: { one: string; other: string }) => {
        const [a, b] = [twins.get(one), twins.get(other)]
        return a && b ? { one: a, other: b } : undefined
      }
      const pairs = suspected.flatMap(({ signs, unlikely, ...pair }): SuspectedPair[] => {
        const named = both(pair)
        return named ? [{ ...named, signs, unlikely }] : []
      })
      const merges = await recentMerges(ctx, query)
      return {
        title: ctx.t('admin:merge.title'),
        done: ctx.url.searchParams.get('fait'),
        pairs,
        settled: settled.flatMap(({ at, ...pair }) => {
          const named = both(pair)
          return named ? [{ ...named, at: at.toISOString() }] : []
        }),
        merges: merges.map((one) => ({ ...one, at: one.at.toISOString(), undoUntil: one.undoUntil.toISOString() })),
      }
    },
    { statementTimeout: 20_000 },
  )
  await countShown(
    ctx,
    [...page.pairs, ...page.settled].flatMap(({ one, other }) => [one, other]),
  )
  return page
}

/** POST of the list: `intent` distinct, suspect (which takes that back) or undo (of a merge). */
export async function settleDuplicates(ctx: Ctx, form: FormData) {
  const done = await ctx.sql(
    async (query) => {
      if (form.get('intent') === 'undo') {
        const id = form.get('merge')
        const both = isUuid(id) ? await idsOfMerge(query, ctx, id) : undefined
        if (both && (await whyNotTouch(query, ctx, both))) throw forbidden()
        const undone = both && isUuid(id) ? await unmergePeople(query, ctx.tenant, id, traceOf(ctx)) : undefined
        if (undone)
          await audit(query, ctx, 'person.unmerged', { subjectId: undone.keptId, detail: { merged: undone.goneId } })
        return undone ? 'undo' : 'gone'
      }
      const [one, other] = [
        await visiblePerson(ctx, ctx.ability, query, String(form.get('one'))),
        await visiblePerson(ctx, ctx.ability, query, String(form.get('other'))),
      ]
      if (!one || !other || one.id === other.id) return 'gone'
      const unit = { query, tenant: ctx.tenant, now: ctx.now }
      if (form.get('intent') === 'suspect') {
        const isBack = await forgetDistinct(unit, one.id, other.id)
        if (isBack) await audit(query, ctx, 'person.suspected', { subjectId: one.id, detail: { other: other.id } })
        return isBack ? 'suspect' : 'gone'
      }
      const isNew = await sayDistinct(unit, one.id, other.id)
      if (isNew) await audit(query, ctx, 'person.distinct', { subjectId: one.id, detail: { other: other.id } })
      return 'distinct'
    },
    { statementTimeout: 20_000, signal: undefined },
  )
  return redirect(`${href.duplicates}?fait=${done}`, 303)
}

export interface Compared {
  field: FieldId
  kept: string | null
  gone: string | null
  /** Both have one, and not the same: the staff choose. */
  differs: boolean
}

/** Kept on both sides as rows of their own, whatever is chosen. */
const ROWS: readonly FieldId[] = [
  ...([
    'otherDiplomas',
    'workHistory',
    'familyTies',
    'company',
    'companyAddress',
    'companySiret',
    'companyNaf',
  ] as const),
  ...(['workField', 'workLevel', 'jobTitle', 'jobStart', 'workPhone', 'secondaryEmail', 'invalidEmail'] as const),
]

/** Values as people read them; what differs is judged by the values themselves. */
function compare(ctx: Ctx, kept: StaffPerson, gone: StaffPerson): Compared[] {
  const textIn = ({ person, secretSet }: StaffPerson, field: FieldId) =>
    field === 'iesfCode' ? (secretSet ? '••••' : null) : readLine(ctx, field, person.fields[field])
  return FIELD_IDS.filter((field) => !ROWS.includes(field)).flatMap((field) => {
    const [a, b] = [textIn(kept, field), textIn(gone, field)]
    if (a === null && b === null) return []
    const [one, other] = [kept, gone].map(({ person }) => JSON.stringify(person.fields[field]))
    // Two secrets are never compared here: they are chosen between as if they differed.
    const differs = a !== null && b !== null && (one !== other || field === 'iesfCode')
    return [{ field, kept: a, gone: b, differs }]
  })
}

async function bothOf(ctx: Ctx) {
  const [keep, absorb] = ['garde', 'absorbe'].map((name) => ctx.url.searchParams.get(name) ?? '')
  if (keep === absorb) throw notFound()
  return [await staffPerson(ctx, keep), await staffPerson(ctx, absorb)] as const
}

function comparedOf(ctx: Ctx, one: StaffPerson) {
  const name = staffName(one)
  // Two of one name differ by their years, or else by their addresses in the directory.
  const label = [name, twinNote(ctx, one.person.fields)].filter(Boolean).join(' · ')
  return { handle: one.person.handle, name, label, account: one.accountId !== null }
}

/** @throws Response 404 where one of the two is nobody, or both are the same */
export async function readComparison(ctx: Ctx) {
  const [kept, gone] = await bothOf(ctx)
  await auditReading(ctx, 'person.compared', [kept.id, gone.id])
  const paid = await ctx.sql((query) => whyNotJoin(query, ctx.tenant.id, { keptId: kept.id, goneId: gone.id }))
  return {
    title: ctx.t('admin:merge.compare.title'),
    kept: comparedOf(ctx, kept),
    gone: comparedOf(ctx, gone),
    lines: compare(ctx, kept, gone),
    refused: whyNotMerge(ctx.viewer, kept, gone) ?? paid ?? null,
  }
}

/** POST: `field-<id>` is `kept` or `gone` for each field that differs. */
export async function merge(ctx: Ctx, form: FormData) {
  const [kept, gone] = await bothOf(ctx)
  const refused = whyNotMerge(ctx.viewer, kept, gone)
  if (refused) return data({ refused }, { status: 403 })
  const picks = new Set(
    [...form].flatMap(([name, value]) => {
      const field = name.replace(/^field-/, '')
      return name !== field && value === 'gone' && isOneOf(FIELD_IDS, field) ? [field] : []
    }),
  )
  const id = await ctx.sql(
    async (query) => {
      // Asked again of the locked rows: a role may have been given since the page was read.
      if (await whyNotTouch(query, ctx, { keptId: kept.id, goneId: gone.id })) throw forbidden()
      if (await whyNotJoin(query, ctx.tenant.id, { keptId: kept.id, goneId: gone.id })) return 'paid'
      const addresses = await addressesOf(query, ctx.tenant.id, [kept.id])
      const others = await addressesOf(query, ctx.tenant.id, [gone.id])
      const merged = await mergePeople(query, ctx.tenant, { keptId: kept.id, goneId: gone.id, picks }, traceOf(ctx))
      if (merged) await tellMovedAddresses(query, ctx, kept.id, { before: addresses, more: others.account })
      if (merged)
        await audit(query, ctx, 'person.merged', {
          subjectId: kept.id,
          detail: { merged: gone.id, fields: [...picks] },
        })
      return merged
    },
    // Somebody who leaves the page has merged them all the same.
    { statementTimeout: 30_000, signal: undefined },
  )
  if (id === 'paid') return data({ refused: 'paid' as const }, { status: 409 })
  if (!id) throw notFound()
  return redirect(`${href.duplicates}?fait=merge`, 303)
}
