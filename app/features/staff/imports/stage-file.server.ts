/**
 * The first step: a file's lines into the database, as they are. Nothing is understood yet but where the headings are.
 */
import { setTimeout } from 'node:timers/promises'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyRemembered, headingKey, type Mapping } from './find-headings.ts'
import type { PlanMode } from './import-plan.ts'
import { insertRun, updateRun } from './import-runs.server.ts'
import { insertLines } from './import-tables.ts'
import { keepFile } from './kept-file.server.ts'
import { readTableApart } from './read-table-apart.server.ts'
import type { SourceRow } from './source-table.ts'
import type { ReadTable } from './table.reader.ts'

export interface StageOptions {
  tenantId: string
  path: string
  fileName: string
  sheet?: string
  /**
   * What the file is an edition of; by its kind where it is not said: schools' bases are tables, official lists are
   * printed.
   */
  source?: string
  mode?: PlanMode
  accountId?: string | null
  /** Keeps a workbook of several sheets, so that another can be read from it. */
  keep?: boolean
  /** A person waits for the page, or an operator for a command that may take its time. */
  patience?: 'page' | 'command'
}

/**
 * Reads a file into a new run, ready for its columns to be checked (P1, P2).
 * @returns the run's id
 * @throws ImportRefused for what is no honest table; nothing of it reached the base
 */
export async function stageFile(options: StageOptions): Promise<string> {
  const { tenantId, path, fileName, sheet, patience } = options
  return readTableApart({ tenantId, path, name: fileName, sheet, patience }, (table, lines) =>
    stageTable(options, table, lines),
  )
}

async function stageTable(options: StageOptions, table: ReadTable, lines: AsyncIterable<string>): Promise<string> {
  const { tenantId, path, fileName, accountId } = options
  const id = uuidv7()
  const isList = table.kind === 'pdf'
  const mode = options.mode ?? (isList ? 'lay' : 'people')
  const source = options.source ?? (isList ? 'official-list' : 'school')
  await inTenantSql(tenantId, (query) => insertRun(query, tenantId, { id, source, mode, fileName, table, accountId }))
  try {
    await storeLines(options, id, lines)
    if (options.keep && table.sheets.length > 1) await keepFile(tenantId, id, path)
    await inTenantSql(tenantId, async (query) => {
      const mapping = await withRemembered(query, tenantId, source, table.headings)
      await updateRun(query, tenantId, id, { state: 'mapping', lines: table.lines, mapping })
    })
    return id
  } catch (error) {
    await inTenantSql(tenantId, (query) => discardRun(query, tenantId, id))
    throw error
  }
}

/** Pieces of a file that are stored without a pause: a school's 40,000 lines. */
const UNPAUSED = 100

/** A long file gives the database back half of its time: others' pages keep their pace. A command's need not wait. */
async function storeLines(options: StageOptions, runId: string, lines: AsyncIterable<string>): Promise<void> {
  const { tenantId, patience = 'page' } = options
  let pieces = 0
  for await (const rows of lines) {
    const began = performance.now()
    await inTenantSql(tenantId, (query) => query(insertLines(tenantId, runId, rows)), STEP)
    if (patience === 'page' && ++pieces > UNPAUSED) await setTimeout(performance.now() - began)
  }
}

/**
 * One of many batches before the one that says that all are there, or that moves the cursor from which a killed run
 * goes on.
 */
export const STEP = { ...SLOW, isStep: true }

export async function withRemembered(query: Query, tenantId: string, source: string, found: Mapping): Promise<Mapping> {
  const [known] = await query<{ mapping: Mapping }>(sql`
    SELECT "mapping" FROM "import_mapping"
    WHERE "tenantId" = ${tenantId} AND "source" = ${source} AND "headingKey" = ${headingKey(found)}`)
  return known ? applyRemembered(found, known.mapping) : found
}

/** Keeps the choices of columns for the next file of this source with the same headings. */
export async function rememberMapping(query: Query, tenantId: string, source: string, mapping: Mapping): Promise<void> {
  await query(sql`
    INSERT INTO "import_mapping" ("tenantId", "source", "headingKey", "mapping", "updatedAt")
    VALUES (${tenantId}, ${source}, ${headingKey(mapping)}, ${JSON.stringify(mapping)}::jsonb, now())
    ON CONFLICT ("tenantId", "source", "headingKey")
    DO UPDATE SET "mapping" = EXCLUDED."mapping", "updatedAt" = EXCLUDED."updatedAt"`)
}

/** Forgets a run that was never applied, with its lines and decisions. @returns false for one that wrote to the base */
export async function discardRun(query: Query, tenantId: string, id: string): Promise<boolean> {
  const gone = await query(sql`
    DELETE FROM "import_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id}
      AND "state" IN ('reading', 'mapping', 'planning', 'planned', 'failed') AND "appliedAt" IS NULL RETURNING "id"`)
  return gone.length > 0
}

/** The file's lines in order, a page at a time, so that memory stays small. */
export async function* readLines(
  tenantId: string,
  runId: string,
  { from = 0, page = 500 }: { from?: number; page?: number } = {},
): AsyncGenerator<SourceRow[], void, undefined> {
  const pageAfter = (last: number) =>
    inTenantSql(tenantId, (query) =>
      query<SourceRow & object>(sql`
        SELECT "line", "cells" FROM "import_line" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}
        AND "line" > ${last}
        ORDER BY "line" LIMIT ${page}`),
    )
  for (let next = pageAfter(from); ; ) {
    const rows = await next
    const isLast = rows.length < page
    // Fetched while the caller works on this page.
    if (!isLast) next = pageAfter(rows.at(-1)!.line)
    next.catch(() => {})
    if (rows.length) yield rows
    if (isLast) return
  }
}
