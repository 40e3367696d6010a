/** Roles of viewers, roles that staff may grant, and the three doors of accounts. Pure. */
import { isOneOf } from './closed-list.ts'

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

/**
 * Roles that a row of `role_grant` may give besides staff roles; the others follow from periods and from the kind of
 * account.
 */
export const GRANTED_ROLES = ['manager', 'admin', 'federation-admin'] as const satisfies readonly Role[]
export type GrantedRole = (typeof GRANTED_ROLES)[number]

/** A role of {@link ROLES}, or a staff role by the name that the association's file gives it (`staffRoles`). */
export type RoleName = string

/** @returns whether the role is given by a row: a staff role, known to today's file or not, is one */
export function isGranted(role: RoleName): boolean {
  return !isOneOf(ROLES, role) || isOneOf(GRANTED_ROLES, role)
}

/** The three bases of accounts, each with a sign-in page of its own (N1). */
export const DOORS = ['people', 'recruiters', 'schools'] as const
export type Door = (typeof DOORS)[number]
