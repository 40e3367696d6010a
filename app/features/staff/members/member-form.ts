/** The staff's form of one person, read back and checked. Pure. */
import { z } from 'zod'
import { formatPhone } from '#app/i18n/format-value.ts'
import { readCountry, readDate, readPhone, readPostcode, readSiret, typedDate } from '#app/i18n/read-answer.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type ChosenField, STAFF_CHOICES } from '#app/vocabulary/choices.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { type FieldFault, type InputKind, inputOf, RECORD_PARTS, type RecordField } from './member-inputs.ts'

const LONGEST = 5000

export interface ReadMember {
  /** Values that are not what the record holds. */
  changes: Partial<Record<FieldId, unknown>>
  faults: Partial<Record<FieldId, FieldFault>>
}

/**
 * @param stored the values the form was filled from
 * @param locked fields that this viewer may not change; what was sent for them is not looked at
 */
export function readMemberForm(
  form: FormData,
  stored: Partial<Record<FieldId, unknown>>,
  config: Pick<TenantConfig, 'identity'>,
  locked: readonly FieldId[] = [],
): ReadMember {
  const read: ReadMember = { changes: {}, faults: {} }
  for (const field of FIELD_IDS) {
    const input = inputOf(field)
    if (!input || locked.includes(field)) continue
    const typed = typedFor(form, field, input)
    if (typed === undefined) continue
    if (typed === shownIn(input, stored[field]) && input !== 'secret' && field !== config.identity.field) continue
    const value = valueTyped({ field, input, typed, stored: stored[field], country: countryOf(form, stored) })
    if (value instanceof Fault) read.faults[field] = value.kind
    else if (field === config.identity.field && isNothing(value)) read.faults[field] = 'required'
    else if (input !== 'secret' ? !isSame(value, stored[field]) : value !== null) read.changes[field] = value
  }
  return read
}

/** What was sent for one field; undefined where the form did not hold it. */
function typedFor(form: FormData, field: FieldId, input: InputKind): string | Record<string, string>[] | undefined {
  if (input === 'records') return form.has(`${field}.shown`) ? recordsTyped(form, field as RecordField) : undefined
  if (input === 'file') return form.has(`remove.${field}`) ? '' : undefined
  const value = form.get(field)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : undefined
}

function recordsTyped(form: FormData, field: RecordField): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (let line = 0; line < 60 && form.has(`${field}.${line}.${RECORD_PARTS[field][0]}`); line++) {
    const parts = RECORD_PARTS[field].map((part) => [part, String(form.get(`${field}.${line}.${part}`) ?? '').trim()])
    const filled = parts.filter(([, text]) => text !== '')
    if (filled.length > 0) rows.push(Object.fromEntries(filled))
  }
  return rows
}

class Fault {
  readonly kind: FieldFault
  constructor(kind: FieldFault) {
    this.kind = kind
  }
}

interface Typed {
  field: FieldId
  input: InputKind
  typed: string | Record<string, string>[]
  stored: unknown
  /** The country of the home address: typed beside the post code, or on record. */
  country: string | null
}

/** The country that a post code is read by. */
function countryOf(form: FormData, stored: Partial<Record<FieldId, unknown>>): string | null {
  return String(form.get('homeCountry') ?? stored.homeCountry ?? '').trim() || null
}

function valueTyped({ field, input, typed, stored, country }: Typed): unknown {
  if (typeof typed !== 'string') return recordsOf(typed, stored)
  if (typed.length > LONGEST) return new Fault('long')
  if (typed === '') return input === 'list' ? [] : null
  switch (input) {
    case 'date':
      return readDate(typed) ?? new Fault('date')
    case 'year':
      return isYear(typed) ? Number(typed) : new Fault('year')
    case 'boolean':
      return typed === 'yes' ? true : typed === 'no' ? false : new Fault('value')
    case 'email':
      return z.email().max(254).safeParse(typed).success ? typed : new Fault('email')
    case 'phone':
      return readPhone(typed) ?? new Fault('phone')
    case 'choice':
      return STAFF_CHOICES[field as ChosenField].includes(typed) ? typed : new Fault('choice')
    case 'postcode':
      return readPostcode(typed, country) ?? new Fault('postcode')
    case 'country':
      return readCountry(typed) ?? new Fault('country')
    case 'siret':
      return readSiret(typed) ?? new Fault('siret')
    case 'list':
      return lines(typed)
    case 'links':
      return linksOf(lines(typed), stored)
    default:
      return typed
  }
}

const isYear = (text: string) => /^(1[89]|2[01])\d\d$/.test(text)
const lines = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** A link keeps the network it was known under; a new one is a site. */
function linksOf(urls: string[], stored: unknown): unknown {
  const known = Array.isArray(stored) ? (stored as { network?: string; url?: string }[]) : []
  const links = urls.map((url) => {
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return undefined
    const host = new URL(url).hostname
    const network = /(^|\.)linkedin\./.test(host) ? 'linkedin' : /(^|\.)github\./.test(host) ? 'github' : 'site'
    return known.find((link) => link.url === url) ?? { network, url }
  })
  return links.includes(undefined) ? new Fault('link') : links
}

function recordsOf(rows: Record<string, string>[], stored: unknown): unknown {
  const known = Array.isArray(stored) ? (stored as Record<string, unknown>[]) : []
  const out: Record<string, unknown>[] = []
  for (const { promotion, from, to, country, ...row } of rows) {
    const [start, end] = [from && readDate(from), to && readDate(to)]
    if ((from && !start) || (to && !end)) return new Fault('date')
    if (start && end && isAfter(start, end)) return new Fault('order')
    if (promotion && !isYear(promotion)) return new Fault('year')
    // A country that stands on record stays, whatever it is called there.
    const land = country && (known.some((one) => one.country === country) ? country : readCountry(country))
    if (country && !land) return new Fault('country')
    if (Object.values(row).some((text) => text.length > 300)) return new Fault('long')
    out.push({
      ...row,
      ...(land ? { country: land } : {}),
      ...(promotion ? { promotion: Number(promotion) } : {}),
      ...(start ? { from: start } : {}),
      ...(end ? { to: end } : {}),
    })
  }
  return out
}

/** Dates of different precision are compared as far as both go. */
function isAfter(start: string, end: string): boolean {
  const length = Math.min(start.length, end.length)
  return start.slice(0, length) > end.slice(0, length)
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

function isSame(value: unknown, stored: unknown): boolean {
  if (isNothing(value) || isNothing(stored)) return isNothing(value) && isNothing(stored)
  return JSON.stringify(sorted(value)) === JSON.stringify(sorted(stored))
}

/** Keys in one order, so that equal records read equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @returns a stored value as the form shows it. */
export function shownIn(input: InputKind, value: unknown): string {
  if (isNothing(value) || input === 'secret') return ''
  if (input === 'boolean') return value === true ? 'yes' : 'no'
  if (input === 'date') return typedDate(String(value))
  if (input === 'phone') return typedPhone(String(value))
  if (input === 'list') return (value as unknown[]).join('\n')
  if (input === 'links') return (value as { url?: string }[]).map((link) => link.url ?? '').join('\n')
  return String(value)
}

/** As people write it, with plain spaces; what is no number stays as it is, to be corrected. */
function typedPhone(stored: string): string {
  return readPhone(stored) ? formatPhone(stored).text.replaceAll('\u00a0', ' ') : stored
}
