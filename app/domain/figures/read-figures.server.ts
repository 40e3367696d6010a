/** Figures as pages show them: words for values, shares of what is told. */
import type { Ctx } from '#app/context/open.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { countText, monthText } from '#app/i18n/format.ts'
import { valueText } from '#app/i18n/value-text.ts'
import type { Figure } from '#app/vocabulary/figures.ts'
import { UNKNOWN } from './count-people.server.ts'
import { joinMonths, latestMonth, type Month } from './months.server.ts'
import type { Told } from './protect.ts'

export interface FigureLine {
  label: string
  people: number
  text: string
  /** Of all that is told, in hundredths. */
  share: number
}

export interface FigureTable {
  figure: Figure
  /** Empty: too few people to tell. */
  lines: FigureLine[]
}

/** @returns tables of the latest month, and that month in words; none before the first is worked out */
export async function readFigures(
  ctx: Ctx,
  figures: readonly Figure[],
): Promise<{ month: string | null; tables: FigureTable[] }> {
  const found = await monthOf(ctx)
  if (!found) return { month: null, tables: [] }
  const tables = figures.map((figure) => ({ figure, lines: linesOf(ctx, figure, found.tables[figure] ?? null) }))
  return { month: monthText(found.month, ctx.language), tables }
}

async function monthOf({ tenant, sisters, sql: run }: Ctx): Promise<Month | undefined> {
  if (tenant.config.kind !== 'federation') return run((query) => latestMonth(query, tenant.id))
  const months: Month[] = []
  for (const { tenantId } of sisters) {
    const month = await inTenantSql(tenantId, (query) => latestMonth(query, tenantId))
    if (month) months.push(month)
  }
  return joinMonths(months)
}

function linesOf(ctx: Ctx, figure: Figure, told: Told | null): FigureLine[] {
  if (!told) return []
  const { cells, others } = told
  const all = cells.reduce((sum, { people }) => sum + people, others) || 1
  const line = (label: string, people: number): FigureLine => ({
    ...{ label, people, text: countText(people, ctx.language) },
    share: Math.round((people / all) * 100),
  })
  const ordered = figure === 'promotion' ? cells.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : cells
  const lines = ordered.map(({ id, people }) => line(wordOf(ctx, figure, id), people))
  return others > 0 ? [...lines, line(ctx.t('figures:others'), others)] : lines
}

function wordOf({ t, language }: Ctx, figure: Figure, id: string): string {
  if (id === UNKNOWN) return t(`figures:unknown.${figure}`, { defaultValue: t('figures:unknown.other') })
  if (figure === 'dues' || figure === 'life') return t(`figures:${figure}.${id}`)
  if (figure === 'promotion') return t('figures:years', { from: id, until: String(Number(id) + 4) })
  return figure === 'country' ? valueText({ t, language }, 'homeCountry', id) : id
}
