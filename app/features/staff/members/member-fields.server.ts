/** The fields of the staff's form with what they hold: as stored, or as it was typed. */
import type { Ctx } from '#app/context/open.ts'
import { typedDate } from '#app/i18n/read-answer.ts'
import { lockedFields } from '#app/policy/staff.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import type { FormField } from './member-field.tsx'
import { type ReadMember, shownIn } from './member-form.ts'
import { inputOf, RECORD_FIELDS, RECORD_PARTS } from './member-inputs.ts'
import type { StaffPerson } from './staff-person.server.ts'

/** @param typed what was sent, where it has to be shown again; a secret never is */
export function memberFields(
  ctx: Ctx,
  staff: StaffPerson,
  typed?: FormData,
  faults: ReadMember['faults'] = {},
): FormField[] {
  const locked = lockedFields(ctx.viewer, staff.roles)
  return FIELD_IDS.flatMap((field) => {
    const input = inputOf(field)
    if (!input) return []
    const value = staff.person.fields[field]
    const again = typed?.get(field)
    const text = input === 'secret' ? (staff.secretSet ? 'set' : '') : shownIn(input, value)
    const records = isOneOf(RECORD_FIELDS, field)
    return [
      {
        field,
        input,
        text: typeof again === 'string' && input !== 'secret' ? again : records ? '' : text,
        ...(records ? { rows: typed ? rowsTyped(typed, field) : rowsShown(value) } : {}),
        ...(locked.includes(field) ? { locked: true } : {}),
        ...(faults[field] ? { fault: faults[field] } : {}),
      },
    ]
  })
}

function rowsShown(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? (value as Record<string, unknown>[]) : []).map((row) => ({
    ...row,
    ...(typeof row.from === 'string' ? { from: typedDate(row.from) } : {}),
    ...(typeof row.to === 'string' ? { to: typedDate(row.to) } : {}),
  }))
}

function rowsTyped(form: FormData, field: keyof typeof RECORD_PARTS): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = []
  for (let line = 0; form.has(`${field}.${line}.${RECORD_PARTS[field][0]}`); line++) {
    const row = RECORD_PARTS[field].map((part) => [part, form.get(`${field}.${line}.${part}`)])
    if (row.some(([, text]) => text)) rows.push(Object.fromEntries(row))
  }
  return rows
}
