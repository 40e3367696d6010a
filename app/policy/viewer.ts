/**
 * Who looks: worked out at each request from rows of periods and grants, never stored as a role (rules.md, "Periods").
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Door, GRANTED_ROLES, type Role, type RoleName } from '#app/vocabulary/roles.ts'
import { covers, isPaidUp, type Period } from './in-force.ts'

export { covers, type Period }

export interface Viewer {
  /** Every role held now, staff roles by the names of the association's file. A visitor holds `visitor` alone. */
  roles: readonly RoleName[]
  accountId?: string
  /** The person whose account it is; absent for staff without a record, companies and schools. */
  personId?: string
  organisationId?: string
  /** People who accepted this person as a friend, and the other way round. */
  friendIds: readonly string[]
  /** People with whom this account exchanged messages: what `unlocks … by: contact` opens (N2). */
  contactIds?: readonly string[]
  /**
   * People who ask to be a contact of this person: asking shows who asks (contact.rules.ts). Only the pages about it
   * fill this in.
   */
  askedByIds?: readonly string[]
  /** Year of the person's main diploma. */
  promotion?: number
  /** Groups the person is in now, by address or by having joined. */
  groupIds?: readonly string[]
  /** Groups the person leads. */
  leads?: readonly string[]
  /** People with whom one of the two wants nothing to do: neither finds anything of the other. */
  apartIds?: readonly string[]
  /** A directory pass is open now (C3). */
  hasPass: boolean
}

export const VISITOR: Viewer = { roles: ['visitor'], friendIds: [], hasPass: false }

/** What the database knows of a signed-in account. */
export interface AccountFacts {
  accountId: string
  door: Door
  personId: string | null
  memberships: readonly Period[]
  grants: readonly (Period & { role: string })[]
  organisation: { id: string; validatedAt: Date | null; completedAt: Date | null; passes: readonly Period[] } | null
  friendIds: readonly string[]
  contactIds?: readonly string[]
  promotion?: number | null
  groupIds?: readonly string[]
  leads?: readonly string[]
  apartIds?: readonly string[]
}

/**
 * Turns rows into a viewer.
 * @param config the association's rules: what a company needs to be a recruiter differs (rules.md, "Roles")
 * @param now the one clock of the request
 */
export function viewerFrom(config: TenantConfig, facts: AccountFacts, now: Date): Viewer {
  const granted = facts.grants.filter((grant) => covers(grant, now)).map((grant) => grant.role)
  const hasPass = facts.organisation?.passes.some((pass) => covers(pass, now)) ?? false
  return {
    roles: [
      ...baseRole(config, facts, hasPass, now),
      ...[...GRANTED_ROLES, ...Object.keys(config.staffRoles)].filter((role) => granted.includes(role)),
    ],
    accountId: facts.accountId,
    ...(facts.personId ? { personId: facts.personId } : {}),
    ...(facts.organisation ? { organisationId: facts.organisation.id } : {}),
    friendIds: facts.friendIds,
    ...(facts.contactIds ? { contactIds: facts.contactIds } : {}),
    ...meetings(facts),
    hasPass,
  }
}

/** Year, groups and people kept apart, of a person; nothing where there is none of it. */
function meetings({ personId, promotion, groupIds = [], leads = [], apartIds = [] }: AccountFacts): Partial<Viewer> {
  if (!personId) return {}
  return {
    ...(promotion ? { promotion } : {}),
    ...(groupIds.length > 0 ? { groupIds } : {}),
    ...(leads.length > 0 ? { leads } : {}),
    ...(apartIds.length > 0 ? { apartIds } : {}),
  }
}

function baseRole(config: TenantConfig, facts: AccountFacts, hasPass: boolean, now: Date): Role[] {
  if (facts.door === 'people') {
    if (!facts.personId) return []
    return [isPaidUp(config, facts.memberships, now) ? 'adherent' : 'member']
  }
  const { organisation } = facts
  if (facts.door === 'schools')
    return organisation?.validatedAt || config.schools?.requires === 'nothing' ? ['school'] : ['visitor']
  const needs = config.recruiters?.requires
  const met =
    (needs === 'pass' && hasPass) ||
    (needs === 'validation' && Boolean(organisation?.validatedAt)) ||
    (needs === 'completion' && Boolean(organisation?.completedAt))
  return [met ? 'recruiter' : 'poster']
}

/** @returns true where the viewer holds one of the roles; for words on a page, never to decide access. */
export function holds(viewer: Viewer, ...roles: Role[]): boolean {
  return roles.some((role) => viewer.roles.includes(role))
}
