/** What the database refuses of the books, whoever asks: entries that do not balance, closed months, gaps, changes. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { type BookedLine, type Booking, book } from '#app/domain/ledger/ledger.server.ts'
import { nextNumber } from '#app/domain/ledger/numbers.server.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
beforeAll(() => apply('isep'))

const NOW = new Date('2026-11-22T10:00:00Z')
let count = 0
const booking = (lines: BookedLine[], day = '2026-11-22'): Booking => {
  count += 1
  const piece = `E${count}`
  return { key: `essai/${count}`, journal: 'OD', day, label: 'Essai', piece, pieceDay: day, lines }
}
const write = (entry: Booking) => inside('isep', (query, { id }) => book(query, id, entry, NOW))
const entries = async () =>
  (await inside('isep', (query) => query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "ledger_entry"`)))[0]!.n

test('whatever is booked balances, or is not booked', async () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 })
  const line = fc.record({ account: fc.constantFrom('411', '512', '706', '7562'), side: fc.boolean(), cents: amount })
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), async (drawn, closes) => {
      const lines = drawn.map(({ account, side, cents }) =>
        side ? { account, debit: cents } : { account, credit: cents },
      )
      const over = lines.reduce((sum, one) => sum + (('debit' in one ? one.debit : -one.credit) ?? 0), 0)
      if (closes && over !== 0)
        lines.push(over > 0 ? { account: '512', credit: over } : { account: '512', debit: -over })
      const before = await entries()
      const done = await write(booking(lines)).then(
        () => true,
        () => false,
      )
      expect(done).toBe(closes || over === 0)
      expect(await entries()).toBe(before + (done ? 1 : 0))
    }),
    { numRuns: 40 },
  )
  const numbers = await inside('isep', (query) =>
    query<{ number: number }>(sql`SELECT "number" FROM "ledger_entry" WHERE "year" = 2026 ORDER BY "number"`),
  )
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, i) => i + 1))
})

const PAIR: BookedLine[] = [
  { account: '512', debit: 100 },
  { account: '7562', credit: 100 },
]

test('a closed month takes nothing more: what comes late is of the next one', async () => {
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "ledger_closing" ("tenantId", "month", "closedAt") VALUES (${id}, '2026-01', ${NOW})`),
  )
  const id = await write(booking(PAIR, '2026-01-31'))
  const [entry] = await inside('isep', (query) =>
    query<{ day: string }>(sql`SELECT "day" FROM "ledger_entry" WHERE "id" = ${id}`),
  )
  expect(entry?.day).toBe('2026-02-01')
  const direct = inside('isep', async (query, tenant) => {
    const number = await nextNumber(query, tenant.id, 'ledger', 2026)
    await query(sql`
      INSERT INTO "ledger_entry" ("tenantId", "id", "key", "journal", "year", "number", "day", "label", "piece",
        "pieceDay", "createdAt")
      VALUES (${tenant.id}, gen_random_uuid(), 'direct', 'OD', 2026, ${number}, '2026-01-15', 'x', 'x', '2026-01-15',
        ${NOW})`)
  })
  await expect(direct).rejects.toThrow(/the month 2026-01 is closed/)
})

test.each([
  [
    'an entry without lines',
    sql`INSERT INTO "ledger_entry" SELECT e."tenantId", gen_random_uuid(), 'empty', e."journal", e."year",
    (SELECT "last" FROM "piece_counter" WHERE "series" = 'ledger'
    AND "year" = 2026), e."day", e."label", e."piece", e."pieceDay" FROM "ledger_entry" e LIMIT 1`,
  ],
  [
    'a line more for an entry of before',
    sql`INSERT INTO "ledger_line" SELECT l."tenantId", l."entryId", 90, l."account", l."accountName",
    NULL, NULL, 1, 0 FROM "ledger_line" l LIMIT 1`,
  ],
  ['a changed entry', sql`UPDATE "ledger_entry" SET "label" = 'autre'`],
  ['a removed line', sql`DELETE FROM "ledger_line"`],
  ['an opened month', sql`DELETE FROM "ledger_closing"`],
  ['a changed invoice', sql`UPDATE "invoice" SET "totalCents" = 1`],
  ['a number jumped over', sql`UPDATE "piece_counter" SET "last" = "last" + 2`],
  ['a counter turned back', sql`UPDATE "piece_counter" SET "last" = "last" - 1`],
])('%s is refused', async (_, statement) => {
  await write(booking(PAIR))
  await expect(inside('isep', (query) => query(statement))).rejects.toThrow()
})
