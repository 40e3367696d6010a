/**
 * Numbers of invoices, credit notes, tax receipts and entries: no gap, none twice, whatever fails and from however many
 * processes (law-fr §1, §3).
 */
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import type { PartLine, SaleRow } from '#app/domain/ledger/sale.ts'
import { issueReceipt } from '#app/domain/receipts/tax-receipts.server.ts'
import { issuePiece } from '#app/domain/sales/invoices.server.ts'
import { numberingOf } from '#app/features/money/treasury/numbering.server.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, scopeOf } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const NOW = new Date('2026-11-22T10:00:00Z')
const DONORS = 31
let tenant: Parameters<typeof issuePiece>[1]
let manager: Seat
let donors: string[]

beforeAll(async () => {
  await apply('isep')
  tenant = (await scopeOf('isep')) as typeof tenant
  manager = await staffSeat('isep', 'manager')
  const names = Array.from({ length: DONORS }, (_, i) => ({ values: { lastName: `Nom${i}`, promotion: 1998 } }))
  donors = (await addPeople('isep', names)).map(({ id }) => id)
  // Of payments in turn, one in ten is a gift: with 31 people each has given within 310.
  const until = new Date('2026-11-20T12:00:00Z')
  await addPayments({ owner: database.url('owner'), tenantId: tenant.id, personIds: donors, count: 310, until })
  const settings = {
    ...{ on: true, basis: 'rescrit n° 2026/123', basisDay: '2026-03-04', quality: 'general-interest', object: 'Essai' },
    ...{ signatory: { name: 'Camille', title: 'trésorière' }, forms: { person: '11580*05', company: '16216*03' } },
  }
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "dated_setting" ("tenantId", "id", "subject", "startsOn", "data", "createdAt")
      VALUES (${id}, gen_random_uuid(), 'tax-receipts', '2020-01-01', ${JSON.stringify(settings)}::jsonb, ${NOW})`),
  )
})

const SALE = {
  ...{ id: crypto.randomUUID(), createdAt: NOW, buyerKind: 'visitor', personId: null, organisationId: null },
  ...{ buyer: { name: 'Ada' }, currency: 'eur', ip: null, language: 'fr' },
} as unknown as SaleRow
const LINE = {
  ...{ kind: 'item', productId: 'x', position: 1, label: 'x', quantity: 1, unitCents: 100, cents: 100 },
  ...{ vatPoints: 0, vatCents: 0, startsAt: null, endsAt: null },
} as unknown as PartLine

const piece = (kind: 'invoice' | 'credit-note') => (query: Query) => {
  const key = `essai/${crypto.randomUUID()}`
  return issuePiece(query, tenant, { kind, key, sale: SALE, lines: [LINE], means: 'card', paymentId: SALE.id }, NOW)
}
const entry = (query: Query) => {
  const shared = { journal: 'OD' as const, day: '2026-11-22', label: 'x', piece: 'x', pieceDay: '2026-11-22' }
  const lines = [
    { account: '512', debit: 1 },
    { account: '706', credit: 1 },
  ]
  return book(query, tenant.id, { ...shared, key: `essai/${crypto.randomUUID()}`, lines }, NOW)
}
const receipt = (i: number) => (query: Query) =>
  issueReceipt(query, { tenant, accountId: null, now: NOW }, { key: `person/${donors[i % DONORS]}`, year: 2026 })

/** How a transaction ends: well, by an error after the piece, or with its process dead in the middle. */
type End = 'commits' | 'throws' | 'dies'

async function play(pool: pg.Pool, work: (query: Query) => Promise<unknown>, end: End): Promise<void> {
  const client = await pool.connect()
  const run = (statement: Sql) => client.query({ text: statement.text, values: [...statement.values] })
  try {
    await client.query(`BEGIN; SET LOCAL app.tenant = '${tenant.id}'`)
    await work((async (statement: Sql) => (await run(statement)).rows) as Query)
    await new Promise((done) => setTimeout(done, Math.random() * 4))
    if (end !== 'dies') await client.query(end === 'commits' ? 'COMMIT' : 'ROLLBACK')
  } finally {
    // The connection goes with what was begun on it.
    client.release(end === 'dies')
  }
}

const numbering = () => inside('isep', (query, { id }) => numberingOf(query, id, 2020))

test('from three pools at once, a third of the transactions failing in the middle, every series is whole', async () => {
  const pools = [1, 2, 3].map(() => new pg.Pool({ connectionString: database.url('app'), max: 6 }))
  const before = new Map((await numbering()).map(({ series, pieces }) => [series, pieces]))
  const kept: Record<string, number> = { invoice: 0, 'credit-note': 0, ledger: 0 }
  const works = Array.from({ length: 180 }, (_, i) => {
    const end: End = i % 9 === 3 ? 'dies' : i % 9 === 6 ? 'throws' : i % 9 === 0 ? 'throws' : 'commits'
    const series = (['invoice', 'credit-note', 'ledger', 'tax-receipt'] as const)[i % 4]!
    if (end === 'commits' && series in kept) kept[series]! += 1
    // A donor is asked for twice, by two pools: one receipt.
    const work = {
      invoice: piece('invoice'),
      'credit-note': piece('credit-note'),
      ledger: entry,
      'tax-receipt': receipt(i >> 2),
    }
    return play(pools[(i >> 2) % 3]!, work[series], end)
  })
  await Promise.all(works)
  await Promise.all(pools.map((pool) => pool.end()))
  const all = await numbering()
  expect(all.map(({ series }) => series)).toEqual(['invoice', 'credit-note', 'tax-receipt', 'ledger'])
  for (const { series, pieces, last, missing, wrong } of all) {
    expect({ series, missing, wrong, last }).toEqual({ series, missing: [], wrong: 0, last: pieces })
    if (series in kept) expect(pieces - (before.get(series) ?? 0), series).toBe(kept[series])
  }
  const receipts = await inside('isep', (query, { id }) =>
    query<{ number: number; personId: string }>(
      sql`SELECT "number", "personId" FROM "tax_receipt" WHERE "tenantId" = ${id} ORDER BY "number"`,
    ),
  )
  expect(receipts.map(({ number }) => number)).toEqual(receipts.map((_, i) => i + 1))
  expect(new Set(receipts.map(({ personId }) => personId)).size).toBe(receipts.length)
  expect(receipts.length).toBeGreaterThan(20)
}, 60_000)

test('a receipt out of turn is refused by the database', async () => {
  const again = inside('isep', (query) =>
    query(sql`INSERT INTO "tax_receipt"
      SELECT r."tenantId", gen_random_uuid(), r."year", r."number" + 1000, r."reference", r."donorKind",
      r."personId", r."organisationId", r."donor", r."body", r."gifts", r."cents", r."giftYear", r."replaces",
        r."issuedOn", r."issuedAt", r."issuedBy"
      FROM "tax_receipt" r LIMIT 1`),
  )
  await expect(again).rejects.toThrow(/is not the next one/)
})

test('the treasurer’s page says that numbers are complete; and which are not there where somebody took one away', async () => {
  const page = async () =>
    (await request('isep.localhost', '/admin/paiements/cloture', { cookie: manager.cookie })).text()
  expect(await page()).toContain('La numérotation est complète')
  const asOwner = (text: string) =>
    queryAs(database.url('owner'), `BEGIN; SET LOCAL app.tenant = '${tenant.id}'; ${text}; COMMIT`)
  await asOwner(`ALTER TABLE "invoice" DISABLE TRIGGER USER; DELETE FROM "invoice" WHERE "kind" = 'credit-note' AND "number" IN (3, 5);
    ALTER TABLE "invoice" ENABLE TRIGGER USER`)
  expect((await numbering()).find(({ series }) => series === 'credit-note')).toMatchObject({
    missing: [3, 5],
    wrong: 0,
  })
  const broken = await page()
  expect(broken).toContain('manque 3, 5')
  expect(broken).not.toContain('La numérotation est complète')
  // Also the last one, which leaves no hole: the counter knows.
  await asOwner(
    `ALTER TABLE "ledger_entry" DISABLE TRIGGER USER; DELETE FROM "ledger_line" WHERE "entryId" = (SELECT "id" FROM "ledger_entry"
    WHERE "year" = 2026 ORDER BY "number" DESC LIMIT 1); DELETE FROM "ledger_entry" WHERE "number" = (SELECT max("number") FROM "ledger_entry" WHERE
    "year" = 2026) AND "year" = 2026; ALTER TABLE "ledger_entry" ENABLE TRIGGER USER`.replace(
      'DELETE FROM "ledger_line"',
      'ALTER TABLE "ledger_line" DISABLE TRIGGER USER; DELETE FROM "ledger_line"',
    ),
  )
  const ledger = (await numbering()).find(({ series }) => series === 'ledger')!
  expect(ledger.missing).toEqual([ledger.last])
})
