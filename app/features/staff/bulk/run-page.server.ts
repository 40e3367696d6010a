/** What every page of one bulk action begins with, and what of it a page shows. */

import { startOfDay } from '#app/calendar/civil-day.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/features/staff/members/members-table.tsx'
import { shortDay } from '#app/i18n/format.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { type BulkRun, countRows, findRun, isUndoable } from './bulk-runs.server.ts'

export interface BulkPage {
  ctx: Ctx
  run: BulkRun
}

/** @throws Response 404 where the association has no people of its own; what `open` throws */
export async function openBulk(args: Args): Promise<Ctx> {
  const ctx = await open(args, { needs: 'bulk' })
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  return ctx
}

/** @throws Response 404 where this association has no such action; what `open` throws */
export async function openRun(args: Args): Promise<BulkPage> {
  const ctx = await openBulk(args)
  const id = args.params?.run
  const run = isUuid(id) ? await ctx.sql((query) => findRun(query, ctx.tenant.id, id)) : undefined
  if (!run) throw notFound()
  return { ctx, run }
}

/** @returns the action in one line, in the page's language */
export function whatText({ t, tenant: { config }, language }: Ctx, { action, params }: BulkRun): string {
  const day = (value: unknown) => shortDay(startOfDay(String(value))!.toISOString(), language)
  const named = (list: readonly { id: string; name: Record<'fr' | 'en', string> }[], id: unknown) =>
    list.find((one) => one.id === id)?.name[language] ?? String(id)
  switch (action) {
    case 'dues': {
      const words = { tier: named(config.tiers, params.tier), from: day(params.from) }
      return params.until
        ? t('bulk:what.duesUntil', { ...words, until: day(params.until) })
        : t('bulk:what.dues', words)
    }
    case 'list':
      return t(params.on ? 'bulk:what.listOn' : 'bulk:what.listOff', { list: named(config.mailingLists, params.list) })
    case 'invitation':
      return t('bulk:what.invitation')
    case 'reminder':
      return t('bulk:what.reminder')
    case 'value': {
      if (params.field === 'invalidEmail') return t(params.value ? 'bulk:what.invalid' : 'bulk:what.valid')
      const field = t(`common:fields.${params.field}`)
      return params.value ? t('bulk:what.value', { field, value: params.value }) : t('bulk:what.emptied', { field })
    }
    default:
      return ''
  }
}

/** @returns the action as pages need it; instants become text on their way to the page */
export function runFacts(ctx: Ctx, run: BulkRun) {
  return {
    ...{ id: run.id, state: run.state, people: run.people, what: whatText(ctx, run) },
    at: (run.startedAt ?? run.createdAt).toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
    undoable: isUndoable(run, ctx.now),
  }
}
export type BulkFacts = ReturnType<typeof runFacts>

const NAMES = ['firstName', 'lastName', 'pseudonym', 'promotion'] as const

export interface NamedRow {
  handle: string
  name: string
  reason: string | null
}

/** @returns some of the people, by name: those left as they were with the reason, else the first of those chosen */
export async function readNames(
  { ctx, run }: BulkPage,
  { left, most }: { left: boolean; most: number },
): Promise<NamedRow[]> {
  const names = await ctx.sql(async (query) => {
    const rows = await query<JudgedRow & { reason: string | null }>(sql`
      SELECT ${columns([...JUDGED, ...NAMES], 'p')}, b."reason" FROM "bulk_row" b
      JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = b."personId"
      WHERE b."tenantId" = ${ctx.tenant.id} AND b."runId" = ${run.id}
        AND ${left ? sql`b."state" IN ('skipped', 'kept')` : sql`TRUE`}
      ORDER BY p."sortName", p."id" LIMIT ${most}`)
    return rows.flatMap((row) => {
      const person = reveal(ctx.ability, 'Person', row, NAMES)
      return person ? [{ handle: person.handle, name: nameOf(person), reason: row.reason }] : []
    })
  })
  await countShown(ctx, names)
  return names
}

/** @returns people by what became of them */
export function progressOf({ ctx, run }: BulkPage): Promise<Record<string, number>> {
  return ctx.sql((query) => countRows(query, ctx.tenant.id, run.id))
}
