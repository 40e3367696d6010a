/** The private address of a person's calendar: a secret that is renewed at will and dies with the account (B10). */
import { createHash, randomBytes } from 'node:crypto'
import { env } from '#app/context/env.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const ownerOf = (tenantId: string, personId: string): string => `${tenantId}/${personId}/calendar`

/** @returns the secret of the person's address; undefined where they have none */
export async function readFeed(
  query: Query,
  { tenant }: Pick<Ctx, 'tenant'>,
  personId: string,
): Promise<string | undefined> {
  const [row] = await query<RowOf<'calendar_feed', 'sealed'>>(sql`SELECT "sealed" FROM "calendar_feed"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  return row && decryptSecret(env().DATA_KEY, row.sealed, ownerOf(tenant.id, personId))
}

/** Gives the person a new address; the one before is nobody's from now on. */
export async function renewFeed(query: Query, { tenant, now }: Pick<Ctx, 'tenant' | 'now'>, personId: string) {
  const secret = randomBytes(24).toString('base64url')
  const sealed = encryptSecret(env().DATA_KEY, secret, ownerOf(tenant.id, personId))
  await query(sql`INSERT INTO "calendar_feed" ("tenantId", "personId", "hash", "sealed", "createdAt")
    VALUES (${tenant.id}, ${personId}, ${hashOf(secret)}, ${sealed}, ${now})
    ON CONFLICT ("tenantId", "personId") DO UPDATE SET "hash" = EXCLUDED."hash", "sealed" = EXCLUDED."sealed",
      "createdAt" = EXCLUDED."createdAt"`)
}

/** Takes the address away. */
export async function endFeed(query: Query, { tenant }: Pick<Ctx, 'tenant'>, personId: string): Promise<void> {
  await query(sql`DELETE FROM "calendar_feed" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
}

/** @returns whose calendar it is, and by which account they read; undefined once it is closed, or they died */
export async function feedOwner(
  query: Query,
  { tenant }: Pick<Ctx, 'tenant'>,
  secret: string,
): Promise<{ personId: string; accountId: string } | undefined> {
  const [row] = await query<RowOf<'calendar_feed', 'personId'> & { accountId: string }>(sql`
    SELECT f."personId", a."id" AS "accountId" FROM "calendar_feed" f
    JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = f."personId" AND a."disabledAt" IS NULL
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = f."personId" AND NOT ${deceasedSql(tenant.config)}
    WHERE f."tenantId" = ${tenant.id} AND f."hash" = ${hashOf(secret)}`)
  return row
}
