/** A field's value as one line of plain text: for tables of the staff and for spreadsheets. Pure; on the server. */
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { formatDate, formatPhone, formatSpan } from './format-value.ts'
import type { Language } from './language.ts'
import type { Translate } from './translator.ts'

interface Speaker {
  t: Translate
  language: Language
}

type Loose = Record<string, unknown>

const PHONES: readonly FieldId[] = ['mobilePhone', 'homePhone', 'workPhone']

/** @returns « Oui », « 06 12 50 63 26 », « octobre 2024 »; an empty text for no value */
export function valueText(speaker: Speaker, field: FieldId, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (PHONES.includes(field)) return formatPhone(String(value)).text
  if (field === 'jobStart') return formatDate(String(value).slice(0, 7), speaker.language)
  if (field === 'mailingAddressChoice') return speaker.t(`profile:mailing.${value}`, { defaultValue: String(value) })
  if (field === 'canHelp')
    return (value as string[]).map((word) => speaker.t(`common:helps.${word}`, { defaultValue: word })).join(', ')
  switch (fieldKind(field)) {
    case 'boolean':
      return speaker.t(value ? 'common:yes' : 'common:no')
    case 'file':
      return speaker.t('common:yes')
    case 'date':
      return formatDate(String(value), speaker.language)
    case 'links':
      return lines(value, ({ url }) => [url])
    case 'records':
      return lines(value, (one) => recordWords(speaker, one))
    default:
      return Array.isArray(value) ? value.join(', ') : String(value)
  }
}

/** @returns the same for a cell: plain spaces, and whole days as spreadsheets read them, « 22/11/1958 » */
export function cellText(speaker: Speaker, field: FieldId, value: unknown): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof value === 'string' ? value : '') ?? []
  if (day && fieldKind(field) === 'date') return `${day}/${month}/${year}`
  return valueText(speaker, field, value).replaceAll('\u00a0', ' ')
}

/** A position, a diploma, a tie: what is said of each, from the most telling. */
function recordWords({ t, language }: Speaker, one: Loose): unknown[] {
  const span = formatSpan(one.from, one.to, language, (date) => t('profile:since', { date }))
  const year = one.promotion ?? one.year
  return [
    ...[one.jobTitle, one.company, one.city, one.diploma, one.speciality, one.programme, one.school],
    ...[one.kind, one.handle, span, year && String(year)],
  ]
}

function lines(value: unknown, words: (one: Loose) => unknown[]): string {
  const records = Array.isArray(value)
    ? value.filter((one): one is Loose => typeof one === 'object' && one !== null)
    : []
  const texts = records.map((one) =>
    words(one)
      .filter((part) => typeof part === 'string' && part !== '')
      .join(', '),
  )
  return texts.filter(Boolean).join(' · ')
}
