/** Letters of the association: written, planned, stopped, counted; the staff's pages are `features/staff/letters`. */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { LetterState } from '#app/vocabulary/letters.ts'
import { type Audience, audienceSchema, mailLists } from './audience.server.ts'
import { type Block, blocksSchema } from './blocks.ts'

/** Of the newest ones. */
const SHOWN = 100

export interface KeptLetter
  extends Pick<RowOf<'letter'>, 'id' | 'subject' | 'plannedAt' | 'counted' | 'createdAt' | 'sentAt'> {
  blocks: Block[]
  audience: Audience
  state: LetterState
}

const letterOf = (row: RowOf<'letter'>): KeptLetter => ({
  ...row,
  state: row.state as LetterState,
  blocks: blocksSchema.parse(row.blocks),
  audience: audienceSchema.parse(row.audience),
})

/** @returns undefined where there is no such letter */
export async function readLetter(query: Query, tenantId: string, id: string): Promise<KeptLetter | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<RowOf<'letter'>>(sql`SELECT * FROM "letter" WHERE "tenantId" = ${tenantId}
    AND "id" = ${id}`)
  return row && letterOf(row)
}

/** @returns the hash of what the sender of a letter looked at: its words, and whom they are for */
export const seenOf = ({ subject, blocks, audience }: Pick<KeptLetter, 'subject' | 'blocks' | 'audience'>): string =>
  wordsHash([subject, blocks, audience])

/** @returns the letter as it stands, which nobody changes before the work is done */
export async function lockLetter(query: Query, tenantId: string, id: string): Promise<KeptLetter | undefined> {
  const [row] = await query<RowOf<'letter'>>(sql`SELECT * FROM "letter" WHERE "tenantId" = ${tenantId}
    AND "id" = ${id}::uuid FOR UPDATE`)
  return row && letterOf(row)
}

/** @returns letters in any state, drafts first, then the newest */
export async function listLetters(query: Query, tenantId: string): Promise<KeptLetter[]> {
  const rows = await query<RowOf<'letter'>>(sql`SELECT * FROM "letter" WHERE "tenantId" = ${tenantId}
    ORDER BY "state" <> 'draft', coalesce("plannedAt", "createdAt") DESC, "id" DESC LIMIT ${SHOWN}`)
  return rows.map(letterOf)
}

/** Begins a letter, to the first list of the association. @returns its id */
export async function createLetter(
  { query, tenant, now }: Unit<Pick<Tenant, 'id' | 'config'>>,
  words: { subject: string; blocks: readonly Block[]; audience?: Audience },
): Promise<string> {
  const id = uuidv7(now.getTime())
  const audience = words.audience ?? audienceSchema.parse({ list: mailLists(tenant)[0]?.id ?? '' })
  await query(sql`INSERT INTO "letter" ("tenantId", "id", "subject", "blocks", "audience", "state", "createdAt")
    VALUES (${tenant.id}, ${id}, ${words.subject}, ${JSON.stringify(words.blocks)}::jsonb,
      ${JSON.stringify(audience)}::jsonb, 'draft', ${now}) RETURNING 1`)
  return id
}

/** Keeps what was written. @returns false where it is no draft any more */
export async function saveLetter(
  query: Query,
  tenantId: string,
  { id, subject, blocks, audience }: Pick<KeptLetter, 'id' | 'subject' | 'blocks' | 'audience'>,
): Promise<boolean> {
  const rows = await query(sql`UPDATE "letter" SET "subject" = ${subject}, "blocks" = ${JSON.stringify(blocks)}::jsonb,
      "audience" = ${JSON.stringify(audience)}::jsonb
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" = 'draft' RETURNING "id"`)
  return rows.length > 0
}

/**
 * Plans a draft, or sends on one that came late: who has it already is not written to again.
 * @param counted how many people the rule found
 * @returns false where it is neither
 */
export async function planLetter(
  { query, tenant, now }: Unit<{ id: string }>,
  id: string,
  { at, counted }: { at: Date; counted: number },
): Promise<boolean> {
  const rows = await query(sql`UPDATE "letter" SET "state" = 'planned', "plannedAt" = ${at}, "counted" = ${counted},
      "movedAt" = ${at > now ? at : now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
      AND "state" IN ('draft', 'late') RETURNING "id"`)
  return rows.length > 0
}

/** Takes a planned letter back to its desk: nobody has it yet. @returns false where it has begun to leave */
export async function recallLetter(query: Query, tenantId: string, id: string): Promise<boolean> {
  const rows = await query(sql`UPDATE "letter" SET "state" = 'draft', "plannedAt" = NULL, "movedAt" = NULL
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" = 'planned' AND "reachedId" IS NULL RETURNING "id"`)
  return rows.length > 0
}

/** Ends a letter that has begun to leave: mails that still wait are not sent. @returns false where it has not */
export async function stopLetter(query: Query, tenantId: string, id: string): Promise<boolean> {
  const rows = await query(sql`UPDATE "letter" SET "state" = 'stopped' WHERE "tenantId" = ${tenantId} AND "id" = ${id}
    AND "state" IN ('planned', 'sending', 'sent', 'late') RETURNING "id"`)
  if (rows.length > 0)
    await query(sql`UPDATE "mail" SET "state" = 'suppressed', "sealed" = NULL WHERE "tenantId" = ${tenantId}
      AND "letterId" = ${id} AND "state" = 'waiting'`)
  return rows.length > 0
}

/** What became of a letter's mails: sums, of nobody in particular (B20). */
export interface Totals {
  waiting: number
  left: number
  arrived: number
  failed: number
  /** Not sent: they had left the list, died or lost their dues when their mail was to leave. */
  dropped: number
}

const NONE: Totals = { waiting: 0, left: 0, arrived: 0, failed: 0, dropped: 0 }

/** @returns by letter's id */
export async function totalsOf(query: Query, tenantId: string, ids: readonly string[]): Promise<Map<string, Totals>> {
  const rows = await query<Totals & { letterId: string }>(sql`SELECT "letterId",
      (count(*) FILTER (WHERE "state" IN ('waiting', 'sending')))::int AS "waiting",
      (count(*) FILTER (WHERE "providerId" IS NOT NULL))::int AS "left",
      (count(*) FILTER (WHERE "state" = 'delivered'))::int AS "arrived",
      (count(*) FILTER (WHERE "state" IN ('failed', 'bounced', 'complained')
        OR ("state" = 'suppressed' AND "providerId" IS NOT NULL)))::int AS "failed",
      (count(*) FILTER (WHERE "state" = 'suppressed' AND "providerId" IS NULL))::int AS "dropped"
    FROM "mail" WHERE "tenantId" = ${tenantId} AND "letterId" = ANY(${[...ids]}::uuid[]) AND "personId" IS NOT NULL
    GROUP BY "letterId"`)
  return new Map(ids.map((id) => [id, { ...NONE, ...rows.find(({ letterId }) => letterId === id) }]))
}
