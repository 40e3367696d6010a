/**
 * Mails of members to the people of their year (S9): written, read by a moderator, sent. A yes covers words, readers
 * and author as one hash: whatever of it changes asks again (B18).
 */
import type { Ctx } from '#app/context/open.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { MailWords } from '#app/domain/groups/group-mails.server.ts'
import { type ShownAuthor, withAuthors } from '#app/domain/search/authors.server.ts'
import { decidesCohortMail, readsCohortMail, rewritesCohortMail } from '#app/policy/cohort-mail.rules.ts'
import type { CohortMailState } from '#app/vocabulary/letters.ts'
import { cohortReadersSql } from './cohort-list.server.ts'

/** Of the newest ones. */
const SHOWN = 50

export interface CohortMailRow
  extends Pick<
    RowOf<'cohort_mail'>,
    'id' | 'personId' | 'cohort' | 'subject' | 'text' | 'createdAt' | 'sentAt' | 'because' | 'approval' | 'counted'
  > {
  state: CohortMailState
}

/** @returns what a yes is about: words, whom they are for, and who writes */
export const approvalOf = ({ subject, text, cohort, personId }: CohortMailRow): string =>
  wordsHash([subject, text, cohort, personId])

/** @returns how many people a mail would reach now */
export async function countReaders(
  { query, tenant, now }: Unit<Pick<Tenant, 'id' | 'config'>>,
  mail: Pick<CohortMailRow, 'cohort' | 'personId'>,
): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n"
    FROM (${cohortReadersSql(tenant, mail, now)}) found`)
  return row!.n
}

export interface ShownCohortMail extends MailWords {
  id: string
  state: CohortMailState
  at: string
  because: string | null
  author: ShownAuthor | null
  own: boolean
  rewrites: boolean
}

const shownOf = ({ ability }: Ctx, row: CohortMailRow, author: ShownAuthor | null): ShownCohortMail | undefined => {
  if (!readsCohortMail(ability, row)) return undefined
  const { id, subject, text, state } = row
  const own = row.personId === ability.viewer.personId
  const at = (row.sentAt ?? row.createdAt).toISOString()
  return {
    id,
    subject,
    text,
    state,
    at,
    because: own ? row.because : null,
    author,
    own,
    rewrites: rewritesCohortMail(ability, row),
  }
}

/** @returns mails to that year which this viewer reads, the newest first */
export async function readCohortMails(ctx: Ctx, cohort: number): Promise<ShownCohortMail[]> {
  const all = await withAuthors<CohortMailRow, ShownCohortMail | undefined>(
    ctx,
    sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${ctx.tenant.id} AND "cohort" = ${cohort}
      AND ("state" IN ('sending', 'sent') OR "personId" = ${ctx.viewer.personId ?? null}::uuid)
      AND "personId" <> ALL(${[...(ctx.viewer.apartIds ?? [])]}::uuid[])
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${SHOWN}`,
    shownOf,
  )
  return all.filter((mail) => mail !== undefined)
}

/** @returns undefined for a mail that this viewer may not read, as for one that is not there */
export async function readCohortMail(ctx: Ctx, id: string): Promise<ShownCohortMail | undefined> {
  if (!isUuid(id)) return undefined
  const statement = sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}
    AND "personId" <> ALL(${[...(ctx.viewer.apartIds ?? [])]}::uuid[])`
  const [mail] = await withAuthors<CohortMailRow, ShownCohortMail | undefined>(ctx, statement, shownOf)
  return mail
}

/** @returns true where the author has one that waits or is about to leave: one at a time */
export async function hasOpenMail({ tenant, viewer }: Ctx, query: Query): Promise<boolean> {
  const rows = await query(sql`SELECT 1 FROM "cohort_mail" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${viewer.personId ?? null}::uuid AND "state" IN ('pending', 'approved', 'sending') LIMIT 1`)
  return rows.length > 0
}

/** Writes a mail, which waits for a moderator. @returns its id */
export async function addCohortMail(ctx: Ctx, query: Query, cohort: number, words: MailWords): Promise<string> {
  const { tenant, viewer, now } = ctx
  const id = uuidv7(now.getTime())
  await query(sql`INSERT INTO "cohort_mail" ("tenantId", "id", "personId", "cohort", "subject", "text", "state",
      "createdAt")
    VALUES (${tenant.id}, ${id}, ${viewer.personId!}, ${cohort}, ${words.subject}, ${words.text}, 'pending', ${now})`)
  return id
}

/** As long as nobody received it. */
const STILL_OPEN = sql`"state" IN ('pending', 'refused', 'approved')`

/** Changes one's own mail: whatever was decided, it asks again. @returns false where it has begun to leave */
export async function changeCohortMail(
  { tenant, viewer, now }: Ctx,
  query: Query,
  id: string,
  words: MailWords,
): Promise<boolean> {
  const rows = await query(sql`UPDATE "cohort_mail" SET "subject" = ${words.subject}, "text" = ${words.text},
      "state" = 'pending', "because" = NULL, "approval" = NULL, "counted" = NULL, "decidedAt" = NULL,
      "createdAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "personId" = ${viewer.personId ?? null}::uuid
      AND ${STILL_OPEN} RETURNING "id"`)
  return rows.length > 0
}

/** Takes one's own mail back. @returns false where it has begun to leave */
export async function withdrawCohortMail({ tenant, viewer }: Ctx, query: Query, id: string): Promise<boolean> {
  const rows = await query(sql`UPDATE "cohort_mail" SET "state" = 'withdrawn' WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "personId" = ${viewer.personId ?? null}::uuid AND ${STILL_OPEN} RETURNING "id"`)
  return rows.length > 0
}

export interface WaitingCohortMail extends MailWords {
  id: string
  cohort: number
  /** How many people it would reach. */
  people: number
  hash: string
  author: { handle: string; name: string } | null
  at: string
}

/** Those that this moderator decides about: never their own. */
const waitingSql = ({ tenant, viewer }: Ctx) => sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${tenant.id}
  AND "state" = 'pending' AND "personId" IS DISTINCT FROM ${viewer.personId ?? null}::uuid`

/** @returns mails to a year that wait, the longest waiting first */
export async function readWaitingCohortMails(ctx: Ctx): Promise<WaitingCohortMail[]> {
  const shown = await withAuthors<CohortMailRow, { row: CohortMailRow; author: ShownAuthor | null }>(
    ctx,
    sql`${waitingSql(ctx)} ORDER BY "createdAt", "id" LIMIT ${SHOWN}`,
    (_, row, author) => ({ row, author }),
  )
  return ctx.sql(async (query) => {
    const all: WaitingCohortMail[] = []
    for (const { row, author } of shown) {
      const { id, cohort, subject, text } = row
      const people = await countReaders({ query, tenant: ctx.tenant, now: ctx.now }, row)
      all.push({ id, cohort, subject, text, people, hash: approvalOf(row), author, at: row.createdAt.toISOString() })
    }
    return all
  })
}

/** @returns how many wait for this moderator */
export async function countWaitingCohortMails(ctx: Ctx, query: Query): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM (${waitingSql(ctx)}) w`)
  return row!.n
}

/** @returns false where it was decided or changed meanwhile, or is the moderator's own (B18) */
export async function decideCohortMail(
  ctx: Ctx,
  query: Query,
  { id, hash, approve, because }: { id: string; hash: string; approve: boolean; because: string | null },
): Promise<boolean> {
  const { tenant, now } = ctx
  const [row] = await query<CohortMailRow>(sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "state" = 'pending' FOR UPDATE`)
  if (!row || approvalOf(row) !== hash || !decidesCohortMail(ctx.ability, row)) return false
  const counted = approve ? await countReaders({ query, tenant, now }, row) : null
  await query(sql`UPDATE "cohort_mail" SET "state" = ${approve ? 'approved' : 'refused'}, "because" = ${because},
      "approval" = ${approve ? hash : null}, "counted" = ${counted}, "decidedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  await audit(query, ctx, approve ? 'thing.approved' : 'thing.refused', {
    subjectId: row.personId,
    detail: { kind: 'cohort-mail', thing: id, ...(because ? { because } : {}) },
  })
  return true
}
