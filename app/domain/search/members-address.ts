/** The staff's list of people: what it can be narrowed by, and its addresses. Also read in the browser. Pure. */
import { GRANTED_ROLES } from '#app/vocabulary/roles.ts'

/** Rows of a page (look.md, "Admin"). */
export const ADMIN_ROWS = 50

export const MEMBER_ROLES = ['adherent', 'member', ...GRANTED_ROLES] as const
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
  role?: (typeof MEMBER_ROLES)[number]
  etat?: MemberState
  situation?: string
  /** The person after whom, or before whom, the page begins. */
  apres?: string
  avant?: string
}

export const MEMBER_FILTERS = ['q', 'promo', 'role', 'etat', 'situation'] as const

/** @returns the list's address with other parts; a changed filter begins at the first page. */
export function membersAddress(query: MembersQuery, change: Partial<MembersQuery> = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...query, apres: undefined, avant: undefined, ...change }))
    if (value !== undefined && value !== '') params.set(key, String(value))
  return params.size > 0 ? `/admin/membres?${params}` : '/admin/membres'
}
