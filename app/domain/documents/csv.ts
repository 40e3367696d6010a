/**
 * Tables for spreadsheets of French offices: semicolons, decimal commas, UTF-8 with its mark, formulas defused. Pure.
 */

export type CsvCell = string | number | null

/** @returns the file; numbers are cents and come out as « 1234,50 ». */
export function csvFile(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [csvStart(columns), ...rows.map(csvLine)].join('')
}

/** @returns the beginning of such a file: its mark and its line of titles */
export const csvStart = (columns: readonly string[]): string => `\ufeff${csvLine(columns)}`

/** @returns one line of it, with its end */
export const csvLine = (row: readonly CsvCell[]): string => `${row.map(cell).join(';')}\r\n`

function cell(value: CsvCell): string {
  if (typeof value === 'number') return amount(value)
  const text = defused(value ?? '')
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function amount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`
}

/** What a spreadsheet would run as a formula is text again behind an apostrophe. */
function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text.trimStart()}` : text
}
