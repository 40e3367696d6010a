/** An extracted person as one line of a spreadsheet. Pure. */
import { defused } from '#app/domain/documents/defused.ts'
import { EXTRACTED_FIELDS } from '#app/policy/extract.ts'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import type { ExtractedPerson } from './extraction.server.ts'

const AUDIENCE_COLUMNS = EXTRACTED_FIELDS.flatMap((field) => CHANNELS.map((channel) => ({ field, channel })))

/** The headings: field ids, then `audience.<field>.<channel>`, friends and consents. */
export const COLUMNS: readonly string[] = [
  'handle',
  'login',
  'paidUp',
  ...EXTRACTED_FIELDS,
  ...AUDIENCE_COLUMNS.map(({ field, channel }) => `audience.${field}.${channel}`),
  'friends',
  ...CONSENTS.map((consent) => `consent.${consent}`),
]

export type CellValue = string | number | boolean | null

/** @returns the cells under {@link COLUMNS}. */
export function cellsOf({ person, login, paidUp, friends, consents }: ExtractedPerson): CellValue[] {
  return [
    person.handle,
    login,
    paidUp,
    ...EXTRACTED_FIELDS.map((field) => person.fields[field]),
    ...AUDIENCE_COLUMNS.map(({ field, channel }) => person.audience[field][channel]),
    friends,
    ...CONSENTS.map((consent) => consents[consent]),
  ].map(cellOf)
}

/** Lists of words are joined by `; `; records are JSON, since nothing else gives them back whole. */
function cellOf(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'string') return defused(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return defused(value.join('; '))
  return defused(JSON.stringify(value))
}
