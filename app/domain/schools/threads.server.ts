/** What people and companies ask schools, and what schools answer (N8, C24): kept a year after the last message. */
import * as href from '#app/addresses.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { readSealedId, sealedId } from '#app/domain/links/sealed-id.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { receives } from '#app/policy/school-service.rules.ts'
import type { SchoolServiceKind, SchoolState } from '#app/vocabulary/schools.ts'
import { type ServiceRow, serviceOf } from './services.server.ts'

const PURPOSE = 'school-thread'
const ROWS = 100

/** What somebody writes to a school. */
export interface Question {
  schoolId: string
  kind: SchoolServiceKind
  /** The title of the course that it is about. */
  course: string | null
  name: string
  /** Where a documentation is sent. */
  postal: string | null
  text: string
}

/** Who asks: a person, a company, or a visitor by the address that they have proved. */
export type Asker = { personId: string } | { organisationId: string } | { email: string }

export interface ThreadRow
  extends RowOf<'school_thread', 'id' | 'schoolId' | 'course' | 'name' | 'postal' | 'lastAt' | 'email'>,
    RowOf<'school_thread', 'personId' | 'organisationId'> {
  kind: SchoolServiceKind
  language: Language
  slug: string
  schoolName: string
  schoolState: SchoolState
  /** Whose the school is. */
  owner: string | null
  /** The school wrote last. */
  answered: boolean
}

const COLUMNS = sql`h."id", h."schoolId", h."kind", h."course", h."name", h."postal", h."lastAt", h."email",
  h."personId", h."organisationId", h."language", s."slug", s."name" AS "schoolName", s."state" AS "schoolState",
  s."organisationId" AS "owner"`

const threadsSql = (tenantId: string) => sql`SELECT ${COLUMNS}, coalesce((SELECT m."bySchool" FROM "school_message" m
    WHERE m."tenantId" = ${tenantId} AND m."threadId" = h."id" ORDER BY m."at" DESC, m."id" DESC LIMIT 1), FALSE)
    AS "answered"
  FROM "school_thread" h JOIN "school" s ON s."tenantId" = ${tenantId} AND s."id" = h."schoolId"
  WHERE h."tenantId" = ${tenantId}`

/** @returns what a school was asked, the last written first */
export const threadsOf = (query: Query, tenantId: string, schoolId: string): Promise<ThreadRow[]> =>
  query(sql`${threadsSql(tenantId)} AND h."schoolId" = ${schoolId} ORDER BY h."lastAt" DESC, h."id" LIMIT ${ROWS}`)

/** @returns one thread, whoever asks: the caller says by what right */
export async function threadRow(query: Query, tenantId: string, id: string): Promise<ThreadRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<ThreadRow>(sql`${threadsSql(tenantId)} AND h."id" = ${id}`)
  return row
}

/** @returns the thread of the link that who asked it has */
export async function threadOfLink(query: Query, tenantId: string, token: string): Promise<ThreadRow | undefined> {
  const id = readSealedId(PURPOSE, tenantId, token)
  return id === undefined ? undefined : threadRow(query, tenantId, id)
}

/** @returns the path by which who asked reads the thread and writes on */
export const threadPath = (tenantId: string, id: string): string => href.schoolThread(sealedId(PURPOSE, tenantId, id))

export type ThreadMessage = RowOf<'school_message', 'id' | 'bySchool' | 'text' | 'at'>

/** @returns the messages of a thread, the oldest first */
export const messagesOf = (query: Query, tenantId: string, threadId: string): Promise<ThreadMessage[]> =>
  query(sql`SELECT "id", "bySchool", "text", "at" FROM "school_message" WHERE "tenantId" = ${tenantId}
    AND "threadId" = ${threadId} ORDER BY "at", "id" LIMIT 200`)

/** @returns the service by which a thread is forwarded; undefined where the school receives nothing by it now */
export async function openService(
  query: Query,
  tenant: Pick<Tenant, 'id' | 'config'>,
  { schoolId, kind, owner, schoolState }: Pick<ThreadRow, 'schoolId' | 'kind' | 'owner' | 'schoolState'>,
): Promise<ServiceRow | undefined> {
  const service = await serviceOf(query, tenant.id, { schoolId, kind })
  return receives(tenant.config, { organisationId: owner, state: schoolState }, service) ? service : undefined
}

/** What the outbox keeps of a mail to a school: its words are read when it leaves. */
export interface Forwarded {
  messageId: string
  threadId: string
  /** Where it goes: an address that changes meanwhile gets nothing more. */
  address: string
}

async function addMessage(
  { query, tenant, now }: Unit,
  threadId: string,
  message: { text: string; bySchool: boolean },
): Promise<string> {
  const id = uuidv7(now.getTime())
  await query(sql`INSERT INTO "school_message" ("tenantId", "id", "threadId", "bySchool", "text", "at")
    VALUES (${tenant.id}, ${id}, ${threadId}, ${message.bySchool}, ${message.text}, ${now})`)
  await query(sql`UPDATE "school_thread" SET "lastAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${threadId}`)
  return id
}

/** Writes a message of who asks, and the mail to the school's forwarding address. */
export async function writeToSchool(unit: Unit, threadId: string, service: ServiceRow, text: string): Promise<void> {
  const { query, tenant, now } = unit
  const messageId = await addMessage(unit, threadId, { text, bySchool: false })
  const data: Forwarded = { messageId, threadId, address: service.forwardTo }
  const mail = { key: `school.forwarded ${messageId}`, kind: 'school.forwarded', to: service.forwardTo }
  await putMail(query, tenant.id, { ...mail, language: 'fr', data: { ...data } }, now)
}

/** Begins a thread, with its first message. @returns its id */
export async function beginThread(
  unit: Unit,
  service: ServiceRow,
  { question, asker, language }: { question: Question; asker: Asker; language: Language },
): Promise<string> {
  const { query, tenant, now } = unit
  const id = uuidv7(now.getTime())
  const who = { personId: null, organisationId: null, email: null, ...asker }
  await query(sql`INSERT INTO "school_thread" ("tenantId", "id", "schoolId", "kind", "course", "personId",
      "organisationId", "email", "name", "postal", "language", "startedAt", "lastAt")
    VALUES (${tenant.id}, ${id}, ${question.schoolId}, ${question.kind}, ${question.course}, ${who.personId},
      ${who.organisationId}, ${who.email}, ${question.name}, ${question.postal}, ${language}, ${now}, ${now})`)
  await writeToSchool(unit, id, service, question.text)
  return id
}

/** @returns where who asked is written to: their proved address, or those of the company's accounts */
async function addressesOf(unit: Unit, thread: ThreadRow): Promise<{ to: string; accountId?: string }[]> {
  if (thread.email) return [{ to: thread.email }]
  const { query, tenant } = unit
  const rows = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "disabledAt" IS NULL AND ("personId" = ${thread.personId}::uuid
      OR "organisationId" = ${thread.organisationId}::uuid)`)
  return provedAddresses(
    unit,
    rows.map(({ id }) => id),
  )
}

/** Writes what the school answers, and the mails to who asked. */
export async function answerThread(unit: Unit, thread: ThreadRow, text: string): Promise<void> {
  const { query, tenant, now } = unit
  const messageId = await addMessage(unit, thread.id, { text, bySchool: true })
  const data = { school: thread.schoolName, text, path: threadPath(tenant.id, thread.id) }
  for (const { to, accountId } of await addressesOf(unit, thread)) {
    const key = `school.answered ${messageId} ${accountId ?? ''}`
    const mail = { key, kind: 'school.answered', to, language: thread.language, accountId, data }
    await putMail(query, tenant.id, mail, now)
  }
}
