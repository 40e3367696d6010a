/**
 * Who may give and take back roles, and close accounts (P4). Pure: callers bring the rows, and hold them locked while
 * they decide. Every function answers why not, or `undefined` where it may be done.
 */
import { expandFields, type TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { GRANTED_ROLES, type GrantedRole, isGranted, type RoleName } from '#app/vocabulary/roles.ts'
import { covers, type Period, type Viewer } from './viewer.ts'

/** Roles that lead an association or a federation: only they give and take back roles. */
const LEAD_ROLES = ['admin', 'federation-admin'] as const satisfies readonly GrantedRole[]

/** Where a mail opens the way into an account. */
const WAYS_IN: readonly FieldId[] = ['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail']

/**
 * `rank`: the viewer's roles do not reach so far · `self`: nobody raises or closes their own account · `last`: somebody
 * must go on leading · `role`: the association has no such role.
 */
export type StaffRefusal = 'rank' | 'self' | 'last' | 'role'

/** A grant of a leading role on an account that is not disabled. */
export interface LeadGrant extends Period {
  id: string
  accountId: string
}

/** Who judges, by which association's rules. */
export interface Judge {
  config: TenantConfig
  viewer: Pick<Viewer, 'roles' | 'accountId'>
}

/** @returns roles that this association's rules know and that a grant may give. */
export function givableRoles(config: TenantConfig): RoleName[] {
  return [...GRANTED_ROLES.filter((role) => config.roles[role]), ...Object.keys(config.staffRoles)]
}

/** @returns the leading roles among them. */
export function leadRoles(config: TenantConfig): GrantedRole[] {
  return LEAD_ROLES.filter((role) => config.roles[role])
}

/** @returns the roles that this viewer may give to somebody else, and end. */
export function rolesInReach({ config, viewer }: Judge): RoleName[] {
  return givableRoles(config).filter((role) => gives({ config, viewer }, role))
}

function leads(viewer: Pick<Viewer, 'roles'>): boolean {
  return viewer.roles.some((role) => isOneOf(LEAD_ROLES, role))
}

/**
 * Roles of the product are given and ended by who leads; staff roles also by a holder of `roles`. Nobody gives what
 * they do not hold: actions and fields of the role are among the giver's own.
 */
function gives({ config, viewer }: Judge, role: RoleName): boolean {
  if (leads(viewer)) return !ruleOf(config, role) || isWithin(config, viewer.roles, role)
  if (isOneOf(GRANTED_ROLES, role) || !ruleOf(config, role)) return false
  const own = viewer.roles.flatMap((one) => (isGranted(one) ? (ruleOf(config, one)?.may ?? []) : []))
  return own.includes('roles') && isWithin(config, viewer.roles, role)
}

/** @returns true where granted roles among `held` do all that `role` does, and read all that it reads */
function isWithin(config: TenantConfig, held: readonly RoleName[], role: RoleName): boolean {
  const given = held.filter(isGranted)
  const actions = new Set(given.flatMap((one) => ruleOf(config, one)?.may ?? []))
  const fields = new Set(given.flatMap((one) => fieldsOf(config, one)))
  const asked = ruleOf(config, role)?.may ?? []
  return asked.every((action) => actions.has(action)) && fieldsOf(config, role).every((field) => fields.has(field))
}

function fieldsOf(config: TenantConfig, role: RoleName): FieldId[] {
  const sees = ruleOf(config, role)?.sees ?? []
  return sees.flatMap((sentence) => expandFields(config.fieldSets, sentence.fields, sentence.except))
}

/** A role is given by who holds all of it and may give roles, and never to oneself. */
export function whyNotGive(
  config: TenantConfig,
  viewer: Viewer,
  { accountId, role }: { accountId: string; role: string },
): StaffRefusal | undefined {
  if (!givableRoles(config).includes(role)) return 'role'
  if (!gives({ config, viewer }, role)) return 'rank'
  return accountId === viewer.accountId ? 'self' : undefined
}

/**
 * A role ends by who could give it; who leads may step down, as long as somebody goes on leading.
 * @param leaders every grant of a leading role, as they stand now
 */
export function whyNotEnd(
  judge: Judge,
  grant: { id: string; role: RoleName },
  leaders: readonly LeadGrant[],
  now: Date,
): StaffRefusal | undefined {
  if (!gives(judge, grant.role)) return 'rank'
  return leavesNobody(leaders, (one) => one.id === grant.id, now) ? 'last' : undefined
}

/**
 * Staff close the accounts of members, companies and schools, and of staff whose role does no more than theirs; those
 * of who leads are closed by another who leads.
 * @param roles what the account's holder is at this moment
 */
export function whyNotDisable(
  { config, viewer }: Judge,
  account: { accountId: string; roles: readonly string[] },
  leaders: readonly LeadGrant[],
  now: Date,
): StaffRefusal | undefined {
  if (account.accountId === viewer.accountId) return 'self'
  if (isAbove({ config, viewer }, account.roles)) return 'rank'
  return leavesNobody(leaders, (one) => one.accountId === account.accountId, now) ? 'last' : undefined
}

/**
 * The addresses of who holds a role are changed by themself or by who leads: a forgotten password is mailed there, so
 * whoever could change them could take the role. A manager is nobody's to redirect but an administrator's.
 * @param roles what the person's account is, or is granted to become
 * @returns fields of that person which this viewer may not change
 */
export function lockedFields(viewer: Pick<Viewer, 'roles'>, roles: readonly string[]): readonly FieldId[] {
  return isStaffOfOthers(viewer, roles) ? WAYS_IN : []
}

/**
 * Refuses staff a way into their own account, and into accounts of a granted role unless they lead: a link that one may
 * send could be taken.
 * @param roles what the account's holder is, or is granted to become
 */
export function whyNotLetIn(
  viewer: Pick<Viewer, 'roles' | 'accountId'>,
  account: { accountId: string | null; roles: readonly string[] },
): StaffRefusal | undefined {
  if (account.accountId !== null && account.accountId === viewer.accountId) return 'self'
  return isStaffOfOthers(viewer, account.roles) ? 'rank' : undefined
}

/** A paper that dues ask for is accepted by anybody of the staff but whose it is (E1). */
export function whyNotAcceptPaper(
  viewer: Pick<Viewer, 'personId'>,
  paper: { personId: string | null },
): 'self' | undefined {
  return paper.personId !== null && paper.personId === viewer.personId ? 'self' : undefined
}

/**
 * Two records are made one by the staff, but nobody's own: the other's account would become theirs. Where one of the
 * two holds a role, by who leads; and a record that holds a role gives it back first, so that no merge hands a role on.
 * @param roles granted roles of each record's account that hold now or will
 */
export function whyNotMerge(
  viewer: Viewer,
  kept: { id: string; roles: readonly string[] },
  gone: { id: string; roles: readonly string[] },
): 'self' | 'rank' | 'held' | undefined {
  if ([kept.id, gone.id].includes(viewer.personId ?? '')) return 'self'
  if (isStaffOfOthers(viewer, [...kept.roles, ...gone.roles])) return 'rank'
  return gone.roles.length > 0 ? 'held' : undefined
}

/** A granted role, whichever, is out of reach of who does not lead. */
function isStaffOfOthers(viewer: Pick<Viewer, 'roles'>, roles: readonly string[]): boolean {
  return !leads(viewer) && roles.some(isGranted)
}

/** A leading role, one that does more than the viewer's, or one that today's file does not know. */
function isAbove({ config, viewer }: Judge, roles: readonly RoleName[]): boolean {
  if (leads(viewer)) return false
  return roles.filter(isGranted).some((role) => {
    if (isOneOf(LEAD_ROLES, role)) return true
    return !ruleOf(config, role) || !isWithin(config, viewer.roles, role)
  })
}

/** True where those grants gone would leave nobody who leads without an end in sight, and they are all there is. */
export function leavesNobody(leaders: readonly LeadGrant[], gone: (grant: LeadGrant) => boolean, now: Date): boolean {
  const inForce = leaders.filter((grant) => covers(grant, now))
  if (!inForce.some(gone)) return false
  return !inForce.some((grant) => !gone(grant) && grant.endsAt === null)
}

/** @returns whether the viewer gives and takes back roles: for what a page offers. */
export function mayStaff(viewer: Viewer): boolean {
  return leads(viewer)
}
