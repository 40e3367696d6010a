/** The staff's list of people: what it can be narrowed by, and its addresses. Also read in the browser. Pure. */
import * as href from '#app/addresses.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'

/** Rows of a page (look.md, "Admin"). */
export const ADMIN_ROWS = 50

/** What periods of dues say; besides these one may ask for a role that was given. */
export const DUES_ROLES = ['adherent', 'member'] as const
export const MEMBER_STATES = [
  'sans-email',
  'email-en-erreur',
  // Repaired by another address of theirs, or left for the staff (B21).
  'email-remplace',
  'email-sans-recours',
  'cotisation-echue',
  'sans-compte',
  'compte-ferme',
] as const
export type MemberState = (typeof MEMBER_STATES)[number]

export interface MembersQuery {
  q?: string
  promo?: number
  role?: RoleName
  etat?: MemberState
  situation?: string
  /** Words of the company that somebody works for. */
  entreprise?: string
  /** An import: whom it brought. */
  import?: string
  /** The person after whom, or before whom, the page begins. */
  apres?: string
  avant?: string
  /** Columns wanted, where they are not the usual ones. */
  colonnes?: readonly MemberColumn[]
  tri?: MemberSort
}

/** Columns besides the name, in the order in which they stand. */
export const MEMBER_COLUMNS = [
  ...(['promotion', 'standing', 'until', 'mobilePhone', 'homeCity', 'primaryEmail', 'company', 'jobTitle'] as const),
  ...(['status', 'login'] as const),
] as const
export type MemberColumn = (typeof MEMBER_COLUMNS)[number]
export const USUAL_COLUMNS: readonly MemberColumn[] = ['promotion', 'standing', 'until', 'mobilePhone', 'homeCity']

/** What the list may be sorted by: a column, from the end with a minus. Without one it goes by name. */
export const MEMBER_SORTS = ['-nom', 'promotion', '-promotion', 'until', '-until', 'homeCity', '-homeCity'] as const
export type MemberSort = (typeof MEMBER_SORTS)[number]

export const MEMBER_FILTERS = ['q', 'promo', 'role', 'etat', 'situation', 'entreprise', 'import'] as const

/** @returns the list's address with other parts; a changed filter begins at the first page. */
export function membersAddress(query: MembersQuery, change: Partial<MembersQuery> = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...query, apres: undefined, avant: undefined, ...change }))
    if (value !== undefined && value !== '') params.set(key, String(value))
  // Commas are read in an address as they are.
  return params.size > 0 ? `${href.members}?${String(params).replaceAll('%2C', ',')}` : href.members
}

/** @returns columns and sort as a form keeps them */
export function keptView({ colonnes, tri }: MembersQuery): { name: string; value: string }[] {
  const columns = colonnes ? [{ name: 'colonnes', value: colonnes.join(',') }] : []
  return [...columns, ...(tri ? [{ name: 'tri', value: tri }] : [])]
}
