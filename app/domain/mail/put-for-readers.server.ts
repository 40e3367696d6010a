/**
 * One mail to many readers, put into the outbox some hundred people at a time: the caller writes the last one reached
 * with what was put, so that a worker that dies goes on from there; keys keep anybody from being written to twice.
 */
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { isLanguage } from '#app/i18n/language.ts'
import { type NewMail, putMails } from './put-mail.server.ts'

interface Round {
  /** A query to stand in FROM, one row per person: `personId`, `address`, `language`. */
  readers: Sql
  /** The last person whom an earlier round reached; null: nobody yet. */
  reachedId: string | null
  /** People in one round. */
  most: number
  /** What the mails have in common; each one's key is `key/<personId>`. */
  mail: Pick<NewMail, 'key' | 'kind' | 'listId' | 'letterId' | 'data'>
}

/** Puts the mails of the next people into the outbox. @returns their ids in order; none: nobody is left */
export async function putForReaders(
  { query, tenant, now }: Unit<{ id: string }>,
  { readers, reachedId, most, mail }: Round,
): Promise<string[]> {
  const people = await query<{ personId: string; address: string; language: string }>(sql`SELECT *
    FROM (${readers}) found WHERE ${reachedId}::uuid IS NULL OR "personId" > ${reachedId}::uuid
    ORDER BY "personId" LIMIT ${most}`)
  const mails = people.map(
    ({ personId, address, language }): NewMail => ({
      ...{ ...mail, key: `${mail.key}/${personId}`, personId, to: address },
      language: isLanguage(language) ? language : 'fr',
    }),
  )
  await putMails(query, tenant.id, mails, now)
  return people.map(({ personId }) => personId)
}
