/** The copy of one's data: everything of oneself, nothing of anybody else, for oneself alone and some days. */
import { crc32, inflateRawSync } from 'node:zlib'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { encryptSecret } from '#app/db/secret.ts'
import { name, sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { copyRows } from '#app/domain/data-rights/copy-rows.server.ts'
import { makeCopy } from '#app/domain/data-rights/make-copy.server.ts'
import { FILE_TABLES } from '#app/domain/data-rights/own-files.server.ts'
import {
  copiedBy,
  NOT_COPIED,
  OTHER_COLUMNS,
  PERSONAL,
  THROUGH,
  toldColumns,
} from '#app/domain/data-rights/personal-tables.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { openingsOf } from '#app/domain/data-rights/traces.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { addCanary, type Canary, fillTables } from '../../factories/canary.ts'
import { organisationSeat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const HOST = 'supmeca.localhost'
const PAGE = '/parametres/mes-donnees'
const PASSWORD = 'une phrase que personne ne devine 42'
const DAY = 86_400_000
let passwordHash = ''
let mine: Canary
let twin: Canary

beforeAll(async () => {
  await apply('supmeca')
  passwordHash = await hashPassword(PASSWORD)
  mine = await addCanary('supmeca', 'qzmine', passwordHash)
  twin = await addCanary('supmeca', 'qztwin', passwordHash)
  await fillTables(database.url('owner'), 'supmeca', mine, twin.id)
  await fillTables(database.url('owner'), 'supmeca', twin, mine.id)
  await inside('supmeca', async (query, { id }) => {
    const staff = await staffSeatName()
    // The rows of every table hold a second factor too: these sessions have shown it.
    await query(sql`UPDATE "session" SET "provedAt" = now() WHERE "tenantId" = ${id}`)
    await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "accountId", "action", "subjectId", "detail")
      VALUES (${id}, ${uuidv7()}, ${staff}, 'person.changed', ${mine.id}, '{"fields":["company"]}')`)
  })
})
afterEach(() => setClock(undefined))

const staffSeatName = async () => (await staffSeat('supmeca', 'manager')).accountId

/** Reads an archive by its central directory, as any other program would, each entry held to its checksum. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + size)
    const entry = method === 8 ? inflateRawSync(packed) : packed
    expect(crc32(entry)).toBe(bytes.readUInt32LE(at + 16))
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), entry)
    at += 46 + name + extra + comment
  }
  return files
}

const ask = (cookie: string, password = PASSWORD) => request(HOST, PAGE, { cookie, form: { intent: 'copy', password } })
const fetchCopy = (id: string, cookie?: string) => request(HOST, `${PAGE}/copie/${id}`, cookie ? { cookie } : {})

async function copyOf(canary: Canary): Promise<string> {
  expect((await ask(canary.cookie)).status).toBe(303)
  const [row] = await inside('supmeca', (query, { id }) =>
    query<{ id: string }>(sql`SELECT "id" FROM "data_copy" WHERE "tenantId" = ${id}
      AND "accountId" = ${canary.accountId} AND "state" = 'asked' ORDER BY "requestedAt" DESC LIMIT 1`),
  )
  await makeCopy((await tenantOfSlug('supmeca'))!, row!.id, new Date())
  return row!.id
}

test('every field of the person is in it but the secret, and their files; nobody else is', async () => {
  const answer = await fetchCopy(await copyOf(mine), mine.cookie)
  expect(answer.headers.get('Content-Type')).toBe('application/zip')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const files = unzip(Buffer.from(await answer.arrayBuffer()))
  const data = JSON.parse(files.get('mes-donnees.json')!.toString()) as {
    tables: Record<string, Record<string, unknown>[]>
  }
  const page = files.get('mes-donnees.html')!.toString()
  const [person] = data.tables.person!
  for (const field of FIELD_IDS.filter((one) => !['otherDiplomas', 'workHistory', 'photo', 'cv'].includes(one))) {
    expect(person![field] ?? null, field).not.toBeNull()
    const value = person![field]
    if (typeof value === 'string') expect(page, field).toContain(value)
  }
  // In no export (rules.md): where it is read is said.
  expect(person!.iesfCode).toBe('/parametres/code-iesf')
  for (const [name, bytes] of files) expect(bytes.toString(), name).not.toContain('qzmineiesfcode')
  expect([...files.values()].map(String)).toEqual(expect.arrayContaining(['the photo of qzmine', 'the cv of qzmine']))
  expect(JSON.stringify(data)).toContain('"by":"association"')
  // A relative, a contact: by the address of their page, which the person knows them by, and by nothing else.
  for (const [name, bytes] of files) expect(bytes.toString().replaceAll(twin.handle, ''), name).not.toContain('qztwin')
  expect(JSON.stringify(data)).not.toContain(twin.id)
  for (const secret of ['passwordHash', 'sealed', '.totp_secret.', 'fileKey'])
    expect(JSON.stringify(data)).not.toContain(secret)
})

/** Bytes in the store for each row of theirs that names a file. */
async function sendFiles({ id, tag }: Canary): Promise<string[]> {
  const store = fileStore(env().FILES_URL)
  // A logo is its company's.
  const ofPeople = FILE_TABLES.filter(({ table, columns }) => table !== 'stored_file' && 'personId' in columns)
  const sent = ofPeople.map(({ table }) => table)
  for (const table of sent)
    await inside('supmeca', async (query, { id: tenantId }) => {
      const bytes = Buffer.from(`the ${table} of ${tag}`)
      const sealed = encryptSecret(env().DATA_KEY, bytes.toString('base64'), `${tenantId}/paper`)
      const place = { folder: 'copies', extension: 'jpg', contentType: 'image/jpeg' }
      const key = await store.put(table === 'access_request' ? Buffer.from(sealed) : bytes, place)
      const rows = await query(sql`UPDATE ${name(table)} SET "fileKey" = ${key} WHERE "tenantId" = ${tenantId}
        AND "personId" = ${id} RETURNING 1`)
      expect(rows.length, table).toBeGreaterThan(0)
    })
  return sent.map((table) => `the ${table} of ${tag}`)
}

test('files that they sent are entries of it, in messages, groups and requests; nobody else’s are', async () => {
  const words = await sendFiles(mine)
  await sendFiles(twin)
  expect(words).toEqual(expect.arrayContaining(['the message_file of qzmine', 'the group_document of qzmine']))
  const answer = await fetchCopy(await copyOf(mine), mine.cookie)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.length).toBe(Number(answer.headers.get('Content-Length')))
  const files = unzip(bytes)
  const own = [...files].filter(([entry]) => entry.startsWith('fichiers/'))
  expect(own.map(([, entry]) => String(entry)).toSorted()).toEqual(
    [...words, 'the photo of qzmine', 'the cv of qzmine'].toSorted(),
  )
  const data = JSON.parse(files.get('mes-donnees.json')!.toString()) as { files: { name: string }[] }
  expect(data.files.map((file) => file.name)).toEqual(own.map(([entry]) => entry))
  // One that is gone from the store is left out, and named nowhere.
  await inside('supmeca', (query, { id }) =>
    query(sql`UPDATE "message_file" SET "fileKey" = 'messages/perdu.jpg' WHERE "tenantId" = ${id}
      AND "personId" = ${mine.id}`),
  )
  const less = unzip(Buffer.from(await (await fetchCopy(await copyOf(mine), mine.cookie)).arrayBuffer()))
  expect([...less.keys()].filter((entry) => entry.includes('message_file'))).toEqual([])
  expect(less.get('mes-donnees.json')!.toString()).not.toContain('-message_file')
})

test('it is theirs alone, and gone after some days', async () => {
  const id = await copyOf(mine)
  expect((await fetchCopy(id, mine.cookie)).status).toBe(200)
  expect((await fetchCopy(id)).status).toBe(302)
  for (const other of [twin, await staffSeat('supmeca', 'admin'), await organisationSeat('supmeca', 'company')])
    expect((await fetchCopy(id, other.cookie)).status).toBe(404)
  expect((await fetchCopy('qz', mine.cookie)).status).toBe(404)
  const tenant = (await tenantOfSlug('supmeca'))!
  const later = new Date(Date.now() + 8 * DAY)
  await applyRetention(tenant, later)
  expect((await fetchCopy(id, mine.cookie)).status).toBe(404)
})

test('asked twice while one is made, there is one; a worker that died makes it again', async () => {
  await ask(twin.cookie)
  await ask(twin.cookie)
  const rows = () =>
    inside('supmeca', (query, { id }) =>
      query<{ id: string; state: string }>(sql`SELECT "id", "state" FROM "data_copy" WHERE "tenantId" = ${id}
        AND "accountId" = ${twin.accountId} AND "requestedAt" > now() - interval '1 hour'`),
    )
  const [one, ...more] = await rows()
  expect(more).toEqual([])
  const tenant = (await tenantOfSlug('supmeca'))!
  await Promise.all([makeCopy(tenant, one!.id, new Date()), makeCopy(tenant, one!.id, new Date())])
  expect((await rows()).map(({ state }) => state)).toEqual(['ready'])
  const mails = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT "id" FROM "mail" WHERE "tenantId" = ${id} AND "key" = ${`copy/${one!.id}`}`),
  )
  expect(mails).toHaveLength(1)
})

test('whoever finds a session open makes no copy, and whoever gets at the store reads none', async () => {
  const made = () =>
    inside('supmeca', (query) =>
      query<{ fileKey: string | null }>(sql`SELECT "fileKey" FROM "data_copy"
      WHERE "accountId" = ${mine.accountId} ORDER BY "requestedAt" DESC`),
    )
  const before = (await made()).length
  expect((await ask(mine.cookie, 'faux')).status).toBe(422)
  expect((await ask(mine.cookie, '')).status).toBe(422)
  expect(await made()).toHaveLength(before)
  // The twin: with the password there is one, sealed in the store, whole for its owner.
  const id = await copyOf(mine)
  const [{ fileKey }] = (await made()) as [{ fileKey: string }]
  const stored = Buffer.from(await fileStore(env().FILES_URL).read(fileKey))
  expect(stored.includes(Buffer.from([0x50, 0x4b, 3, 4]))).toBe(false)
  expect(stored.includes('the photo of qzmine')).toBe(false)
  const answer = await fetchCopy(id, mine.cookie)
  expect(Number(answer.headers.get('Content-Length'))).toBe(stored.length - 28)
  expect([...unzip(Buffer.from(await answer.arrayBuffer())).keys()]).toContain('mes-donnees.json')
})

test('a copy tells neither who refused nor who opened the page, but for a yes and for companies', async () => {
  const asker = await addCanary('supmeca', 'qzasker', passwordHash)
  const others = await addPeople('supmeca', [
    { values: { firstName: 'Oui', lastName: 'Oui' } },
    { values: { firstName: 'Non', lastName: 'Non' } },
    { values: { firstName: 'Rien', lastName: 'Rien' } },
  ])
  const [company, school] = [await organisationSeat('supmeca', 'company'), await organisationSeat('supmeca', 'school')]
  const at = new Date('2026-10-02T00:00:00Z')
  await inside('supmeca', async (query, { id }) => {
    for (const [i, answer] of ['accepted', 'refused', null].entries())
      await query(sql`INSERT INTO "friend_request" ("tenantId", "personId", "otherId", "askedAt", "answer",
        "answeredAt")
        VALUES (${id}, ${asker.id}, ${others[i]!.id}, ${at}, ${answer}, ${answer && at})`)
    for (const opener of [company.organisationId!, school.organisationId!, twin.accountId])
      await query(sql`INSERT INTO "profile_opening" ("tenantId", "openerId", "day", "personId")
        VALUES (${id}, ${opener}, ${at}, ${asker.id})`)
  })
  const found = await inside('supmeca', async (query, { id }) => {
    const subject = await findSubject(query, id, { accountId: asker.accountId })
    return {
      rows: (await copyRows(query, subject)).friend_request!,
      openings: await openingsOf(query, subject, 'Supméca'),
    }
  })
  const answers = others.map(({ handle }) => found.rows.find(({ other }) => other === handle))
  expect(answers[0]).toMatchObject({ answer: 'accepted', answeredAt: at })
  for (const silent of answers.slice(1)) expect(silent).toMatchObject({ answer: null, answeredAt: null })
  expect(found.openings.map(({ by }) => by)).toHaveLength(1)
  const [named] = await inside('supmeca', (query) =>
    query<{ name: string }>(sql`SELECT "name" FROM "organisation" WHERE "id" = ${company.organisationId!}`),
  )
  expect(found.openings).toEqual([{ day: '2026-10-02', by: named!.name }])
})

test('a company gets its own copy', async () => {
  const company = await organisationSeat('supmeca', 'company')
  await inside('supmeca', (query) =>
    query(sql`UPDATE "account" SET "passwordHash" = ${passwordHash} WHERE "id" = ${company.accountId}`),
  )
  expect((await request(HOST, PAGE, { cookie: company.cookie })).status).toBe(200)
  expect((await ask(company.cookie)).status).toBe(303)
})

test('every table with anything of a person is in the copy, or left out with a reason', () => {
  const people = /^(person|account|organisation)Id$|Id$|^decidedBy$/
  const known = new Set([
    ...['tenantId', 'runId', 'federationId', 'companyId', 'listId', 'providerId', 'sessionId', 'productId', 'groupId'],
    ...['postId', 'commentId', 'conversationId', 'offerId', 'eventId', 'newsId', 'profileId', 'schoolId', 'threadId'],
  ])
  for (const table of PERSONAL.filter(({ gdpr }) => gdpr === 'personal')) {
    const isCopied = copiedBy(table).length > 0 && toldColumns(table).length > 0
    expect(isCopied || table.table in NOT_COPIED || table.table in THROUGH, table.table).toBe(true)
    const odd = Object.entries(table.columns).flatMap(([column, type]) =>
      type.startsWith('Uuid') && people.test(column) ? [column] : [],
    )
    for (const column of odd) {
      const named =
        ['personId', 'accountId', 'organisationId'].includes(column) || known.has(column) || OF_MONEY.test(column)
      expect(named || `${table.table}.${column}` in OTHER_COLUMNS, `${table.table}.${column}: whose is it?`).toBe(true)
    }
  }
  for (const table of Object.keys(NOT_COPIED))
    expect(
      CATALOGUE.map((one) => one.table),
      table,
    ).toContain(table)
})

/** Ids of other rows of the same owner. */
const OF_MONEY =
  /^(sale|payment|refund|subscription|invoice|pass|receipt|batch|line|mandate|tier|event|statement|entry|batchMail)Id$/
