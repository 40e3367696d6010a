/** Lines that could not be imported, as a spreadsheet to correct and send again (look.md, "Import"). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { Cell } from './source-table.ts'

export interface RefusedLine extends RowOf<'import_decision', 'line'> {
  kind: 'refused' | 'doubtful'
  /** A word of `RefusalReason` or `DoubtReason`. */
  reason: string
  cells: Cell[]
}

/** @returns refused and doubtful lines with the cells they came with, in file order */
export function refusedLines(tenantId: string, runId: string, most = 10_000): Promise<RefusedLine[]> {
  return inTenantSql(tenantId, (query) =>
    query<RefusedLine>(sql`
      SELECT d."line", d."kind", d."body"->>'reason' AS "reason", l."cells" FROM "import_decision" d
      JOIN "import_line" l ON l."tenantId" = ${tenantId} AND l."runId" = d."runId" AND l."line" = d."line"
      WHERE d."tenantId" = ${tenantId} AND d."runId" = ${runId} AND d."kind" IN ('refused', 'doubtful')
      ORDER BY d."line" LIMIT ${most}`),
  )
}

/**
 * @param headings of the file, so that the sheet can be imported as it is once corrected
 * @param reasonOf the reason in words; it stands in a last column, which no import reads
 * @returns text for a spreadsheet: UTF-8 with its mark, semicolons; cells that a program would take for formulas are
 * quoted
 */
export function refusedCsv(
  headings: readonly string[],
  lines: readonly RefusedLine[],
  reasonOf: (line: RefusedLine) => string,
): string {
  const rows = lines.map((line) => [
    ...headings.map((_, i) => cellText(line.cells[i])),
    `${line.line}: ${reasonOf(line)}`,
    // A line that gained cells keeps them all, behind the reason: nothing says which of them is one too many.
    ...line.cells.slice(headings.length).map(cellText),
  ])
  return `\ufeff${[[...headings, '!'], ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`
}

const cellText = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell))

function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d .]+$/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
