/** Somebody whose every value can be recognised wherever it turns up: rows in every table, files in the store. */
import pg from 'pg'
import { env } from '#app/context/env.ts'
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { FIELD_IDS, type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { personSeat, type Seat } from './seats.ts'
import { addPeople, inside, scopeOf } from './world.ts'

export interface Canary extends Seat {
  id: string
  handle: string
  tag: string
}

const MADE_OF_ROWS: readonly FieldId[] = ['otherDiplomas', 'workHistory', 'familyTies', 'photo', 'cv']

function canaryOf(field: FieldId, tag: string): unknown {
  if (field.endsWith('Email')) return field === 'invalidEmail' ? false : `${tag}.${field.toLowerCase()}@exemple.fr`
  if (field === 'mailingAddressChoice') return 'home'
  const kind = fieldKind(field)
  if (kind === 'date') return '1961-07-23'
  if (kind === 'year') return 1987
  if (kind === 'boolean') return true
  if (kind === 'list') return [`${tag}${field.toLowerCase()}`]
  if (kind === 'links') return [{ network: 'github', url: `https://exemple.fr/${tag}` }]
  return `${tag}${field.toLowerCase()}`
}

/** @returns values for every field id; those made of rows are left to diplomas, positions and files */
export function canaryValues(tag: string): NewPerson['values'] {
  const fields = FIELD_IDS.filter((field) => !MADE_OF_ROWS.includes(field))
  return Object.fromEntries(fields.map((field) => [field, canaryOf(field, tag)]))
}

/** A person with a value in every field, an account, a photo and a CV in the store. */
export async function addCanary(slug: string, tag: string, passwordHash: string | null = null): Promise<Canary> {
  const values = canaryValues(tag)
  const [person] = await addPeople(slug, [{ values, siteChoices: { company: 'public', bio: 'friends' } }])
  const seat = await personSeat(slug, person!.id, { paidUp: true, passwordHash })
  const store = fileStore(env().FILES_URL)
  for (const [field, extension] of [
    ['photo', 'webp'],
    ['cv', 'pdf'],
  ] as const) {
    const bytes = Buffer.from(`the ${field} of ${tag}`)
    const key = await store.put(bytes, { folder: field, extension, contentType: 'application/octet-stream' })
    const id = uuidv7()
    await inside(slug, async (query, scope) => {
      await query(sql`INSERT INTO "stored_file" ("tenantId", "id", "personId", "purpose", "key", "contentType", "bytes")
        VALUES (${scope.id}, ${id}, ${person!.id}, ${field}, ${key}, 'application/octet-stream', ${bytes.length})`)
      if (field === 'photo')
        await query(sql`UPDATE "person" SET "photo" = ${id} WHERE "tenantId" = ${scope.id} AND "id" = ${person!.id}`)
      else await query(sql`UPDATE "person" SET "cv" = ${id} WHERE "tenantId" = ${scope.id} AND "id" = ${person!.id}`)
    })
  }
  return { ...person!, ...seat, tag }
}

/** Things that rows about people belong to, written by somebody else: their ids by the column that names them. */
async function parentsFor(client: pg.Client, tenantId: string, other: string): Promise<Record<string, string>> {
  const parents = { groupId: uuidv7(), postId: uuidv7(), commentId: uuidv7(), conversationId: uuidv7() }
  await client.query(
    `INSERT INTO "group" ("tenantId", "id", "slug", "kind", "joining", "createdAt") VALUES ($1, $2, $3, 'club', 'open', now())`,
    [tenantId, parents.groupId, `groupe-${parents.groupId.slice(-8)}`],
  )
  await client.query(
    `INSERT INTO "post" ("tenantId", "id", "groupId", "personId", "title", "text", "state", "audience", "visibleFrom",
      "visibleUntil", "createdAt") VALUES ($1, $2, $3, $4, 'x', 'x', 'published', 'group', now(), '9999-12-31', now())`,
    [tenantId, parents.postId, parents.groupId, other],
  )
  await client.query(
    `INSERT INTO "comment" ("tenantId", "id", "postId", "groupId", "personId", "text", "state", "audience", "visibleFrom",
      "visibleUntil", "createdAt") VALUES ($1, $2, $3, $4, $5, 'x', 'published', 'group', now(), '9999-12-31', now())`,
    [tenantId, parents.commentId, parents.postId, parents.groupId, other],
  )
  await client.query(
    `INSERT INTO "conversation" ("tenantId", "id", "createdAt", "lastAt", "asked", "accepted")
      VALUES ($1, $2, now(), now(), FALSE, TRUE)`,
    [tenantId, parents.conversationId],
  )
  const printRunId = await editionFor(client, tenantId)
  const transferRunId = await transferFor(client, tenantId)
  return {
    ...parents,
    ...(await announcedFor(client, tenantId, other)),
    newsId: await newsFor(client, tenantId),
    schoolId: await schoolFor(client, tenantId),
    printRunId,
    transferRunId,
  }
}

/** An edition of the printed directory, in which people stand. */
async function editionFor(client: pg.Client, tenantId: string): Promise<string> {
  const id = uuidv7()
  await client.query(
    `INSERT INTO "print_run" ("tenantId", "id", "state", "frozenAt", "createdAt") VALUES ($1, $2, 'printed', now(), now())`,
    [tenantId, id],
  )
  return id
}

/** A file for somebody outside, in which people stand. */
async function transferFor(client: pg.Client, tenantId: string): Promise<string> {
  const id = uuidv7()
  await client.query(
    `INSERT INTO "transfer_run" ("tenantId", "id", "file", "state", "reason", "createdAt") VALUES ($1, $2, 'x', 'handed', 'x', now())`,
    [tenantId, id],
  )
  return id
}

/** A generic page of a school, which people ask something. */
async function schoolFor(client: pg.Client, tenantId: string): Promise<string> {
  const id = uuidv7()
  await client.query(
    `INSERT INTO "school" ("tenantId", "id", "slug", "state", "name", "about", "links", "city", "region", "fields",
      "folded", "createdAt", "updatedAt")
      VALUES ($1, $2, $3, 'published', 'x', 'x', '{}', 'x', 'BRE', '{}', 'x', now(), now())`,
    [tenantId, id, `ecole-${id.slice(-8)}`],
  )
  return id
}

/** News of the association, which people answer. */
async function newsFor(client: pg.Client, tenantId: string): Promise<string> {
  const id = uuidv7()
  await client.query(
    `INSERT INTO "news" ("tenantId", "id", "slug", "title", "text", "category", "state", "audience", "visibleFrom",
      "visibleUntil", "createdAt") VALUES ($1, $2, $3, 'x', 'x', 'x', 'published', 'network', now(), '9999-12-31', now())`,
    [tenantId, id, `nouvelle-${id.slice(-8)}`],
  )
  return id
}

/** An event, an offer that somebody else deposited, and a profile of theirs. */
async function announcedFor(client: pg.Client, tenantId: string, other: string) {
  const [eventId, offerId, profileId] = [uuidv7(), uuidv7(), uuidv7()]
  await client.query(
    `INSERT INTO "event" ("tenantId", "id", "slug", "title", "text", "category", "state", "audience", "visibleFrom",
      "visibleUntil", "startsLocal", "endsLocal", "zone", "startsAt", "endsAt", "registration", "createdAt")
      VALUES ($1, $2, $3, 'x', 'x', 'x', 'published', 'network', now(), '9999-12-31', '2026-12-01T19:00',
        '2026-12-01T21:00', 'Europe/Paris', '2026-12-01T18:00Z', '2026-12-01T20:00Z', 'free', now())`,
    [tenantId, eventId, `soiree-${eventId.slice(-8)}`],
  )
  await client.query(
    `INSERT INTO "offer" ("tenantId", "id", "personId", "state", "audience", "visibleFrom", "visibleUntil", "kind",
      "title", "company", "town", "country", "remote", "text", "folded", "createdAt", "updatedAt")
      VALUES ($1, $2, $3, 'published', 'public', now(), '9999-12-31', 'job', 'x', 'x', 'x', 'FR', 'none', 'x', 'x',
        now(), now())`,
    [tenantId, offerId, other],
  )
  await client.query(
    `INSERT INTO "career_profile" ("tenantId", "id", "personId", "state", "at", "purpose", "pseudonym", "headline",
      "skills", "text", "folded") VALUES ($1, $2, $3, 'published', now(), 'x', $4, 'x', '{}', 'x', 'x')`,
    [tenantId, profileId, other, `Mélèze ${profileId.slice(-6)}`],
  )
  return { eventId, offerId, profileId }
}

function filler(
  { tag, id, accountId }: Canary,
  { other, parents }: { other: string; parents: Record<string, string> },
  table: CatalogueTable,
) {
  return (column: string, type: string): unknown => {
    if (column in parents) return parents[column]
    if (column === 'runId' && table.table.startsWith('print_')) return parents.printRunId
    if (column === 'runId' && table.table === 'transfer_record') return parents.transferRunId
    if (column === 'personId' || column === 'keptId') return id
    if (column === 'accountId') return accountId
    if (column === 'otherId' || column === 'friendId') return other
    if (column === 'key' || column === 'fileKey') return `${tag}/${table.table}.bin`
    if (/^Uuid$/.test(type)) return uuidv7()
    if (type.endsWith('?') && type.startsWith('Uuid')) return null
    if (/^Date(Time)?\??$/.test(type)) return new Date('2026-10-01T00:00:00Z')
    if (/^(Int|BigInt|Float)/.test(type)) return type.endsWith('[]') ? [1] : 1
    if (type.startsWith('Boolean')) return true
    if (type.startsWith('Json')) return JSON.stringify({ words: `${tag} in ${table.table}` })
    return type.endsWith('[]') ? [`${tag}`] : `${tag}.${table.table}.${column}`
  }
}

/** Rows with words of closed lists, that tests write themselves. */
const WRITTEN_APART = ['person', 'audit_event', 'erasure_request', 'message_report']

/**
 * A row about the person in every table of personal data that has a column for it and no row yet.
 * @param other somebody they know
 * @returns tables that took none, by the database's own rules
 */
export async function fillTables(ownerUrl: string, slug: string, canary: Canary, other: string): Promise<string[]> {
  const { id: tenantId } = await scopeOf(slug)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const refused: string[] = []
  await client.query(`SELECT set_config('app.tenant', '${tenantId}', false)`)
  const parents = await parentsFor(client, tenantId, other)
  for (const table of CATALOGUE.filter((one) => one.class === 'tenant' && one.gdpr === 'personal')) {
    const columns = Object.keys(table.columns)
    if (
      WRITTEN_APART.includes(table.table) ||
      !columns.some((one) => ['personId', 'accountId', 'keptId'].includes(one))
    )
      continue
    const fill = filler(canary, { other, parents }, table)
    const values = columns.map((one) => (one === 'tenantId' ? tenantId : fill(one, table.columns[one]!)))
    const text = `INSERT INTO "${table.table}" (${columns.map((one) => `"${one}"`).join()}) VALUES (${columns.map((_, i) => `$${i + 1}`).join()})`
    await client.query(text, values).catch(() => refused.push(table.table))
  }
  await client.end()
  return refused
}

/** @returns every row of every table, the queue's too, in which a word stands: `table: row`. */
export async function rowsWith(ownerUrl: string, tenantIds: readonly string[], word: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const tables = await client.query<{
    name: string
  }>(`SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'pgboss') AND c.relkind = 'r'`)
  const found = new Set<string>()
  for (const tenantId of tenantIds) {
    await client.query(`SELECT set_config('app.tenant', '${tenantId}', false)`)
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t WHERE t::text ILIKE $1`,
        [`%${word}%`],
      )
      for (const { row } of rows) found.add(`${name}: ${row.slice(0, 300)}`)
    }
  }
  await client.end()
  return [...found]
}
