/** What a line of results says of a person, in parts: the same for lists, tables and suggestions. */
import type { Revealed } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** A person in a list, as the browser gets it. */
export interface Line {
  handle: string
  address: string
  /** Where the line leads, if not straight to the address: the page then knows the way back. */
  to?: string
  fields: { [F in FieldId]?: unknown }
}

/** Fields that together make the title of a line, in reading order; the pseudonym stands alone (N2). */
const TITLE: readonly FieldId[] = ['firstName', 'lastName', 'pseudonym']

/** @returns what was revealed, as plain data. */
export function lineOf(person: Revealed & { address: string }): Line {
  return { handle: person.handle, address: person.address, fields: { ...person.fields } }
}

/** @returns the fields of the title that the line has. */
export function titleFields(line: Line): FieldId[] {
  return TITLE.filter((field) => typeof line.fields[field] === 'string')
}

/** @returns the name as one text: for initials, labels and suggestions. */
export function titleOf(line: Line): string {
  return titleFields(line)
    .map((field) => String(line.fields[field]))
    .join(' ')
}

/** What people are asked for first, and what a phone has room for. */
const FIRST: readonly FieldId[] = ['jobTitle', 'company']

/** @returns the fields of the second line: everything that is neither title, photo nor town; the post comes first. */
export function noteFields(line: Line, rowFields: readonly FieldId[]): FieldId[] {
  const elsewhere: readonly FieldId[] = [...TITLE, 'photo', 'homeCity', 'homeCountry']
  const rank = (field: FieldId) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length)
  return rowFields
    .filter((field) => !elsewhere.includes(field) && line.fields[field] !== undefined)
    .toSorted((a, b) => rank(a) - rank(b))
}

/** @returns a value as text where it is no plain text already. */
export function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}
