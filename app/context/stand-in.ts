/** Sessions of the staff that look with other eyes: who is looked as, read anew at each request, and until when. */
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { seenRoles, viewerAs, withoutAccount } from '#app/policy/stand-in.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import type { Tenant } from './tenants.ts'
import { readPersonViewer, type SignedIn } from './viewer.ts'

/** Milliseconds after which one is oneself again, whatever was forgotten open. */
export const STAND_IN_FOR = 30 * 60_000

/** As `readViewer` finds it with the session. */
export interface StandInRow {
  role: string | null
  personId: string | null
  expiresAt: string
}

export interface StandIn {
  viewer: Viewer
  account: SignedIn | undefined
  /** What the banner names: a role, or a person by name. */
  role: RoleName | null
  name: string | null
}

/** No account: pages that ask for one are closed besides (policy/stand-in.rules.ts). */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** @returns undefined where it is over, or the role or person is no more */
export async function standingIn(tenant: Tenant, row: StandInRow, now: Date): Promise<StandIn | undefined> {
  if (new Date(row.expiresAt) <= now) return undefined
  if (row.personId) {
    const found = await readPersonViewer(tenant, row.personId, now)
    if (!found) return undefined
    const { viewer, account } = found
    return {
      viewer: withoutAccount(viewer),
      account: { ...account, accountId: NOBODY },
      role: null,
      name: account.name,
    }
  }
  if (!isOneOf(seenRoles(tenant.config), row.role)) return undefined
  const door =
    row.role === 'school' ? 'schools' : row.role === 'recruiter' || row.role === 'poster' ? 'recruiters' : 'people'
  const account = {
    accountId: NOBODY,
    door,
    login: '',
    name: '…',
    handle: null,
    own: { promotion: null, company: null, homeCity: null },
    unread: 0,
    notices: [],
  } as const
  return {
    viewer: viewerAs(row.role),
    account: row.role === 'visitor' ? undefined : account,
    role: row.role,
    name: null,
  }
}

/** Begins; only for the session that asked. Its reason is kept by the caller, in the same transaction. */
export const beginStandIn = (
  tenantId: string,
  sessionId: string,
  as: { role?: RoleName; personId?: string },
  now: Date,
) =>
  sql`INSERT INTO "stand_in" ("tenantId", "sessionId", "role", "personId", "expiresAt")
    VALUES (${tenantId}, ${sessionId}, ${as.role ?? null}, ${as.personId ?? null}::uuid,
      ${new Date(now.getTime() + STAND_IN_FOR)})
    ON CONFLICT ("tenantId", "sessionId") DO UPDATE SET "role" = EXCLUDED."role", "personId" = EXCLUDED."personId",
      "expiresAt" = EXCLUDED."expiresAt"`

/** One is oneself again. */
export async function endStandIn(tenantId: string, sessionId: string): Promise<void> {
  await inTenantSql(tenantId, (query) =>
    query(sql`DELETE FROM "stand_in" WHERE "tenantId" = ${tenantId} AND "sessionId" = ${sessionId}`),
  )
}

/**
 * @returns the viewer who holds the session, also while it looks with other eyes: readings are logged and counted for
 * them.
 */
export function holderOf({ viewer, standIn }: { viewer: Viewer; standIn?: { by: Viewer } | undefined }): Viewer {
  return standIn?.by ?? viewer
}
