/** Papers that members' dues ask for and the staff have to look at: whose, for which dues, whether they are paid. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isPaidFor, saleOfPaper } from '#app/domain/sales/papers-asked.server.ts'

export interface WaitingProof {
  id: string
  createdAt: string
  handle: string
  name: string
  promotion: number | null
  /** What the tier is called. */
  tier: string
  dues: 'paid' | 'pending'
  sale: string
  /** `application/pdf`, `image/jpeg`, or none. */
  paper: string | null
}

/** @returns the oldest papers whose dues are paid, or asked of a bank */
export async function readProofs(query: Query, { tenant, language }: Ctx, most: number): Promise<WaitingProof[]> {
  const rows = await query<
    Omit<WaitingProof, 'createdAt' | 'dues' | 'sale'> & { personId: string; createdAt: Date }
  >(sql`
    SELECT r."id", r."createdAt", r."personId", r."fileType" AS "paper", r."claimed"->>'tier' AS "tier", p."handle",
      p."promotion",
      coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), p."handle") AS "name"
    FROM "access_request" r JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
    WHERE r."tenantId" = ${tenant.id} AND r."state" = 'waiting' AND r."kind" = 'proof' AND ${isPaidFor(tenant.id)}
    ORDER BY r."createdAt", r."id" LIMIT ${most}`)
  const named = new Map(tenant.config.tiers.map(({ id, name }) => [id, name[language]]))
  const waiting: WaitingProof[] = []
  for (const { personId, createdAt, tier, ...row } of rows) {
    const sale = await saleOfPaper(query, tenant.id, { id: row.id, personId })
    if (sale?.state === 'paid' || sale?.state === 'pending')
      waiting.push({
        ...row,
        tier: named.get(tier) ?? tier,
        createdAt: createdAt.toISOString(),
        dues: sale.state,
        sale: sale.id,
      })
  }
  return waiting
}
