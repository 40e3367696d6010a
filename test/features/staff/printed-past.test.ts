/** When a file of the printed directory is a past one (D14, S10), and that one edition is under way at a time. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { drawEdition } from '#app/domain/printed/draw-edition.server.ts'
import { freezeEdition } from '#app/domain/printed/freeze.server.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { asOwner } from '../../factories/every-table.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, scopeOf, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

const database = useDatabase()
const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
const PAGE = '/admin/annuaire-imprime'
let admin: Seat
let person = ''

const run = (statement: (tenantId: string) => Sql) =>
  inside(SLUG, (query, { id }) => query<{ id: string; state: string }>(statement(id)))
const runs = () =>
  run((id) => sql`SELECT "id", "state" FROM "print_run" WHERE "tenantId" = ${id} ORDER BY "createdAt" DESC, "id" DESC`)
const runId = async () => (await runs())[0]!.id
const send = (form: Record<string, string>, who = admin) => request(HOST, PAGE, { cookie: who.cookie, form })
const said = (answer: Response) => answer.headers.get('Location')!.split('fait=')[1]
const step = async (intent: string) => said(await send({ intent, run: await runId() }))
const work = async () => ({ tenant: (await tenantOfSlug(SLUG))!, runId: await runId(), now: new Date() })
const page = async () => textWithoutNonce(await request(HOST, PAGE, { cookie: admin.cookie }))
const proof = async () => request(HOST, `${PAGE}/${await runId()}/epreuve`, { cookie: admin.cookie })

async function draw() {
  expect(await step('draw')).toBe('drawing')
  await drawEdition(await work())
}

async function isPast() {
  expect(said(await proof())).toBe('stale')
  expect(await step('printed')).toBe('stale')
}

const set = (values: Sql) =>
  run((id) => sql`UPDATE "person" SET ${values} WHERE "tenantId" = ${id} AND "id" = ${person}`)

beforeAll(async () => {
  await apply(SLUG)
  admin = await staffSeat(SLUG, 'admin')
  const values = { lastName: 'Émile', firstName: 'Alix', homeAddress: '3 rue des Lilas', homeCity: 'Paris' }
  const added = await addPeople(SLUG, [{ values }, { values: { ...values, lastName: 'Zoé' } }])
  person = added[0]!.id
  expect(said(await send({ intent: 'begin' }))).toBe('begun')
  await freezeEdition(await work())
  await draw()
})

test('a value that was taken out or changed since makes the file a past one; one that is not printed does not', async () => {
  await set(sql`"hobbies" = 'Échecs', "secondaryEmail" = 'emile@exemple.fr'`)
  expect((await proof()).status).toBe(200)
  await set(sql`"homeAddress" = NULL`)
  await isPast()
  expect(await page()).toContain('1 personne a changé d’avis ou de coordonnées')
  await draw()
  await set(sql`"homeCity" = 'Lyon'`)
  await isPast()
  await draw()
  expect((await readPdf(Buffer.from(await (await proof()).arrayBuffer()))).text).toContain('Lyon')
})

test('a rule of the association that was closed since makes the file a past one; one that says nothing of print does not', async () => {
  const file = tenantFile(SLUG)
  const closed: TenantConfig = structuredClone(file)
  const nobody = { site: { default: 'network' }, print: { default: 'nobody', widest: 'nobody' } } as const
  closed.fields.set = { ...file.fields.set, homeAddress: nobody }
  await apply(closed)
  await isPast()
  expect(await page()).toContain('Les règles d’impression de l’association ont changé')
  await draw()
  expect((await readPdf(Buffer.from(await (await proof()).arrayBuffer()))).text).not.toContain('rue des Lilas')
  await apply({ ...closed, directory: { ...closed.directory, openedPerDay: 7 } })
  expect((await proof()).status).toBe(200)
  expect(await step('drop')).toBe('dropped')
})

test('two of the staff who begin an edition at the same moment begin one', async () => {
  const other = await staffSeat(SLUG, 'admin')
  const answers = await Promise.all([admin, other, admin, other].map((who) => send({ intent: 'begin' }, who)))
  expect(answers.map(said).toSorted()).toEqual(['begun', 'late', 'late', 'late'])
  expect((await runs()).map(({ state }) => state)).toEqual(['freezing', 'dropped'])
})

test('of two editions that were begun at once before, the newer stays', async () => {
  const { id: tenantId } = await scopeOf(SLUG)
  const before = await runs()
  const words = readFileSync('prisma/migrations/20261204500000_printed_as_it_was_read/migration.sql', 'utf8')
  await asOwner(database.url('owner'), tenantId, async (client) => {
    await client.query(`DROP INDEX "print_run_open"; ALTER TABLE "print_run" DROP COLUMN "rules";
      ALTER TABLE "print_entry" DROP COLUMN "hash"`)
    await client.query(
      `INSERT INTO "print_run" ("tenantId", "id", "state", "frozenAt", "createdAt", "fileKey")
      VALUES ($1, gen_random_uuid(), 'ready', now(), now() - interval '1 hour', 'printed/one')`,
      [tenantId],
    )
    await client.query(words)
  })
  expect((await runs()).map(({ state }) => state)).toEqual(['freezing', 'dropped', 'dropped'])
  expect((await runs())[0]).toEqual(before[0])
  const left = await run((id) => sql`SELECT "key" FROM "loose_file" WHERE "tenantId" = ${id}`)
  expect(left).toEqual([{ key: 'printed/one' }])
})
