/** Roles of viewers, roles that staff may grant, and the three doors of accounts. Pure. */

/** Roles worked out at each request from rows of periods and grants (rules.md, "Roles"). */
export const ROLES = [
  'visitor',
  'member',
  'adherent',
  'recruiter',
  'poster',
  'school',
  'manager',
  'admin',
  'federation-admin',
] as const
export type Role = (typeof ROLES)[number]

/** Roles a row of `role_grant` may give; the others follow from periods and from the kind of account. */
export const GRANTED_ROLES = ['manager', 'admin', 'federation-admin'] as const satisfies readonly Role[]
export type GrantedRole = (typeof GRANTED_ROLES)[number]

/** The three bases of accounts, each with a sign-in page of its own (N1). */
export const DOORS = ['people', 'recruiters', 'schools'] as const
export type Door = (typeof DOORS)[number]
