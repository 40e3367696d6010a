/**
 * Writing a mail: one row in the transaction of what it tells about. The worker renders and sends it
 * (`mail/send.task.ts`).
 */
import { env } from '#app/context/env.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Language } from '#app/i18n/language.ts'

export interface NewMail {
  /** Business key, unique in the association: the same news is told once, however often this is called. */
  key: string
  /** Which letter: its kind (`defineLetter`). */
  kind: string
  to: string
  language: Language
  /**
   * What the letter's template asks for; links by path (`/activation?lien=…`): the worker puts the canonical host
   * before them.
   */
  data: Record<string, unknown>
  personId?: string | undefined
  accountId?: string | undefined
  /** The mailing list it belongs to; it then carries one-click unsubscribe (RFC 8058). None: the mail is owed. */
  listId?: string | undefined
  /** The letter of the association that it carries: how many of its mails arrived is counted by it. */
  letterId?: string | undefined
  /** Not before this instant (default: at once). */
  at?: Date | undefined
}

/** @returns the owner under which a mail's data is sealed: it opens under no other row */
export const mailOwner = (tenantId: string, id: string): string => `${tenantId}/${id}/mail`

/**
 * Puts a mail into the outbox, in the caller's transaction. After the commit `enqueue(sendMailsTask, { tenantId })`
 * makes it leave at once; else the worker's rounds find it within a minute.
 * @param now the context's clock
 * @returns its id; undefined where the key was used before
 */
export async function putMail(query: Query, tenantId: string, mail: NewMail, now: Date): Promise<string | undefined> {
  const id = uuidv7(now.getTime())
  const sealed = encryptSecret(env().DATA_KEY, JSON.stringify(mail.data), mailOwner(tenantId, id))
  const [row] = await query<RowOf<'mail', 'id'>>(sql`
    INSERT INTO "mail" ("tenantId", "id", "key", "kind", "recipient", "language", "personId", "accountId", "listId",
      "letterId", "sealed", "dueAt", "createdAt")
    VALUES (${tenantId}, ${id}, ${mail.key}, ${mail.kind}, ${mail.to}, ${mail.language}, ${mail.personId ?? null},
      ${mail.accountId ?? null}, ${mail.listId ?? null}, ${mail.letterId ?? null}, ${sealed}, ${mail.at ?? now}, ${now})
    ON CONFLICT ("tenantId", "key") DO NOTHING RETURNING "id"`)
  return row?.id
}

const MAILS: BulkTable = {
  name: 'mail',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', key: 'text', kind: 'text', recipient: 'text', language: 'text', state: 'text' },
    ...{ personId: 'uuid', accountId: 'uuid', listId: 'text', letterId: 'uuid', sealed: 'text', attempts: 'smallint' },
    ...{ dueAt: 'timestamptz', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId', 'kind', 'language', 'state', 'listId', 'letterId', 'attempts', 'dueAt', 'createdAt'],
}

/** Puts many mails into the outbox in one statement, as {@link putMail} does one; a key that is there stays. */
export async function putMails(query: Query, tenantId: string, mails: readonly NewMail[], now: Date): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ to, data, at, ...mail }) => {
    const id = uuidv7(now.getTime())
    const sealed = encryptSecret(env().DATA_KEY, JSON.stringify(data), mailOwner(tenantId, id))
    const begin = { state: 'waiting', attempts: 0, dueAt: at ?? now, createdAt: now }
    return { tenantId, id, recipient: to, sealed, ...mail, ...begin }
  })
  await query(insertRows(MAILS, rows, 'nothing'))
}
