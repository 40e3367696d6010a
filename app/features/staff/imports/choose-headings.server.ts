/**
 * The step « Feuille et en-têtes »: which line holds the headings, shown with what it says, and moved where the guess
 * was wrong.
 */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { HEADING_WINDOW, headingsAt, SAMPLE } from './find-headings.ts'
import { findRun, updateRun } from './import-runs.server.ts'
import type { ImportRun } from './import-tables.ts'
import type { RunPart } from './run-address.ts'
import type { RunPage } from './run-page.server.ts'
import { cellText, type SourceRow } from './source-table.ts'
import { withRemembered } from './stage-file.server.ts'

/** Cells and characters that tell a line from the next. */
const CELLS = 8
const LENGTH = 30

export interface HeadingLine {
  line: number
  /** What its first columns hold, empty ones among them. */
  cells: string[]
  more: boolean
}

function readSample({ ctx, run }: RunPage): Promise<SourceRow[]> {
  return ctx.sql((query) =>
    query<SourceRow & object>(sql`
      SELECT "line", "cells" FROM "import_line" WHERE "tenantId" = ${ctx.tenant.id} AND "runId" = ${run.id}
      ORDER BY "line" LIMIT ${SAMPLE}`),
  )
}

function wordsIn({ cells }: SourceRow): string[] {
  return cells.map(cellText).filter((text) => text.trim() !== '')
}

/** @returns the first lines that may be headings: those with two cells or more */
export async function readHeadingLines(page: RunPage): Promise<HeadingLine[]> {
  const rows = await readSample(page)
  return rows
    .slice(0, HEADING_WINDOW)
    .filter((row) => wordsIn(row).length >= 2)
    .map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, CELLS).map((cell) => cellText(cell).trim().slice(0, LENGTH)),
      more: cells.slice(CELLS).some((cell) => cellText(cell).trim() !== ''),
    }))
}

/**
 * Guesses the columns anew from that line, with what is remembered of such headings.
 * @returns false where the line is none of those that may be headings
 */
export async function moveHeadings(page: RunPage, line: number): Promise<boolean> {
  const { ctx, run } = page
  if (line === run.mapping?.headingLine) return true
  const rows = await readSample(page)
  const headings = rows.slice(0, HEADING_WINDOW).find((row) => row.line === line)
  if (!headings || wordsIn(headings).length < 2) return false
  await keep(ctx, run, rows, line)
  return true
}

function keep(ctx: Ctx, run: ImportRun, rows: SourceRow[], line: number): Promise<void> {
  return ctx.sql(async (query) => {
    const mapping = await withRemembered(query, ctx.tenant.id, run.source, {
      ...headingsAt(rows, line),
      ...(run.mapping?.hidden && { hidden: run.mapping.hidden }),
    })
    await updateRun(query, ctx.tenant.id, run.id, { state: 'mapping', mapping, cursor: 0 })
  })
}

/** @returns the step after the file: its sheet and headings where they leave a choice, else its columns */
export async function stepAfterFile(ctx: Ctx, runId: string): Promise<RunPart> {
  const run = await ctx.sql((query) => findRun(query, ctx.tenant.id, runId))
  const leavesChoice = run && (run.sheets.filter(Boolean).length > 1 || (run.mapping?.headingLine ?? 1) > 1)
  return leavesChoice ? 'feuille' : 'colonnes'
}
