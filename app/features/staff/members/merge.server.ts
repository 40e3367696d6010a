/** Suspected duplicates, two records side by side, made one, taken apart again: the staff's part. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit, auditReading } from '#app/domain/audit/audit.server.ts'
import { type Sign, sayDistinct, suspectedDuplicates } from '#app/domain/people/duplicates.server.ts'
import { mergePeople, unmergePeople } from '#app/domain/people/merge-people.server.ts'
import type { Trace } from '#app/domain/people/person-writes.ts'
import { textOf } from '#app/domain/search/row.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { whyNotMerge } from '#app/policy/staff.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { idsOfMerge, whyNotTouch } from './merge-rank.server.ts'
import { type StaffPerson, staffName, staffPerson } from './staff-person.server.ts'
import { addressesOf, tellMovedAddresses } from './tell-moved-addresses.server.ts'

export interface SuspectedPair {
  one: { handle: string; name: string }
  other: { handle: string; name: string }
  signs: Sign[]
}

const traceOf = ({ now, viewer }: Ctx): Trace => {
  return { from: 'staff', now, source: 'merge', ...(viewer.accountId ? { accountId: viewer.accountId } : {}) }
}

export async function readDuplicates(ctx: Ctx) {
  const page = await ctx.sql(
    async (query) => {
      const named = async (handle: string) => {
        const person = await visiblePerson(ctx, ctx.ability, query, handle)
        return person && { handle, name: person.name }
      }
      const pairs: SuspectedPair[] = []
      for (const { one, other, signs } of await suspectedDuplicates(query, ctx.tenant.id)) {
        const [a, b] = [await named(one), await named(other)]
        if (a && b) pairs.push({ one: a, other: b, signs })
      }
      const merges = await query<
        RowOf<'person_merge', 'id' | 'goneHandle' | 'at' | 'undoUntil'> &
          RowOf<'person', 'handle'> & { by: string | null }
      >(sql`
        SELECT m."id", m."goneHandle", m."at", m."undoUntil", p."handle", a."login" AS "by" FROM "person_merge" m
        JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = m."keptId"
        LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = m."accountId"
        WHERE m."tenantId" = ${ctx.tenant.id} AND m."undoneAt" IS NULL AND m."undoUntil" > ${ctx.now} AND m."sealed" IS NOT NULL
        ORDER BY m."at" DESC LIMIT 50`)
      return {
        title: ctx.t('admin:merge.title'),
        done: ctx.url.searchParams.get('fait'),
        pairs,
        merges: merges.map((one) => ({ ...one, at: one.at.toISOString(), undoUntil: one.undoUntil.toISOString() })),
      }
    },
    { statementTimeout: 20_000 },
  )
  await countShown(
    ctx,
    page.pairs.flatMap(({ one, other }) => [one, other]),
  )
  return page
}

/** POST of the list: `intent` distinct or undo. */
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
      const isNew = await sayDistinct({ query, tenant: ctx.tenant, now: ctx.now }, one.id, other.id)
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

function compare(kept: StaffPerson, gone: StaffPerson): Compared[] {
  const shown = (value: unknown) =>
    typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : textOf(value)
  const textIn = ({ person, secretSet }: StaffPerson, field: FieldId) => {
    if (field === 'iesfCode') return secretSet ? '••••' : null
    const value = person.fields[field]
    return value === undefined
      ? null
      : Array.isArray(value) && typeof value[0] === 'object'
        ? JSON.stringify(value)
        : shown(value)
  }
  return FIELD_IDS.filter((field) => !ROWS.includes(field)).flatMap((field) => {
    const [a, b] = [textIn(kept, field), textIn(gone, field)]
    if (a === null && b === null) return []
    // Two secrets are never compared here: they are chosen between as if they differed.
    const differs = a !== null && b !== null && (a !== b || field === 'iesfCode')
    return [{ field, kept: a, gone: b, differs }]
  })
}

async function bothOf(ctx: Ctx) {
  const [keep, absorb] = ['garde', 'absorbe'].map((name) => ctx.url.searchParams.get(name) ?? '')
  if (keep === absorb) throw notFound()
  return [await staffPerson(ctx, keep), await staffPerson(ctx, absorb)] as const
}

/** @throws Response 404 where one of the two is nobody, or both are the same */
export async function readComparison(ctx: Ctx) {
  const [kept, gone] = await bothOf(ctx)
  await auditReading(ctx, 'person.compared', [kept.id, gone.id])
  return {
    title: ctx.t('admin:merge.compare.title'),
    kept: { handle: kept.person.handle, name: staffName(kept), account: kept.accountId !== null },
    gone: { handle: gone.person.handle, name: staffName(gone), account: gone.accountId !== null },
    lines: compare(kept, gone),
    refused: whyNotMerge(ctx.viewer, kept, gone) ?? null,
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
  if (!id) throw notFound()
  return redirect(`${href.duplicates}?fait=merge`, 303)
}
