/** What a card of the record says of each field, as people read it. */
import type { Ctx } from '#app/context/open.ts'
import { formatDate, formatPhone } from '#app/i18n/format-value.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { type InputKind, inputOf, RECORD_FIELDS, RECORD_PARTS, type RecordField } from './member-inputs.ts'
import type { StaffPerson } from './staff-person.server.ts'

export interface ReadValue {
  field: FieldId
  /** One line each; empty: nothing is known. */
  lines: string[]
}

/** @returns every field of the record, ties left out, in the order of the form */
export function readValues(ctx: Ctx, staff: StaffPerson): ReadValue[] {
  return FIELD_IDS.flatMap((field) => {
    const input = inputOf(field)
    if (!input) return []
    if (input === 'secret') return [{ field, lines: staff.secretSet ? [ctx.t('admin:member.secretSet')] : [] }]
    return [{ field, lines: linesOf(ctx, { field, input, value: staff.person.fields[field] }) }]
  })
}

/** @returns any value of a field in one line, lists and records too; null for nothing, and for a secret */
export function readLine(ctx: Ctx, field: FieldId, value: unknown): string | null {
  const input = inputOf(field)
  if (input === 'secret' || value === null || value === undefined) return null
  return (input ? linesOf(ctx, { field, input, value }).join(' · ') : String(value)) || null
}

interface Known {
  field: FieldId
  input: InputKind
  value: unknown
}

/** @returns a value of a field, today's or a former one, as people read it; null for nothing */
export function readText(ctx: Ctx, field: FieldId, value: unknown): string | null {
  const input = inputOf(field)
  if (value === null || value === undefined) return null
  if (!input || input === 'secret' || typeof value === 'object') return null
  return linesOf(ctx, { field, input, value }).join(', ') || null
}

function linesOf(ctx: Ctx, { field, input, value }: Known): string[] {
  if (value === null || value === undefined || value === '') return []
  if (isOneOf(RECORD_FIELDS, field)) return (value as Record<string, unknown>[]).map((row) => rowText(ctx, field, row))
  if (Array.isArray(value)) return value.length > 0 ? listText(input, value) : []
  switch (input) {
    case 'boolean':
      return [ctx.t(value === true ? 'admin:yes' : 'admin:no')]
    case 'date':
      return [formatDate(String(value), ctx.language)]
    case 'phone':
      return [formatPhone(String(value)).text]
    case 'choice':
      return [ctx.t(`admin:choices.${field}.${value}`, { defaultValue: String(value) })]
    case 'file':
      return [ctx.t('admin:member.hasFile')]
    default:
      return String(value).split('\n')
  }
}

function listText(input: InputKind, values: readonly unknown[]): string[] {
  if (input === 'links') return (values as { url?: string }[]).map(({ url }) => url ?? '')
  return [values.join(', ')]
}

/** « Directrice, Airbus, Toulouse, de mars 2019 à 2022 », in the order of the form. */
function rowText({ t, language }: Ctx, field: RecordField, row: Record<string, unknown>): string {
  const parts = RECORD_PARTS[field] as readonly string[]
  const words = parts
    .filter((part) => part !== 'from' && part !== 'to')
    .flatMap((part) => (row[part] ? [String(row[part])] : []))
  const day = (value: unknown) => (typeof value === 'string' ? formatDate(value, language) : '')
  const span = [day(row.from), day(row.to)].filter(Boolean).join(' – ')
  return [...words, ...(span ? [span] : [])].join(', ') || t('admin:member.unset')
}
