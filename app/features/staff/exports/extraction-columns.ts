/** An extracted person as one line of a spreadsheet. Pure. */

import type { Ctx } from '#app/context/open.ts'
import { defused } from '#app/domain/documents/defused.ts'
import type { CellValue } from '#app/domain/documents/workbook.server.ts'
import { cellText } from '#app/i18n/value-text.ts'
import { EXTRACTED_FIELDS, type ExtractedField } from '#app/policy/extract.ts'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import type { ExtractedPerson } from './extraction.server.ts'

const AUDIENCE_COLUMNS = EXTRACTED_FIELDS.flatMap((field) => CHANNELS.map((channel) => ({ field, channel })))

/** Headings of a file of everything: field ids, then `audience.<field>.<channel>`, friends and consents. */
export const COLUMNS: readonly string[] = [
  'handle',
  'login',
  'paidUp',
  ...EXTRACTED_FIELDS,
  ...AUDIENCE_COLUMNS.map(({ field, channel }) => `audience.${field}.${channel}`),
  'friends',
  ...CONSENTS.map((consent) => `consent.${consent}`),
]

/** Who asks for which columns: fields alone, after the person's handle; null: everything there is. */
export type Chosen = readonly ExtractedField[] | null

/** @returns headings for a program: ids. */
export const headsOf = (chosen: Chosen): readonly string[] => (chosen ? ['handle', ...chosen] : COLUMNS)

/** @returns headings for people: the words of the association. */
export function headWords({ t }: Pick<Ctx, 't'>, chosen: Chosen): string[] {
  const own = chosen ? [] : [t('admin:exports.login'), t('admin:exports.paidUp')]
  const fields = (chosen ?? EXTRACTED_FIELDS).map((field) => t(`common:fields.${field}`))
  return [...(chosen ? [] : [t('admin:exports.handle')]), ...own, ...fields]
}

/** @returns cells under {@link headWords}: values as people read them. */
export function wordsOf(speaker: Pick<Ctx, 't' | 'language'>, one: ExtractedPerson, chosen: Chosen): string[] {
  const fields = (chosen ?? EXTRACTED_FIELDS).map((field) => cellText(speaker, field, one.person.fields[field]))
  const own = [one.person.handle, one.login ?? '', speaker.t(one.paidUp ? 'common:yes' : 'common:no')]
  return [...(chosen ? [] : own), ...fields]
}

/** @returns the cells under {@link headsOf}. */
export function cellsOf({ person, login, paidUp, friends, consents }: ExtractedPerson, chosen: Chosen): CellValue[] {
  if (chosen) return [person.handle, ...chosen.map((field) => person.fields[field])].map(cellOf)
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
