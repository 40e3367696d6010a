/**
 * The treasurer's pages with 5,000 payments: lists, one payment, papers, closing, exports; and who may see none of it.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { nextNumber } from '#app/domain/ledger/numbers.server.ts'
import { sharesCosts } from '#app/tenant/shares-costs.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { readFec } from '../../setup/fec-reader.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const HOST = 'isep.localhost'
const COUNT = 5000

let manager: Seat
let member: Seat
let other: Seat
let company: Seat
let rival: Seat
let people: { id: string; handle: string }[]

const seats = () => ({ member, other, company, rival })

beforeAll(async () => {
  await apply('isep')
  people = await addPeople(
    'isep',
    ['Un', 'Deux', 'Trois'].map((lastName) => ({ values: { lastName, firstName: 'Zoé', promotion: 1998 } })),
  )
  manager = await staffSeat('isep', 'manager')
  member = await personSeat('isep', people[0]!.id, { paidUp: true })
  other = await personSeat('isep', people[1]!.id)
  company = await organisationSeat('isep', 'company')
  rival = await organisationSeat('isep', 'company')
  const tenantId = await inside('isep', async (_, { id }) => id)
  await addPayments({
    ...{ owner: database.url('owner'), tenantId, count: COUNT },
    ...{ personIds: [people[0]!.id, people[2]!.id], organisationId: company.organisationId! },
  })
})

const get = (path: string, { cookie }: Pick<Seat, 'cookie'> = manager) => request(HOST, path, { cookie })
const post = (path: string, form: Record<string, string>, { cookie }: Pick<Seat, 'cookie'> = manager) =>
  request(HOST, path, { cookie, form })

interface Found {
  id: string
  invoiceId: string
  cents: number
}

/** One payment of a person or of the company, with its invoice. */
function one(owner: 'personId' | 'organisationId', id: string): Promise<Found> {
  return inside('isep', async (query, { id: tenantId }) => {
    const rows = await query<Found>(sql`
      SELECT p."id", i."id" AS "invoiceId", p."cents" FROM "payment" p JOIN "invoice" i ON i."tenantId" = p."tenantId"
      AND i."paymentId" = p."id"
      WHERE p."tenantId" = ${tenantId}
      AND ${owner === 'personId' ? sql`i."personId"` : sql`i."organisationId"`} = ${id} ORDER BY p."id" LIMIT 1`)
    return rows[0]!
  })
}

const PAGES = ['', '/liste', '/banque', '/recus-fiscaux', '/exports', '/cloture', '/repartitions', '/reglages']

describe('who keeps the books', () => {
  test('staff see every page; nobody else sees any, nor a form’s effect', async () => {
    const payment = await one('personId', people[0]!.id)
    for (const page of [...PAGES, `/${payment.id}`]) {
      const path = `/admin/paiements${page}`
      expect((await get(path)).status, path).toBe(200)
      for (const [who, seat] of Object.entries(seats())) {
        expect((await get(path, seat)).status, `${path} as ${who}`).toBe(403)
        expect((await post(path, { month: '2026-01', sure: 'yes' }, seat)).status, `${path} by ${who}`).not.toBe(303)
      }
      expect((await request(HOST, path)).status, path).toBe(302)
    }
  })

  test('a tab that leads to a page without content is absent', async () => {
    const tab = 'href="/admin/paiements/repartitions"'
    expect(await (await get('/admin/paiements')).text()).not.toContain(tab)
    expect(sharesCosts(tenantFile('isep'))).toBe(false)
    for (const slug of ['insa', 'insa-lyon']) expect(sharesCosts(tenantFile(slug)), slug).toBe(true)
  })

  test('a paper is its owner’s and the staff’s; to all others it is not there', async () => {
    const [own, theirs] = [await one('personId', people[0]!.id), await one('organisationId', company.organisationId!)]
    for (const [{ id, invoiceId, cents }, owner, strangers] of [
      [own, member, [other, company, rival]],
      [theirs, company, [member, other, rival]],
    ] as const) {
      for (const path of [`/recus/facture/${invoiceId}`, `/recus/paiement/${id}`]) {
        for (const seat of [owner, manager]) {
          const response = await get(path, seat)
          expect(response.status, path).toBe(200)
          expect(response.headers.get('Cache-Control')).toBe('no-store')
          const { text } = await readPdf(Buffer.from(await response.arrayBuffer()))
          expect(text).toContain(`${(cents / 100).toFixed(2).replace('.', ',')} €`)
        }
        const absent = await get(`${path.slice(0, -36)}018f0000-0000-7000-8000-000000000001`, other)
        for (const seat of strangers) {
          const response = await get(path, seat)
          expect(response.status, path).toBe(404)
          expect(await response.text()).not.toContain('Exemple')
        }
        expect(absent.status).toBe(404)
        expect((await request(HOST, path)).status).toBe(302)
      }
    }
  })

  test('a company’s invoice carries Factur-X; the same address gives the same bytes', async () => {
    const { invoiceId } = await one('organisationId', company.organisationId!)
    const [first, second] = await Promise.all(
      [1, 2].map(async () => Buffer.from(await (await get(`/recus/facture/${invoiceId}`)).arrayBuffer())),
    )
    expect(first!.equals(second!)).toBe(true)
    const read = await readPdf(first!)
    expect([...read.attachments.keys()]).toEqual(['factur-x.xml'])
    expect(read.text).toContain('TVA non applicable, art. 293 B du CGI')
    expect(read.text).toContain('40 €')
  })
})

describe('lists', () => {
  const rowsOf = (text: string) => [...text.matchAll(/data-row="([^"]+)"/g)].map((match) => match[1]!)

  test.each([
    ['', 50],
    ['?moyen=cheque', 50],
    ['?vue=factures', 50],
    ['?vue=dons', 50],
    ['?q=F2026-000012', 1],
    ['?vue=factures&q=F2026-12', 1],
    ['?q=Personne 4998', 1],
    ['?etat=waiting', 0],
    ['?annee=2019', 0],
    ['?vue=nimporte&moyen=or&annee=x', 50],
  ])('%s shows %i rows', async (search, count) => {
    const response = await get(`/admin/paiements/liste${search}`)
    expect(response.status).toBe(200)
    expect(rowsOf(await response.text())).toHaveLength(count)
  })

  test('pages follow each other without a gap or a repeat', async () => {
    const first = await (await get('/admin/paiements/liste')).text()
    const next = /href="([^"]*apres=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = rowsOf(await (await get(next)).text())
    const ids = await inside('isep', (query, { id }) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "payment" WHERE "tenantId" = ${id} ORDER BY "succeededAt" DESC, "id" DESC LIMIT 100`,
      ),
    )
    expect([...rowsOf(first), ...second]).toEqual(ids.map(({ id }) => id))
    // The sum is of all that the filters mean, whichever page is shown.
    const [all] = await inside('isep', (query, { id }) =>
      query<{ cents: number }>(sql`SELECT sum("cents")::int AS "cents" FROM "payment" WHERE "tenantId" = ${id}
        AND "succeededAt" IS NOT NULL`),
    )
    for (const page of [first, await (await get(next)).text()]) expect(page).toContain(`data-sum="${all!.cents}"`)
  })

  test('no list reads the whole association: each is walked along an index', async () => {
    const plans = await inside('isep', (query, { id }) =>
      Promise.all(
        [
          sql`SELECT p."id" FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId"
            WHERE p."tenantId" = ${id} AND p."succeededAt" IS NOT NULL ORDER BY p."succeededAt" DESC, p."id" DESC
            LIMIT 51`,
          sql`SELECT p."id" FROM "payment" p WHERE p."tenantId" = ${id} AND p."succeededAt" IS NOT NULL
            AND p."means" = 'cheque'
            ORDER BY p."succeededAt" DESC, p."id" DESC LIMIT 51`,
          sql`SELECT i."id" FROM "invoice" i WHERE i."tenantId" = ${id} ORDER BY i."id" DESC LIMIT 51`,
          sql`SELECT g."id" FROM "sale_line" g WHERE g."tenantId" = ${id} AND g."kind" = 'gift' ORDER BY g."id" DESC
            LIMIT 51`,
        ].map(async (statement) => {
          const rows = await query<{ 'QUERY PLAN': string }>(sql`EXPLAIN ${statement}`)
          return rows.map((row) => row['QUERY PLAN']).join('\n')
        }),
      ),
    )
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan|\bSort\b/)
      expect(plan).toMatch(/Index (Only )?Scan Backward|Index (Only )?Scan/)
    }
  })

  test('the overview adds up what the books hold', async () => {
    const text = await (await get('/admin/paiements')).text()
    const [sum] = await inside('isep', (query, { id }) =>
      query<{ cents: number }>(sql`
        SELECT sum(l."creditCents")::float8 AS "cents" FROM "ledger_line" l
        JOIN "ledger_entry" e ON e."tenantId" = l."tenantId" AND e."id" = l."entryId"
        WHERE l."tenantId" = ${id} AND l."account" = '7562' AND e."day" >= '2026-01-01'`),
    )
    const shown = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(sum!.cents / 100)
    expect(text).toContain(shown)
    expect(text).toContain('<svg')
    expect(text).toContain('Voir les chiffres')
  })
})

describe('exports', () => {
  const ask = (file: string, more: Record<string, string> = {}) =>
    post('/admin/paiements/exports', { file, year: '2026', reason: 'Révision des comptes', ...more })

  test('the file of entries is what the text asks for, and holds every entry of the year', async () => {
    const response = await ask('fec.txt')
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')![1]!
    const read = readFec(name, new Uint8Array(await response.arrayBuffer()))
    expect(read.faults).toEqual([])
    expect(name).toMatch(/^\d{9}FEC20261231\.txt$/)
    const [books] = await inside('isep', (query, { id }) =>
      query<{ cents: number; entries: number }>(sql`
        SELECT sum(l."debitCents")::float8 AS "cents", count(DISTINCT e."id")::int AS "entries" FROM "ledger_line" l
        JOIN "ledger_entry" e ON e."tenantId" = l."tenantId" AND e."id" = l."entryId" WHERE l."tenantId" = ${id}
        AND e."year" = 2026`),
    )
    expect([read.debit, read.credit]).toEqual([books!.cents, books!.cents])
    expect(new Set(read.rows.map((row) => row.EcritureNum)).size).toBe(books!.entries)
  })

  test.each(['paiements.csv', 'factures.csv', 'ecritures.csv', 'fec-description.txt'])(
    '%s comes with its titles',
    async (file) => {
      const response = await ask(file)
      expect(response.status).toBe(200)
      const text = await response.text()
      expect(text.split('\r\n').length).toBeGreaterThan(20)
      expect(text).not.toMatch(/books:|undefined|NaN/)
    },
  )

  test.each(['paiements.csv', 'factures.csv'])(
    '%s names everybody who paid to an administrator, and nobody to a manager, who extracts nothing',
    async (file) => {
      const admin = await staffSeat('isep', 'admin')
      const form = { file, year: '2026', reason: 'Révision des comptes' }
      const read = async (seat: Seat) => (await post('/admin/paiements/exports', form, seat)).text()
      expect(await read(admin)).toMatch(/Personne \d|Ateliers \d|@exemple/)
      expect(await read(manager)).not.toMatch(/Personne \d|Ateliers \d|@exemple/)
    },
  )

  test('the page says why a manager reads no names', async () => {
    const page = async (seat: Seat) => (await get('/admin/paiements/exports', seat)).text()
    expect(await page(manager)).toContain('Fichiers sans les noms')
    expect(await page(await staffSeat('isep', 'admin'))).not.toContain('Fichiers sans les noms')
  })

  test('a reason is asked, what was typed is kept, and the log knows', async () => {
    const response = await ask('fec.txt', { reason: 'non' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('cinq lettres')
    const events = await inside('isep', (query, { id }) =>
      query<{ detail: { reason: string } }>(
        sql`SELECT "detail" FROM "audit_event" WHERE "tenantId" = ${id} AND "action" = 'books.exported'`,
      ),
    )
    expect(events.length).toBeGreaterThan(0)
    expect(new Set(events.map(({ detail }) => detail.reason))).toContain('Révision des comptes')
    expect(events.map(({ detail }) => detail.reason)).not.toContain('non')
  })
})

describe('closing', () => {
  const months = () =>
    inside('isep', (query, { id }) =>
      query<{ month: string }>(
        sql`SELECT DISTINCT left("day", 7) AS "month" FROM "ledger_entry" WHERE "tenantId" = ${id} ORDER BY 1`,
      ),
    )

  test('months close in order, for good, once somebody is sure', async () => {
    const [first, second] = (await months()).map(({ month }) => month)
    expect((await post('/admin/paiements/cloture', { month: first! })).status).toBe(422)
    expect((await post('/admin/paiements/cloture', { month: second!, sure: 'yes' })).status).toBe(422)
    expect((await post('/admin/paiements/cloture', { month: first!, sure: 'yes' })).status).toBe(303)
    expect((await post('/admin/paiements/cloture', { month: first!, sure: 'yes' })).status).toBe(422)
    expect(await (await get('/admin/paiements/cloture')).text()).toContain('clos')
  })

  test('a closed month takes no entry, whoever writes it', async () => {
    const [first] = (await months()).map(({ month }) => month)
    const year = Number(first!.slice(0, 4))
    const writing = inside('isep', async (query, { id }) =>
      query(sql`INSERT INTO "ledger_entry" ("tenantId", "id", "key", "journal", "year", "number", "day", "label",
        "piece", "pieceDay", "createdAt")
        VALUES (${id}, '018f0000-0000-7000-8000-0000000000aa', 'late', 'OD', ${year},
          ${await nextNumber(query, id, 'ledger', year)}, ${`${first}-15`}, 'x', 'x', ${`${first}-15`}, now())`),
    )
    await expect(writing).rejects.toThrow(/closed/)
  })
})
