/**
 * Erasure: nothing of a person is left in any table, any file or any queue, but what the law keeps, cut from who it
 * was.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseTask } from '#app/domain/data-rights/erase.task.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { addCanary, type Canary, fillTables, rowsWith } from '../../factories/canary.ts'
import { staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const mails = useMails()
const HOST = 'insa-lyon.localhost'
/** What the law keeps: pieces of accounting, with the buyer's words frozen on them. */
const PIECES = new Set(CATALOGUE.flatMap((one) => (one.retention === 'accounting' ? [`public.${one.table}`] : [])))
const PASSWORD = 'une phrase que personne ne devine 42'
const TAG = 'qzcanary'
let tenants: string[] = []
let passwordHash = ''

beforeAll(async () => {
  tenants = [...(await apply('insa', 'insa-lyon', 'insa-rennes')).values()]
  passwordHash = await hashPassword(PASSWORD)
})

function filesWith(word: string, folder = fileURLToPath(env().FILES_URL)): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(word) || readFileSync(path).toString('latin1').toLowerCase().includes(word))
}

/** Rows of others that speak of the person. */
async function mention(canary: Canary, other: { id: string }): Promise<void> {
  await inside('insa-lyon', async (query, { id }) => {
    const at = new Date('2026-10-02T00:00:00Z')
    for (const [a, b] of [
      [canary.id, other.id],
      [other.id, canary.id],
    ])
      await query(
        sql`INSERT INTO "family_tie" ("tenantId", "personId", "otherId", "kind") VALUES (${id}, ${a}, ${b}, 'sibling')
          ON CONFLICT DO NOTHING`,
      )
    const words = { reason: `Demande de ${TAG}firstname ${TAG}lastname` }
    await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
      VALUES (${id}, ${uuidv7()}, ${at}, ${canary.accountId}, 'person.changed', ${other.id}, ${JSON.stringify(words)}),
        (${id}, ${uuidv7()}, ${at}, NULL, 'person.changed', ${canary.id}, ${JSON.stringify(words)})`)
    const runId = uuidv7()
    await query(sql`INSERT INTO "import_run" ("tenantId", "id", "source", "mode", "state", "fileName", "kind", "sheet",
      "accountId")
      VALUES (${id}, ${runId}, 'school', 'people', 'applied', 'base.csv', 'csv', '', ${canary.accountId})`)
    const cells = [`${TAG}lastname`.toUpperCase(), `${TAG}firstname`, '1987']
    await query(
      sql`INSERT INTO "import_line" ("tenantId", "runId", "line", "cells")
        VALUES (${id}, ${runId}, 2, ${JSON.stringify(cells)})`,
    )
    await query(sql`INSERT INTO "import_decision" ("tenantId", "runId", "line", "kind", "writes", "label", "body")
      VALUES (${id}, ${runId}, 2, 'doubtful', false, ${`${TAG}firstname ${TAG}lastname`},
        ${JSON.stringify({ candidates: [canary.id] })})`)
    await query(sql`INSERT INTO "bulk_run" ("tenantId", "id", "state", "people", "accountId", "createdAt")
      VALUES (${id}, ${runId}, 'done', 1, ${canary.accountId}, ${at})`)
    await query(sql`INSERT INTO "bulk_row" ("tenantId", "runId", "personId", "state", "trace")
      VALUES (${id}, ${runId}, ${canary.id}, 'done', ${JSON.stringify({ before: `${TAG}remarks` })})`)
    await query(sql`INSERT INTO "mail" ("tenantId", "id", "key", "kind", "recipient", "language", "dueAt", "createdAt")
      VALUES (${id}, ${uuidv7()}, 'x', 'y', ${`${TAG}.primaryemail@exemple.fr`}, 'fr', ${at}, ${at})`)
    await query(
      sql`INSERT INTO "profile_opening" ("tenantId", "openerId", "day", "personId")
        VALUES (${id}, ${canary.accountId}, ${at}, ${other.id})`,
    )
  })
}

async function requestFor(canary: Canary): Promise<string> {
  const id = uuidv7()
  await inside('insa-lyon', (query, { id: tenantId }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
      VALUES (${tenantId}, ${id}, 'person', ${canary.id}, ${canary.accountId}, now(), now())`),
  )
  return id
}

test('a person with a row in every table and a word in every field: nothing is found any more', async () => {
  const canary = await addCanary('insa-lyon', TAG)
  const [other] = await addPeople('insa-lyon', [{ values: { firstName: 'Vera', lastName: 'Regard', promotion: 1987 } }])
  const refused = await fillTables(database.url('owner'), 'insa-lyon', canary, other!.id)
  await mention(canary, other!)
  const before = await rowsWith(database.url('owner'), tenants, TAG)
  const tables = new Set(before.map((row) => row.split(':')[0]))
  for (const table of [
    'person',
    'shared_entry',
    'search_token',
    'token_deletion',
    'import_line',
    'bulk_row',
    'audit_event',
    'mail',
    'link',
  ])
    expect([...tables], table).toContain(`public.${table}`)
  // What has rules of its own about its rows, and is written elsewhere above or in the tests of money.
  expect(
    refused.filter(
      (table) =>
        !['account', 'stand_in', 'invoice', 'tax_receipt', 'import_decision', 'pass_seat', 'bulk_row'].includes(table),
    ),
  ).toEqual([])
  expect(filesWith(TAG)).toHaveLength(2)

  const scope = (await tenantOfSlug('insa-lyon'))!
  const requestId = await requestFor(canary)
  await eraseSubject(scope, requestId, new Date())
  // The pieces of accounting keep what was frozen on them, without who it was.
  const left = await rowsWith(database.url('owner'), tenants, TAG)
  expect(left.filter((row) => !PIECES.has(row.split(':')[0]!))).toEqual([])
  expect(await rowsWith(database.url('owner'), tenants, canary.id)).toEqual([])
  expect(await rowsWith(database.url('owner'), tenants, canary.accountId)).toEqual([])
  expect(filesWith(TAG)).toEqual([])
  const [done] = await inside('insa-lyon', (query, { id }) =>
    query(
      sql`SELECT "state", "personId", "accountId", "fileKeys" FROM "erasure_request" WHERE "tenantId" = ${id}
        AND "id" = ${requestId}`,
    ),
  )
  expect(done).toEqual({ state: 'done', personId: null, accountId: null, fileKeys: [] })
  // The relative is still there, without the tie.
  const [vera] = await inside('insa-lyon', (query) =>
    query(sql`SELECT "familyTies" FROM "person" WHERE "id" = ${other!.id}`),
  )
  expect(vera).toEqual({ familyTies: null })
})

test('a member deletes their account: password and confirmation asked for, closed at once, erased by the worker', async () => {
  const canary = await addCanary('insa-lyon', 'qzmember', passwordHash)
  const page = await request(HOST, '/parametres/mes-donnees/suppression', { cookie: canary.cookie })
  expect(page.status).toBe(200)
  const send = (form: Record<string, string>) =>
    request(HOST, '/parametres/mes-donnees/suppression', { cookie: canary.cookie, form })
  expect((await send({ password: 'faux', confirm: 'yes' })).status).toBe(422)
  expect((await send({ password: PASSWORD })).status).toBe(422)
  const done = await send({ password: PASSWORD, confirm: 'yes' })
  expect([done.status, done.headers.get('Location')]).toEqual([303, '/compte-supprime'])
  expect((await request(HOST, '/parametres', { cookie: canary.cookie })).status).toBe(302)
  const [row] = await inside('insa-lyon', (query, { id }) =>
    query<{ id: string; listed: boolean }>(sql`SELECT r."id", p."listed" FROM "erasure_request" r
      JOIN "person" p ON p."tenantId" = r."tenantId" AND p."id" = r."personId" WHERE r."tenantId" = ${id}
      AND r."personId" = ${canary.id}`),
  )
  expect(row!.listed).toBe(false)
  await eraseSubject((await tenantOfSlug('insa-lyon'))!, row!.id, new Date())
  expect(await rowsWith(database.url('owner'), tenants, 'qzmember')).toEqual([])
})

test('the letter that says so leaves first, and its own row goes with the rest; kept from leaving, it holds nobody up', async () => {
  const { id: tenantId } = (await tenantOfSlug('insa-lyon'))!
  const work = (requestId: string) =>
    eraseTask.run({ tenantId, requestId }, { attempt: 1, signal: new AbortController().signal })
  const left = async (tag: string) => (await rowsWith(database.url('owner'), tenants, tag)).length
  const form = { password: PASSWORD, confirm: 'yes' }
  const leave = async (tag: string) => {
    const canary = await addCanary('insa-lyon', tag, passwordHash)
    await request(HOST, '/parametres/mes-donnees/suppression', { cookie: canary.cookie, form })
    const [row] = await inside('insa-lyon', (query, { id }) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "erasure_request" WHERE "tenantId" = ${id} AND "personId" = ${canary.id}`,
      ),
    )
    return row!.id
  }
  const told = await leave('qztold')
  await work(told)
  expect(await left('qztold')).toBeGreaterThan(5)
  const letter = (await mails.send('insa-lyon')).at(-1)!
  expect(letter.subject).toContain('compte est supprimé')
  expect((await rowsWith(database.url('owner'), tenants, letter.to)).length).toBeGreaterThan(0)
  await work(told)
  for (const word of ['qztold', letter.to]) expect(await left(word)).toBe(0)
  const held = await leave('qzheld')
  await work(held)
  expect(await left('qzheld')).toBeGreaterThan(5)
  setClock(new Date(Date.now() + 3_700_000))
  try {
    await work(held)
  } finally {
    setClock(undefined)
  }
  expect(await left('qzheld')).toBe(0)
})

test('a worker that dies between the rows and the files leaves work that the next one ends', async () => {
  const canary = await addCanary('insa-lyon', 'qzkilled')
  const scope = (await tenantOfSlug('insa-lyon'))!
  const requestId = await requestFor(canary)
  const dying = new AbortController()
  dying.abort(new Error('killed'))
  await expect(eraseSubject(scope, requestId, new Date(), dying.signal)).rejects.toThrow('killed')
  expect((await rowsWith(database.url('owner'), tenants, 'qzkilled')).length).toBeGreaterThan(5)
  await Promise.all([eraseSubject(scope, requestId, new Date()), eraseSubject(scope, requestId, new Date())])
  await eraseSubject(scope, requestId, new Date())
  expect(await rowsWith(database.url('owner'), tenants, 'qzkilled')).toEqual([])
  expect(filesWith('qzkilled')).toEqual([])
})

test('the last administrator cannot leave the association without one', async () => {
  const canary = await addCanary('insa-lyon', 'qzleader', passwordHash)
  await inside('insa-lyon', (query, { id }) =>
    query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt")
      VALUES (${id}, ${uuidv7()}, ${canary.accountId}, 'admin', '2020-01-01')`),
  )
  const form = { password: PASSWORD, confirm: 'yes' }
  const leave = () => request(HOST, '/parametres/mes-donnees/suppression', { cookie: canary.cookie, form })
  expect((await leave()).status).toBe(422)
  // Somebody whose term ends leaves nobody one day.
  const next = await staffSeat('insa-lyon', 'manager')
  await inside('insa-lyon', (query, { id }) =>
    query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt", "endsAt")
      VALUES (${id}, ${uuidv7()}, ${next.accountId}, 'admin', '2020-01-01', '2099-01-01')`),
  )
  expect((await leave()).status).toBe(422)
  expect((await request(HOST, '/parametres', { cookie: canary.cookie })).status).toBe(200)
  await inside('insa-lyon', (query) =>
    query(sql`UPDATE "role_grant" SET "endsAt" = NULL WHERE "accountId" = ${next.accountId}`),
  )
  expect((await leave()).status).toBe(303)
})

test('nobody is cut out of the trail without an erasure under way', async () => {
  const asApp = (text: string) =>
    inside('insa-lyon', (query, scope) =>
      query(sql`SELECT forget_in_audit(${scope.id}::uuid, ${uuidv7()}::uuid, ${[text]}::text[])`),
    )
  await expect(asApp('%')).rejects.toThrow('no erasure is being carried out')
  await expect(
    inside('insa-lyon', (query, scope) =>
      query(sql`SELECT forget_owner(${scope.id}::uuid, ${uuidv7()}::uuid, 'sale')`),
    ),
  ).rejects.toThrow('no erasure is being carried out')
})
