/** The step « Colonnes »: what was found in the file, and what somebody made of it. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { type ColumnChoice, isColumnField, type Mapping, missingColumns } from './find-headings.ts'
import { type ColumnField, JOINED_FIELDS } from './heading-words.ts'
import { updateRun } from './import-runs.server.ts'
import type { ImportRun } from './import-tables.ts'
import type { RunPage } from './run-page.server.ts'
import { type Cell, cellText } from './source-table.ts'
import { rememberMapping } from './stage-file.server.ts'

const EXAMPLES = 3
/** Lines in which examples are looked for. */
const LOOKED_AT = 60

export interface ShownColumn extends ColumnChoice {
  /** The first values under the heading, at most 60 characters of each. */
  examples: string[]
}

/** @returns the columns of the file with their first values */
export async function readColumns({ ctx, run }: RunPage): Promise<ShownColumn[]> {
  const { headingLine, columns } = run.mapping!
  const rows = await ctx.sql((query) =>
    query<{ cells: Cell[] }>(sql`
      SELECT "cells" FROM "import_line" WHERE "tenantId" = ${ctx.tenant.id} AND "runId" = ${run.id}
        AND "line" > ${headingLine} ORDER BY "line" LIMIT ${LOOKED_AT}`),
  )
  return columns.map((choice) => {
    const values = rows.map(({ cells }) => cellText(cells[choice.column])).filter(Boolean)
    return { ...choice, examples: [...new Set(values)].slice(0, EXAMPLES).map((text) => text.slice(0, 60)) }
  })
}

export type ColumnFault = 'no-field' | 'twice' | 'no-first-name' | 'no-last-name' | 'no-names'

export interface ColumnsAnswer {
  /** By the column's position, or under `names` for the whole. */
  faults: Record<string, ColumnFault>
  columns: Pick<ColumnChoice, 'column' | 'field' | 'import'>[]
}

/** @returns the mapping with the choices of the form */
export function chosenMapping(mapping: Mapping, form: FormData): Mapping {
  const columns = mapping.columns.map((choice) => {
    const field = form.get(`field.${choice.column}`)
    return { ...choice, field: isColumnField(field) ? field : null, import: form.has(`import.${choice.column}`) }
  })
  return { ...mapping, columns }
}

/** @returns what keeps the choices from being imported; empty where nothing does */
export function columnFaults(mapping: Mapping): ColumnsAnswer['faults'] {
  const faults: ColumnsAnswer['faults'] = {}
  const taken = new Set<ColumnField>()
  for (const { column, field, import: wanted } of mapping.columns) {
    if (!wanted) continue
    if (!field) faults[column] = 'no-field'
    else if (taken.has(field) && !JOINED_FIELDS.has(field)) faults[column] = 'twice'
    if (field) taken.add(field)
  }
  const missing = missingColumns(mapping)
  if (missing.length === 2) faults.names = 'no-names'
  else if (missing.length) faults.names = missing[0] === 'firstName' ? 'no-first-name' : 'no-last-name'
  return faults
}

/** Keeps the choices with the run, and for the next file with the same headings. */
export async function keepMapping(ctx: Ctx, run: ImportRun, mapping: Mapping): Promise<void> {
  await ctx.sql(async (query) => {
    await updateRun(query, ctx.tenant.id, run.id, { mapping })
    await rememberMapping(query, ctx.tenant.id, run.source, mapping)
  })
}
