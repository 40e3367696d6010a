/** Mails of those who run a group to its people: written, changed, taken back, read (S14; A21). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { type ShownAuthor, withAuthors } from '#app/domain/search/authors.server.ts'
import { firstMailState, mailIsOpen, readsMail, rewritesMail, runsGroup } from '#app/policy/group.rules.ts'
import type { GroupMailState } from '#app/vocabulary/things.ts'
import { type FoundGroup, keepRow } from './find-groups.server.ts'

/** Of the newest ones. */
const SHOWN = 50

export interface MailWords {
  subject: string
  text: string
}

export interface ShownMail extends MailWords {
  id: string
  state: GroupMailState
  at: string
  because: string | null
  author: ShownAuthor | null
  /** Nobody received it yet: who runs the group takes it back. */
  open: boolean
  /** As long as it is open, its author changes its words: it leaves in their name. */
  rewrites: boolean
}

interface Row extends RowOf<'group_mail', 'id' | 'groupId' | 'personId' | 'subject' | 'text' | 'because'> {
  state: GroupMailState
  createdAt: Date
  sentAt: Date | null
}

const shownOf = ({ ability }: Ctx, row: Row, author: ShownAuthor | null): ShownMail => {
  const { id, subject, text, state, because } = row
  const runs = runsGroup(ability, row.groupId)
  const at = (row.sentAt ?? row.createdAt).toISOString()
  const open = runs && mailIsOpen(state)
  const rewrites = open && rewritesMail(ability, row)
  return { id, subject, text, state, at, because: runs ? because : null, author, open, rewrites }
}

const COLUMNS = sql`x."id", x."groupId", x."personId", x."subject", x."text", x."state", x."because", x."createdAt",
  x."sentAt"`

/** @returns mails of the group that this viewer reads, the newest first */
export async function readMails(ctx: Ctx, groupId: string): Promise<ShownMail[]> {
  const all = await withAuthors<Row, ShownMail | undefined>(
    ctx,
    sql`SELECT ${COLUMNS} FROM "group_mail" x WHERE x."tenantId" = ${ctx.tenant.id} AND x."groupId" = ${groupId}
      ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ${SHOWN}`,
    (one, row, author) => (readsMail(ctx.ability, row) ? shownOf(one, row, author) : undefined),
  )
  return all.filter((mail) => mail !== undefined)
}

/** @returns undefined for a mail that this viewer may not read, as for one that is not there */
export async function readMail(ctx: Ctx, groupId: string, id: string): Promise<ShownMail | undefined> {
  if (!isUuid(id)) return undefined
  const statement = sql`SELECT ${COLUMNS} FROM "group_mail" x WHERE x."tenantId" = ${ctx.tenant.id}
    AND x."groupId" = ${groupId} AND x."id" = ${id}`
  const [mail] = await withAuthors<Row, ShownMail | undefined>(ctx, statement, (one, row, author) =>
    readsMail(ctx.ability, row) ? shownOf(one, row, author) : undefined,
  )
  return mail
}

interface Written {
  id: string
  state: GroupMailState
}

/** Writes a mail; where the association reads first, it waits for a moderator. */
export async function addMail(ctx: Ctx, query: Query, group: FoundGroup, words: MailWords): Promise<Written> {
  const { tenant, viewer, now } = ctx
  const [id, state] = [uuidv7(now.getTime()), firstMailState(tenant.config, ctx.ability)]
  await keepRow(ctx, query, group)
  await query(sql`INSERT INTO "group_mail" ("tenantId", "id", "groupId", "personId", "subject", "text", "state",
      "createdAt")
    VALUES (${tenant.id}, ${id}, ${group.id}, ${viewer.personId ?? null}, ${words.subject}, ${words.text}, ${state},
      ${now})`)
  return { id, state }
}

/** As long as nobody received it. */
const STILL_OPEN = sql`"state" IN ('pending', 'refused', 'approved')`

/**
 * Changes a mail that the viewer rewrites: an approved one asks again (A21).
 * @returns undefined where it has begun to leave
 */
export async function changeMail(
  { tenant, ability }: Ctx,
  query: Query,
  id: string,
  { subject, text }: MailWords,
): Promise<Written | undefined> {
  const state = firstMailState(tenant.config, ability)
  const rows = await query(sql`UPDATE "group_mail" SET "subject" = ${subject}, "text" = ${text}, "state" = ${state},
      "because" = NULL, "decidedAt" = NULL
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND ${STILL_OPEN} RETURNING "id"`)
  return rows.length > 0 ? { id, state } : undefined
}

/** Takes a mail back. @returns false where it has begun to leave */
export async function withdrawMail({ tenant }: Ctx, query: Query, id: string): Promise<boolean> {
  const rows = await query(sql`UPDATE "group_mail" SET "state" = 'withdrawn' WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND ${STILL_OPEN} RETURNING "id"`)
  return rows.length > 0
}
