/**
 * Erasure where money, bulk actions, imports and files are concerned: every column that still names the person is
 * listed here.
 */
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { addCanary, type Canary } from '../../factories/canary.ts'
import { asOwner, columnsWith } from '../../factories/every-table.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const SLUG = 'insa-lyon'
const TAG = 'qzmoney'
const AT = new Date('2026-10-02T10:00:00Z')
const NAME = `${TAG}firstname ${TAG}lastname`
const BUYER = { name: NAME, email: `${TAG}.primaryemail@exemple.fr`, address: [`12 rue ${TAG}`] }

/**
 * Ten years from the end of their year (L123-22 of the code of commerce): the words frozen on a piece, and nothing
 * else.
 */
const KEPT_BY_LAW = [
  // The sale, its price and what it was of: who bought, where the confirmation went, from which address.
  ...['sale.buyer', 'sale.email', 'sale.ip', 'sale_line.data'],
  ...['payment.ip', 'payment.reference', 'refund.reason'],
  // Numbered pieces, never changed once issued.
  ...['invoice.buyer', 'invoice.ip', 'tax_receipt.donor', 'tax_receipt.body', 'tax_receipt_void.reason'],
  // The journals as they were closed, and the bank's own statements.
  ...['ledger_entry.label', 'ledger_line.auxiliaryName', 'bank_line.label'],
]

beforeAll(async () => {
  await apply('insa', SLUG)
})

type Row = Record<string, unknown>

/** What the site would have written; columns left out have their defaults. */
function rowsOf({ id: personId, accountId }: Canary): [table: string, row: Row][] {
  const [sale, line, payment, refund, receipt, entry, statement, run] = Array.from({ length: 8 }, () => uuidv7())
  const json = JSON.stringify
  const at = AT
  return [
    // A numbered piece has to be the next one of its series.
    ...['invoice', 'tax-receipt', 'ledger'].map((series): [string, Row] => [
      'piece_counter',
      { series, year: 2026, last: 1 },
    ]),
    [
      'sale',
      {
        ...{ id: sale, key: uuidv7(), state: 'paid', source: 'site', buyerKind: 'person', personId, accountId },
        ...{ buyer: json(BUYER), email: BUYER.email, language: 'fr', totalCents: 5000, currency: 'eur' },
        ...{ ip: `${TAG}.ip`, createdAt: at, paidAt: at },
      },
    ],
    [
      'sale_line',
      {
        ...{ id: line, saleId: sale, position: 0, kind: 'gift', productId: 'gift', label: 'Don', quantity: 1 },
        ...{ unitCents: 5000, cents: 5000, vatPoints: 0, account: '754', data: json({ message: `De ${NAME}` }) },
      },
    ],
    [
      'payment',
      {
        ...{ id: payment, saleId: sale, means: 'cheque', state: 'succeeded', cents: 5000, currency: 'eur' },
        ...{
          reference: `Chèque de ${NAME}`,
          ip: `${TAG}.ip`,
          createdAt: at,
          succeededAt: at,
          recordedBy: accountId,
          receivedOn: '2026-10-02',
        },
      },
    ],
    [
      'refund',
      {
        ...{ id: refund, paymentId: payment, key: uuidv7(), cents: 100, state: 'succeeded' },
        ...{ reason: `Demande de ${NAME}`, requestedBy: accountId, createdAt: at, settledAt: at },
      },
    ],
    [
      'invoice',
      {
        ...{ id: uuidv7(), kind: 'invoice', year: 2026, number: 1, reference: 'F-2026-1', key: uuidv7(), saleId: sale },
        ...{ paymentId: payment, personId, issuedAt: at, day: '2026-10-02', buyer: json(BUYER), seller: '{}' },
        ...{ lines: '[]', totalCents: 5000, vatCents: 0, vatMention: '', currency: 'eur', means: 'cheque' },
        ...{ ip: `${TAG}.ip`, language: 'fr' },
      },
    ],
    [
      'tax_receipt',
      {
        ...{ id: receipt, year: 2026, number: 1, reference: 'R-2026-1', donorKind: 'person', personId },
        ...{ donor: json(BUYER), body: json({ donor: NAME }), gifts: '[]', cents: 5000, giftYear: 2026 },
        ...{ issuedOn: '2026-10-02', issuedAt: at, issuedBy: accountId },
      },
    ],
    ['tax_receipt_void', { receiptId: receipt, reason: `Erreur sur ${NAME}`, accountId, at }],
    [
      'ledger_entry',
      {
        ...{ id: entry, key: uuidv7(), journal: 'VE', year: 2026, number: 1, day: '2026-10-02', label: `Don ${NAME}` },
        ...{ piece: 'F-2026-1', pieceDay: '2026-10-02', saleId: sale, paymentId: payment, createdAt: at },
      },
    ],
    ...[
      [5000, 0],
      [0, 5000],
    ].map(([debitCents, creditCents], position): [string, Row] => [
      'ledger_line',
      {
        ...{ entryId: entry, position, account: '411', accountName: 'Adhérents', auxiliary: 'A1', auxiliaryName: NAME },
        ...{ debitCents, creditCents },
      },
    ]),
    ['ledger_closing', { month: '2026-09', closedBy: accountId, closedAt: at }],
    ['bank_statement', { id: statement, fileName: 'octobre.csv', accountId, createdAt: at }],
    [
      'bank_line',
      {
        ...{ id: uuidv7(), statementId: statement, day: '2026-10-02', label: `REM CHQ ${NAME}`, reference: '1' },
        ...{ cents: 5000, digest: uuidv7(), state: 'matched', paymentId: payment, settledBy: accountId },
      },
    ],
    [
      'stripe_movement',
      {
        ...{ id: 'txn_1', account: 'acct_1', kind: 'charge', cents: 5000, feeCents: 0, source: 'ch_1', createdAt: at },
      },
    ],
    ['movement_class', { id: uuidv7(), movementId: 'txn_1', account: '706', createdAt: at }],
    ['bulk_run', { id: run, state: 'done', people: 1, accountId, undoneBy: accountId, createdAt: at, params: '{}' }],
    ['bulk_row', { runId: run, personId, state: 'done', trace: json({ before: NAME }) }],
    [
      'import_run',
      {
        ...{
          id: run,
          source: 'school',
          mode: 'people',
          state: 'planned',
          fileName: 'base.xlsx',
          kind: 'xlsx',
          sheet: '',
        },
        ...{ accountId },
      },
    ],
    ['import_piece', { runId: run, piece: 0, bytes: Buffer.from(`a workbook with ${NAME}`) }],
    ['import_line', { runId: run, line: 2, cells: json([`${TAG}lastname`, `${TAG}firstname`]) }],
    [
      'mail',
      {
        ...{ id: uuidv7(), key: uuidv7(), kind: 'x', recipient: BUYER.email, language: 'fr', dueAt: at, createdAt: at },
        ...{ accountId, personId },
      },
    ],
  ]
}

async function write(tenantId: string, canary: Canary): Promise<void> {
  await asOwner(database.url('owner'), tenantId, async (client) => {
    // An entry is weighed as the transaction ends, with all its lines.
    await client.query('BEGIN')
    for (const [table, row] of rowsOf(canary)) {
      const columns = ['tenantId', ...Object.keys(row)]
      const places = columns.map((_, at) => `$${at + 1}`).join()
      const text = `INSERT INTO "${table}" (${columns.map((one) => `"${one}"`).join()}) VALUES (${places})`
      await client.query(text, [tenantId, ...Object.values(row)]).catch((error: Error) => {
        throw new Error(`${table}: ${error.message}`)
      })
    }
    await client.query('COMMIT')
  })
}

test('of money nothing but the pieces that the law keeps still names the person, and no row leads back to them', async () => {
  const canary = await addCanary(SLUG, TAG)
  const scope = (await tenantOfSlug(SLUG))!
  await write(scope.id, canary)
  const before = await columnsWith(database.url('owner'), scope.id, [TAG])
  for (const kept of [...KEPT_BY_LAW, 'import_piece.bytes', 'import_line.cells', 'bulk_row.trace', 'mail.recipient'])
    expect(before, kept).toContain(kept)
  const byThem = ['issuedBy', 'settledBy', 'recordedBy', 'requestedBy', 'closedBy', 'undoneBy']
  const written = (await columnsWith(database.url('owner'), scope.id, [canary.accountId])).map(
    (one) => one.split('.')[1],
  )
  expect(byThem.filter((column) => !written.includes(column))).toEqual([])
  const requestId = uuidv7()
  await inside(SLUG, (query, { id }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
      VALUES (${id}, ${requestId}, 'person', ${canary.id}, ${canary.accountId}, now(), now())`),
  )
  await eraseSubject(scope, requestId, new Date())
  expect((await columnsWith(database.url('owner'), scope.id, [TAG])).sort()).toEqual([...KEPT_BY_LAW].sort())
  expect(await columnsWith(database.url('owner'), scope.id, [canary.id, canary.accountId])).toEqual([])
})
