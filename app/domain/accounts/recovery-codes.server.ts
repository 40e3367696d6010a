/** Codes for the day the telephone is lost: ten, shown once, each opens once, kept as keyed hashes. */
import { randomBytes } from 'node:crypto'
import { keyedHash } from '#app/context/origin.ts'
import { codeFrom, plainCode } from '#app/context/spoken-codes.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

const HOW_MANY = 10
/** 12 signs of 5 bits: 60 bits. */
const LENGTH = 12

const idOf = (tenantId: string, accountId: string, code: string) =>
  keyedHash(`recovery ${tenantId} ${accountId} ${plainCode(code)}`)

/** @returns codes as they are shown, kept nowhere. */
export function drawCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => codeFrom(randomBytes(LENGTH)).replace(/(.{4})(?=.)/g, '$1-'))
}

/** @returns new codes; those of before open nothing any more. */
export async function makeCodes(query: Query, tenantId: string, accountId: string, now: Date): Promise<string[]> {
  const codes = drawCodes()
  await query(sql`DELETE FROM "recovery_code" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}`)
  const ids = codes.map((code) => idOf(tenantId, accountId, code))
  await query(sql`
    INSERT INTO "recovery_code" ("tenantId", "id", "accountId", "createdAt")
    SELECT ${tenantId}::uuid, one.id, ${accountId}::uuid, ${now}::timestamptz FROM unnest(${ids}::text[]) AS one(id)
    RETURNING 1`)
  return codes
}

/** Uses a code up, in the transaction of what it opens: of two at the same instant one gets it. */
export async function takeRecoveryCode(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  accountId: string,
  typed: string,
): Promise<boolean> {
  if (plainCode(typed).length !== LENGTH) return false
  const taken = await query(sql`
    UPDATE "recovery_code" SET "usedAt" = ${now} WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}
      AND "id" = ${idOf(tenantId, accountId, typed)} AND "usedAt" IS NULL RETURNING "id"`)
  return taken.length > 0
}

/** @returns how many are left. */
export async function codesLeft(query: Query, tenantId: string, accountId: string): Promise<number> {
  const [row] = await query<{ left: number }>(sql`
    SELECT count(*)::int AS "left" FROM "recovery_code"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND "usedAt" IS NULL`)
  return row?.left ?? 0
}
