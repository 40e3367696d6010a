/** Cards of the record, read first; one at a time is changed. Also read in the browser. Pure. */
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, type FieldGroup } from '#app/vocabulary/fields.ts'

export const RECORD_GROUPS = Object.keys(FIELD_GROUPS) as FieldGroup[]

/** `tout`: every card at once, for whoever copies a whole paper. */
export type OpenPart = FieldGroup | 'tout'

/** @returns the card that an address or a form names; undefined where it names none */
export function partOf(text: unknown): OpenPart | undefined {
  return text === 'tout' || isOneOf(RECORD_GROUPS, text as string) ? (text as OpenPart) : undefined
}

/** @returns the record with one card open to be changed */
export function editAddress(handle: string, part: OpenPart): string {
  const at = part === 'tout' ? '' : `#groupe-${part}`
  return `${memberAddress(handle)}?modifier=${part}${at}`
}
