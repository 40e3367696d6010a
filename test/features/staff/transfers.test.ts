/**
 * Files for receivers that the register announces (P7, P2, P4): who is in them, what leaves of whom, what is written
 * beside each person, read back by other readers than wrote them.
 */
import { writeFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { copyRows } from '#app/domain/data-rights/copy-rows.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { gatherPeople } from '#app/domain/transfers/gather.server.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import { befriend, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { tempFile } from '../../factories/workbooks.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const PAGE = '/admin/transmissions'
const MINE = '/parametres/mes-donnees'
const ids: Record<string, string> = {}
const seats: Record<string, Seat> = {}
/** Words of people and of fields that no file to a receiver may hold. */
const HIDDEN = /qz/i

async function add(slug: string, lastName: string, more: object = {}): Promise<string> {
  const { values = {}, ...rest } = more as { values?: object }
  const named = { firstName: 'Alix', lastName, promotion: 1990, diploma: 'Ingénieur', ...values }
  const [person] = await addPeople(slug, [{ values: named, ...rest }])
  ids[lastName] = person!.id
  return person!.id
}

const post = (slug: string, form: Record<string, string>, seat = seats[slug]!) =>
  request(`${slug}.localhost`, PAGE, { cookie: seat.cookie, form })
const said = (answer: Response) => answer.headers.get('Location')?.split('fait=')[1]
const rows = (slug: string, statement: (tenantId: string) => ReturnType<typeof sql>) =>
  inside(slug, (query, { id }) => query<Record<string, unknown>>(statement(id)))

async function lastRun(slug: string): Promise<{ id: string; state: string; people: number }> {
  const [row] = await rows(
    slug,
    (id) => sql`SELECT "id", "state", "people" FROM "transfer_run" WHERE "tenantId" = ${id}
      ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
  )
  return row as never
}

/** Asks for a file and gathers its people, some at a time. @returns its run */
async function prepare(slug: string, file: string): Promise<string> {
  expect(said(await post(slug, { intent: 'begin', file, why: 'school', reason: '' }))).toBe('begun')
  const { id } = await lastRun(slug)
  const tenant = (await tenantOfSlug(slug)) as Tenant
  await gatherPeople({ tenant, runId: id, batch: 2 })
  return id
}

const fetchFile = (slug: string, run: string, format: string) => post(slug, { intent: 'hand', run, format })

async function table(slug: string, run: string): Promise<Record<string, string>[]> {
  const answer = await fetchFile(slug, run, 'csv')
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  return parse(await answer.text(), { columns: true, bom: true, delimiter: ';' })
}
const names = (lines: readonly Record<string, string>[]) => lines.map((line) => line['Nom d’usage'])

async function workbookLines(slug: string, run: string): Promise<string[][]> {
  const path = tempFile(`${slug}-transfer.xlsx`, '')
  const bytes = Buffer.from(await (await fetchFile(slug, run, 'xlsx')).arrayBuffer())
  await writeFile(path, bytes)
  const read = await openTable(path)
  const lines: string[][] = []
  for await (const { cells } of read.rows()) lines.push(cells.map(String))
  return lines
}

const records = (name: string, slug: string) =>
  rows(
    slug,
    (id) => sql`SELECT "recipient", "fields", "leftAt" FROM "transfer_record" WHERE "tenantId" = ${id}
      AND "personId" = ${ids[name]!}`,
  )

beforeAll(async () => {
  await apply('isep', 'supmeca', 'ece')
  for (const slug of ['isep', 'supmeca']) seats[slug] = await staffSeat(slug, 'admin')
  const remarks = 'qzremarks'
  await add('isep', 'Curie', { values: { company: 'Zenith', primaryEmail: 'qzmail@exemple.fr', remarks } })
  await add('isep', '=Formule', { values: { company: '+1 SARL' } })
  await add('isep', 'Cache', {
    values: { company: 'qzcompany', homeCity: 'qzcity' },
    siteChoices: { company: 'friends', homeCity: 'nobody' },
  })
  await add('isep', 'Refus')
  await add('isep', 'Qznobody', { siteChoices: { lastName: 'nobody' } })
  await add('isep', 'Qzdead', { values: { status: 'décédée' } })
  await add('isep', 'Qzhidden')
  await add('isep', 'Qzclosed')
  const run = (statement: (id: string) => ReturnType<typeof sql>) => rows('isep', statement)
  await run((id) => sql`UPDATE "person" SET "listed" = false WHERE "tenantId" = ${id} AND "id" = ${ids.Qzhidden!}`)
  const closed = await personSeat('isep', ids.Qzclosed!)
  await run(
    (id) => sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id} AND "id" = ${closed.accountId}`,
  )
  seats.Curie = await personSeat('isep', ids.Curie!, { paidUp: true })
  seats.Refus = await personSeat('isep', ids.Refus!)
  await befriend('isep', ids.Curie!, ids.Cache!)
  await add('supmeca', 'Accord', {
    values: { primaryEmail: 'accord@exemple.fr', mobilePhone: '+33612345678' },
    consents: { school: true },
  })
  await add('supmeca', 'Qzwithout', { values: { primaryEmail: 'qzwithout@exemple.fr' } })
})

describe('the school’s file of an association whose register excludes fields', () => {
  test('holds who may be told of, and of them what the school reads, in both formats', async () => {
    const run = await prepare('isep', 'ecole')
    expect(await lastRun('isep')).toMatchObject({ state: 'ready', people: 4 })
    expect(await records('Curie', 'isep')).toMatchObject([{ leftAt: null, fields: [] }])
    const lines = await table('isep', run)
    expect(names(lines).sort()).toEqual(["'=Formule", 'Cache', 'Curie', 'Refus'])
    expect(JSON.stringify(lines)).not.toMatch(HIDDEN)
    expect(lines.find((line) => Object.values(line).includes('Curie'))).toMatchObject({ Entreprise: 'Zenith' })
    expect(Object.keys(lines[0]!).filter((title) => /e-mail|iesf|remarque|naissance/i.test(title))).toEqual([])
    const sheet = await workbookLines('isep', run)
    expect(sheet[0]).toEqual(Object.keys(lines[0]!))
    expect(sheet).toHaveLength(5)
    expect(JSON.stringify(sheet)).not.toMatch(HIDDEN)
  })

  test('what left stands beside each person, on their page and in their copy, and of nobody else', async () => {
    const [record] = await records('Curie', 'isep')
    expect(record!.fields).toEqual(expect.arrayContaining(['company', 'lastName', 'promotion']))
    expect(record!.fields).not.toContain('primaryEmail')
    expect((await records('Cache', 'isep'))[0]!.fields).not.toContain('company')
    for (const name of ['Qznobody', 'Qzdead', 'Qzhidden', 'Qzclosed']) expect(await records(name, 'isep')).toEqual([])
    const page = await textWithoutNonce(await request('isep.localhost', MINE, { cookie: seats.Curie!.cookie }))
    expect(page).toContain('L’école (ISEP), le ')
    const copy = await inside('isep', async (query, { id }) =>
      copyRows(query, await findSubject(query, id, { accountId: seats.Curie!.accountId })),
    )
    expect(copy.transfer_record).toMatchObject([{ recipient: 'L’école (ISEP)' }])
  })

  test('a value that the receiver may not read changes no byte of the file', async () => {
    const run = await prepare('isep', 'ecole')
    const before = await (await fetchFile('isep', run, 'csv')).text()
    await rows(
      'isep',
      (id) => sql`UPDATE "person" SET "company" = 'qzother', "homeCity" = NULL, "remarks" = 'qz'
        WHERE "tenantId" = ${id} AND "id" = ${ids.Cache!}`,
    )
    expect(await (await fetchFile('isep', run, 'csv')).text()).toBe(before)
  })

  test('a no between gathering and fetching is heard; taken back, the person is in the next file', async () => {
    const run = await prepare('isep', 'ecole')
    const say = (no: string) =>
      request('isep.localhost', MINE, {
        cookie: seats.Refus!.cookie,
        form: { intent: 'transfer', file: 'ecole', no },
      })
    expect((await say('yes')).status).toBe(303)
    expect(names(await table('isep', run))).not.toContain('Refus')
    // The other receiver is another question.
    expect(names(await table('isep', await prepare('isep', 'iesf')))).toContain('Refus')
    await say('no')
    expect(names(await table('isep', await prepare('isep', 'ecole')))).toContain('Refus')
  })

  test('the engineers’ file has identity and diploma alone, and each is told once however often it is fetched', async () => {
    const run = await prepare('isep', 'iesf')
    const lines = await table('isep', run)
    expect(JSON.stringify(lines)).not.toMatch(/Zenith|qz/i)
    await table('isep', run)
    const told = (await mails.send('isep')).filter(({ subject }) => subject.startsWith('Des informations'))
    expect(told.filter(({ to }) => to.includes(`${ids.Refus!}@exemple.fr`)).length).toBeLessThanOrEqual(3)
    const waiting = await rows(
      'isep',
      (id) => sql`SELECT count(*)::int AS n FROM "mail" WHERE "tenantId" = ${id}
        AND "kind" = 'transfers.left' AND "key" LIKE ${`transfer/${run}/%`}`,
    )
    const withAddress = await rows(
      'isep',
      (id) => sql`SELECT count(DISTINCT e."personId")::int AS n FROM "person_email" e JOIN "transfer_record" r
        ON r."tenantId" = ${id} AND r."personId" = e."personId" WHERE e."tenantId" = ${id} AND r."runId" = ${run}
        AND r."leftAt" IS NOT NULL AND NOT e."invalid"`,
    )
    expect(waiting).toEqual(withAddress)
    expect(told[0]!.text).not.toMatch(/qz(?!mail)/i)
  })
})

test('where consent is the basis, only people who agreed are in the file, until they take it back', async () => {
  const run = await prepare('supmeca', 'ecole')
  expect(names(await table('supmeca', run))).toEqual(['Accord'])
  expect(await records('Qzwithout', 'supmeca')).toEqual([])
  await rows(
    'supmeca',
    (id) => sql`UPDATE "person" SET "consentSchool" = false WHERE "tenantId" = ${id} AND "id" = ${ids.Accord!}`,
  )
  expect(await table('supmeca', run)).toEqual([])
})

test('a file is asked for with a reason, given up before it leaves, and fetched by who may extract alone', async () => {
  const wrong = await post('isep', { intent: 'begin', file: 'ecole', why: '', reason: 'x' })
  expect(wrong.status).toBe(422)
  const run = await prepare('isep', 'ecole')
  const manager = await staffSeat('isep', 'manager')
  expect((await post('isep', { intent: 'hand', run, format: 'csv' }, manager)).status).toBe(403)
  expect((await fetchFile('supmeca', run, 'csv')).status).toBe(409)
  expect((await fetchFile('isep', run, 'pdf')).status).toBe(409)
  expect(said(await post('isep', { intent: 'drop', run }))).toBe('dropped')
  expect((await fetchFile('isep', run, 'csv')).status).toBe(409)
  const left = await rows(
    'isep',
    (id) => sql`SELECT 1 FROM "transfer_record" WHERE "tenantId" = ${id} AND "runId" = ${run}`,
  )
  expect(left).toEqual([])
  const page = await textWithoutNonce(await request('isep.localhost', PAGE, { cookie: seats.isep!.cookie }))
  expect(page).toContain('Abandonné')
  // An association whose register announces no file has none, and no line in its menu.
  const other = await staffSeat('ece', 'admin')
  expect(await (await request('ece.localhost', '/admin', { cookie: other.cookie })).text()).not.toContain(PAGE)
})
