/**
 * Who waits to get into a demo association: somebody on file who moved to another address, and somebody the base has
 * never heard of.
 */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'

const KINDS = { record: 'activation', dues: 'joining' } as const
const UNKNOWN = { firstName: 'Ambre', lastName: 'de La Tour-Saint-Igest', promotion: 2009, phone: '+33611223344' }
const HOUR = 3600_000

/** @param personId somebody without an account */
export async function addRequests(query: Query, { id, config }: Scope, personId: string, now: Date): Promise<void> {
  const { registration } = config
  if (registration !== 'record' && registration !== 'dues') return
  const [known] = await query<{ firstName: string; lastName: string; promotion: number }>(sql`
    SELECT "firstName", "lastName", "promotion" FROM "person" WHERE "tenantId" = ${id} AND "id" = ${personId}`)
  const tier = config.tiers.find(({ proof }) => !proof)?.id
  const claims = [
    { ...known, phone: '+33655443322', email: 'nouvelle.adresse@courriel.example' },
    { ...UNKNOWN, email: 'ambre@courriel.example' },
  ]
  for (const [i, claim] of claims.entries()) {
    const claimed = { ...claim, ...(registration === 'dues' ? { tier } : {}) }
    const at = new Date(now.getTime() - (claims.length - i) * 20 * HOUR)
    await query(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email",
      "language",
        "createdAt") VALUES (${id}, ${uuidv7(at.getTime())}, ${KINDS[registration]}, 'people', 'waiting',
        ${JSON.stringify(claimed)}::jsonb, ${claim.email}, 'fr', ${at})`)
  }
}
