/** A treasurer's month from end to end, on the real ways: a cheque booked, given back in part, exported, closed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { balancesOf, readFec } from '../../setup/fec-reader.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const YEAR = new Date().getFullYear()
/** A day in the middle of a month and of no last one: what is booked in the next month is of the same year. */
const TODAY = new Date(`${YEAR}-10-15T10:00:00Z`)
let manager: Seat
let member: Seat
let person: { id: string; handle: string }

beforeAll(async () => {
  await apply('supmeca')
  person = (
    await addPeople('supmeca', [
      { values: { lastName: 'Dupont', firstName: 'Zoé', promotion: 1998, primaryEmail: 'zoe@exemple.fr' } },
    ])
  )[0]!
  manager = await staffSeat('supmeca', 'manager')
  member = await personSeat('supmeca', person.id)
  // Sessions are of the machine's own day.
  await inside('supmeca', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01', "idleFor" = NULL`))
  setClock(TODAY)
})
afterAll(() => setClock(undefined))

const get = (path: string, seat = manager) => request(HOST, path, { cookie: seat.cookie })
const post = (path: string, form: Record<string, string>) => request(HOST, path, { cookie: manager.cookie, form })

async function fec(year = YEAR) {
  const file = await post('/admin/paiements/exports', {
    file: 'fec.txt',
    year: String(year),
    reason: 'Révision des comptes',
  })
  const name = /filename="([^"]+)"/.exec(file.headers.get('Content-Disposition') ?? '')![1]!
  return readFec(name, new Uint8Array(await file.arrayBuffer()))
}

test('a cheque, half of it given back, a file of entries, a closed month, and what comes late stands in the next', async () => {
  const form = await (await get(`/admin/ventes/nouvelle?personne=${person.handle}`)).text()
  const tier = /<select[^>]*name="tier"[\s\S]*?<option value="([^"]+)"/.exec(form)![1]!
  const receivedOn = TODAY.toISOString().slice(0, 10)
  const booked = await post(`/admin/ventes/nouvelle?personne=${person.handle}`, {
    person: person.handle,
    tier,
    means: 'cheque',
    receivedOn,
    reference: '0012345',
  })
  expect(booked.status).toBe(303)
  const sale = booked.headers.get('Location')!.split('?')[0]!
  const [payment] = await inside('supmeca', (query, { id }) =>
    query<{ id: string; cents: number; invoiceId: string; reference: string }>(sql`
      SELECT p."id", p."cents", i."id" AS "invoiceId", i."reference" FROM "payment" p
      JOIN "invoice" i ON i."tenantId" = p."tenantId" AND i."paymentId" = p."id" WHERE p."tenantId" = ${id}`),
  )
  const page = await (await get(`/admin/paiements/${payment!.id}`)).text()
  for (const words of ['0012345', payment!.reference, '5112']) expect(page).toContain(words)

  const back = (payment!.cents / 200).toFixed(2).replace('.', ',')
  const key = /name="key"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="key"/.exec(await (await get(sale)).text())!
  expect((await post(sale, { amount: back, reason: 'Erreur de formule', key: key[1] ?? key[2]! })).status).toBe(303)
  const [credit] = await inside('supmeca', (query, { id }) =>
    query<{ id: string; reference: string }>(
      sql`SELECT "id", "reference" FROM "invoice" WHERE "tenantId" = ${id} AND "kind" = 'credit-note'`,
    ),
  )
  const paper = await get(`/recus/facture/${credit!.id}`, member)
  const { text } = await readPdf(Buffer.from(await paper.arrayBuffer()))
  for (const words of [credit!.reference, payment!.reference, back]) expect(text).toContain(words)

  const before = await fec()
  expect(before.faults).toEqual([])
  expect(before.rows.map((row) => row.PieceRef)).toEqual(
    expect.arrayContaining([payment!.reference, credit!.reference]),
  )

  const month = receivedOn.slice(0, 7)
  expect((await post('/admin/paiements/cloture', { month, sure: 'yes' })).status).toBe(422)
  const later = new Date(`${YEAR}-11-01T12:00:00Z`)
  setClock(later)
  expect((await post('/admin/paiements/cloture', { month, sure: 'yes' })).status).toBe(303)
  expect(await (await get('/admin/paiements/cloture')).text()).toContain('clos')
  const rest = /name="key"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="key"/.exec(await (await get(sale)).text())!
  expect((await post(sale, { amount: '1,00', reason: 'Solde', key: rest[1] ?? rest[2]! })).status).toBe(303)
  const days = await inside('supmeca', (query, { id }) =>
    query<{ day: string }>(sql`SELECT "day" FROM "ledger_entry" WHERE "tenantId" = ${id} ORDER BY "id" DESC LIMIT 1`),
  )
  expect(days[0]!.day.slice(0, 7)).toBe(later.toISOString().slice(0, 7))
})

test('the next year opens with what this one closes with, account by account', async () => {
  setClock(new Date(`${YEAR + 1}-12-15T12:00:00Z`))
  const [closed, opened] = [await fec(YEAR), await fec(YEAR + 1)]
  expect([closed.faults, opened.faults]).toEqual([[], []])
  expect(closed.rows.length).toBeGreaterThan(0)
  expect(closed.rows.some((row) => row.JournalCode === 'AN')).toBe(false)
  const { '110': _, '119': __, '120': surplus = 0, '129': deficit = 0, ...sheet } = balancesOf(opened.rows)
  expect(sheet).toEqual(balancesOf(closed.rows))
  const result = closed.rows
    .filter((row) => /^[67]/.test(row.CompteNum!))
    .reduce((sum, row) => sum + Number(row.Debit!.replace(',', '')) - Number(row.Credit!.replace(',', '')), 0)
  expect(surplus + deficit).toBe(result)
  expect(result).toBeLessThan(0)
})
