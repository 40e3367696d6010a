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
  /** The person after whom, or before whom, the page begins. */
  apres?: string
  avant?: string
}

export const MEMBER_FILTERS = ['q', 'promo', 'role', 'etat', 'situation', 'entreprise'] as const

/** @returns the list's address with other parts; a changed filter begins at the first page. */
export function membersAddress(query: MembersQuery, change: Partial<MembersQuery> = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...query, apres: undefined, avant: undefined, ...change }))
    if (value !== undefined && value !== '') params.set(key, String(value))
  return params.size > 0 ? `${href.members}?${params}` : href.members
}
