/** Lines that are about nobody, or whose values cannot be told apart: left out, most of them with a reason. Pure. */
import type { CleanRow } from './clean-row.ts'
import { foldHeading, type Mapping } from './find-headings.ts'
import type { RefusalReason, SkipReason } from './import-plan.ts'
import { type Cell, cellText, isBlankRow, type SourceRow } from './source-table.ts'
import type { Survey } from './survey-rows.ts'

const TOTAL = /^(?:sous[ -]?)?tot(?:al|aux)\b|^(?:nombre|effectif|count)\b/i
/** How totals and notes of lists begin, whose other cell may look like a first name. */
const FOOTER =
  /^(?:(?:sous[ -]?)?tot(?:al|aux)|nombre|effectifs?|count|[ée]dit[ée]e?|imprim[ée]e?|export[ée]e?|extrait|fichier|page|source|date|g[ée]n[ée]r[ée]e?|mis à jour|mise à jour)(?![\p{L}-])/iu
const DATE = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}/

export type Left = { skipped: SkipReason } | { refused: RefusalReason }

/** @returns why a line is left out; undefined where it may be about somebody */
export function leftOut({ line, cells }: SourceRow, cleaned: CleanRow, about: About): Left | undefined {
  const { firstName, lastName } = cleaned.values
  const given = isName(firstName) ? firstName : undefined
  if (firstName && lastName && isHeadingAgain(about.mapping, cells)) return { skipped: 'heading' }
  if (isBlankRow(cells)) return { skipped: 'blank' }
  const isBroken = about.survey.shapes && !about.survey.shapes.fits(line, cells)
  // An export names people by their handle, also those who show no name, or a strange one.
  if (cleaned.handle) return isBroken ? { refused: 'cells' } : undefined
  const texts = cells.map(cellText).filter(Boolean)
  if (!firstName && texts.some((text) => TOTAL.test(text))) return { skipped: 'total' }
  if (texts.length < 3 && FOOTER.test(texts[0] ?? '') && lastName) return { refused: 'not-a-person' }
  if (!firstName && !lastName && texts.length < 3) return { skipped: 'note' }
  if (isBroken) return { refused: 'cells' }
  if (given && lastName) return undefined
  return { refused: given ? 'no-last-name' : lastName ? 'no-first-name' : 'no-name' }
}

interface About {
  mapping: Mapping
  survey: Pick<Survey, 'shapes'>
}

/** A first name has a letter and no figure at its beginning: « 2 élèves » and « 12/09/2026 » are none. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && /\p{L}/u.test(value) && !/^\d/.test(value) && !DATE.test(value)
}

/** Sheets glued together repeat their headings. */
function isHeadingAgain({ columns }: Mapping, cells: readonly Cell[]): boolean {
  const used = columns.filter((choice) => choice.import)
  return used.every(({ column, heading }) => foldHeading(cellText(cells[column])) === foldHeading(heading))
}
