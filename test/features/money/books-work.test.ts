/** What a treasurer does: tax receipts, dated settings, shared costs. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import { issueReceiptsTask } from '#app/domain/receipts/tax-receipts.task.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, INSA, inside, scopeOf } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const HOST = 'isep.localhost'
const THIS_YEAR = new Date().getFullYear()

let admin: Seat
let manager: Seat
let member: Seat
let people: { id: string; handle: string }[]

beforeAll(async () => {
  await apply('isep', 'insa', ...INSA)
  people = await addPeople(
    'isep',
    ['Un', 'Deux'].map((lastName) => ({ values: { lastName, firstName: 'Zoé', promotion: 1998 } })),
  )
  admin = await staffSeat('isep', 'admin')
  manager = await staffSeat('isep', 'manager')
  member = await personSeat('isep', people[0]!.id)
  const tenantId = await inside('isep', async (_, { id }) => id)
  await addPayments({
    ...{ owner: database.url('owner'), tenantId, count: 60, personIds: [people[0]!.id, people[1]!.id] },
    until: new Date(`${THIS_YEAR}-06-10T12:00:00Z`),
  })
})

const get = (path: string, { cookie }: Pick<Seat, 'cookie'> = manager) => request(HOST, path, { cookie })
const post = (path: string, form: Record<string, string> | FormData, { cookie }: Pick<Seat, 'cookie'> = manager) =>
  request(HOST, path, { cookie, form })

describe('dated settings', () => {
  const SELLER = {
    ...{
      subject: 'seller',
      legalName: 'Nouvelle Dénomination',
      legalForm: 'association loi 1901',
      street: '1 rue Neuve',
      more: '',
    },
    ...{ postcode: '75001', city: 'Paris', country: 'FR', siren: '732 829 320', rna: 'W999000001', iban: '', bic: '' },
    ...{ members: 'exempt-261-7-1', companies: 'taxed', rateBasisPoints: '20', number: 'FR40303265045' },
    ...{ yearEnds: '08-31', lateBasisPoints: '12,15', startsOn: '2030-01-01' },
  }

  test('a change holds from its day on, earlier days keep what was, and the history shows both', async () => {
    expect((await post('/admin/paiements/reglages', SELLER, admin)).status).toBe(303)
    const tenant = await scopeOf('isep')
    const on = (day: string) => inTenantSql(tenant.id, (query) => sellerOn(query, tenant as never, day))
    expect((await on('2029-12-31'))?.legalName).toBe('ISEP Alumni')
    expect(await on('2030-01-01')).toMatchObject({
      legalName: 'Nouvelle Dénomination',
      siren: '732829320',
      vat: { companies: 'taxed' },
    })
    expect(await (await get('/admin/paiements/reglages')).text()).toContain('Nouvelle Dénomination')
  })

  test('where the money goes is said by administrators alone', async () => {
    expect((await post('/admin/paiements/reglages', SELLER)).status).toBe(403)
    expect(await (await get('/admin/paiements/reglages')).text()).not.toContain('name="iban"')
    expect(await (await get('/admin/paiements/reglages', admin)).text()).toContain('name="iban"')
  })

  test('a number that cannot be is refused beside its field, and everything typed stays', async () => {
    const wrong = { ...SELLER, siren: '123456789', number: '', legalName: 'Gardée' }
    const response = await post('/admin/paiements/reglages', wrong, admin)
    expect(response.status).toBe(422)
    const text = await response.text()
    for (const words of ['Ce SIREN n’existe pas', 'indique son numéro', 'Gardée']) expect(text).toContain(words)
  })
})

describe('tax receipts', () => {
  const ON = {
    ...{
      subject: 'tax-receipts',
      on: 'yes',
      basis: 'rescrit n° 2026/123',
      basisDay: '2026-03-04',
      quality: 'general-interest',
    },
    ...{ object: 'Soutenir la recherche', signatoryName: 'Camille Durand', signatoryTitle: 'trésorière' },
    ...{ person: '11580*05', company: '16216*03', startsOn: '2020-01-01' },
  }
  const PATH = '/admin/paiements/recus-fiscaux'
  const act = (form: Record<string, string>, seat = manager) => post(PATH, { year: String(THIS_YEAR), ...form }, seat)
  const receipts = () =>
    inside('isep', (query, { id }) =>
      query<{
        id: string
        reference: string
        number: number
        cents: number
        personId: string
        replaces: string | null
        voided: boolean
      }>(sql`
        SELECT r."id", r."reference", r."number", r."cents", r."personId", r."replaces", EXISTS (SELECT 1
        FROM "tax_receipt_void" v
          WHERE v."tenantId" = r."tenantId" AND v."receiptId" = r."id") AS "voided"
        FROM "tax_receipt" r WHERE r."tenantId" = ${id} ORDER BY r."number"`),
    )
  const gifts = (personId: string) =>
    inside('isep', async (query, { id }) => {
      const [row] = await query<{ cents: number }>(sql`
        SELECT sum(l."cents")::int AS "cents" FROM "sale_line" l JOIN "sale" s ON s."tenantId" = l."tenantId"
        AND s."id" = l."saleId"
        WHERE l."tenantId" = ${id} AND l."kind" = 'gift' AND s."personId" = ${personId}`)
      return row!.cents
    })

  test('are off: nothing can be issued, and only who leads turns them on, with everything that the law wants', async () => {
    expect(await (await get(PATH)).text()).toContain('ne sont pas activés')
    expect((await act({ intent: 'issue', donor: `person/${people[0]!.id}` })).status).toBe(422)
    expect((await post('/admin/paiements/reglages', ON)).status).toBe(403)
    expect((await post('/admin/paiements/reglages', { ...ON, basis: '' }, admin)).status).toBe(422)
    expect(await receipts()).toEqual([])
    expect((await post('/admin/paiements/reglages', ON, admin)).status).toBe(303)
  })

  test('one receipt holds a donor’s gifts of the year, dues left out; twice at once it is one', async () => {
    const form = { intent: 'issue', donor: `person/${people[0]!.id}` }
    const answers = await Promise.all([act(form), act(form), act(form)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
    const [receipt, ...more] = await receipts()
    expect(more).toEqual([])
    expect(receipt).toMatchObject({ reference: `RF-${THIS_YEAR}-00001`, cents: await gifts(people[0]!.id) })
    const own = await get(`/recus/fiscal/${receipt!.id}`, member)
    expect(own.status).toBe(200)
    const { text } = await readPdf(Buffer.from(await own.arrayBuffer()))
    for (const words of [receipt!.reference, 'Cerfa n° 11580*05', 'rescrit n° 2026/123', 'Camille Durand'])
      expect(text).toContain(words)
    const stranger = await personSeat('isep', people[1]!.id)
    expect((await get(`/recus/fiscal/${receipt!.id}`, stranger)).status).toBe(404)
    expect(await (await get('/recus', member)).text()).toContain(`href="/recus/fiscal/${receipt!.id}"`)
    expect(await (await get('/recus', stranger)).text()).not.toContain(receipt!.id)
  })

  test('a void one keeps its number, its paper says so, and another stands in for it', async () => {
    const [first] = await receipts()
    expect((await act({ intent: 'reissue', receipt: first!.id, reason: 'non' })).status).toBe(422)
    expect((await act({ intent: 'reissue', receipt: first!.id, reason: 'adresse fausse' })).status).toBe(303)
    const [old, made] = await receipts()
    expect(old).toMatchObject({ id: first!.id, voided: true })
    expect(made).toMatchObject({ number: 2, replaces: first!.id, voided: false, cents: first!.cents })
    const { text } = await readPdf(Buffer.from(await (await get(`/recus/fiscal/${old!.id}`)).arrayBuffer()))
    expect(text).toContain('REÇU ANNULÉ')
    expect((await act({ intent: 'void', receipt: first!.id, reason: 'encore une fois' })).status).toBe(404)
  })

  test('all of a year in one go, without gaps, once, with a letter each; the yearly figures add up', async () => {
    const tenantId = await inside('isep', async (_, { id }) => id)
    const batchId = '018f0000-0000-7000-8000-0000000000bb'
    await inside('isep', (query) =>
      query(
        sql`INSERT INTO "tax_receipt_batch" ("tenantId", "id", "giftYear", "createdAt")
          VALUES (${tenantId}, ${batchId}, ${THIS_YEAR}, now())`,
      ),
    )
    const run = { signal: new AbortController().signal, attempt: 1 }
    for (const _ of [1, 2]) await issueReceiptsTask.run({ tenantId, batchId }, run)
    const all = await receipts()
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(all[2]).toMatchObject({ personId: people[1]!.id, cents: await gifts(people[1]!.id) })
    const mails = await inside('isep', (query, { id }) =>
      query(sql`SELECT 1 FROM "mail" WHERE "tenantId" = ${id} AND "kind" = 'books.tax-receipt'`),
    )
    expect(mails).toHaveLength(3)
    const total = (all[1]!.cents + all[2]!.cents) / 100
    const page = (await (await get(`${PATH}?annee=${THIS_YEAR}`)).text()).replace(/[\u00a0\u202f]/g, ' ')
    expect(page).toContain(
      new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
        .format(total)
        .replace(/[\u00a0\u202f]/g, ' '),
    )
  })
})

describe('shared costs', () => {
  test('a federation shares pro rata of heads, to the cent, dated and exported; a second row takes it back', async () => {
    const bureau = await staffSeat('insa', 'federation-admin')
    const ask = (form: Record<string, string>) =>
      request('insa.localhost', '/admin/paiements/repartitions', { cookie: bureau.cookie, form })
    const heads = { 'heads-insa-lyon': '24000', 'heads-insa-rennes': '11000', 'heads-insa-rouen': '9000' }
    const rest = { 'heads-insa-toulouse': '16000', 'heads-insa-strasbourg': '8000', 'heads-insa-cvl': '12000' }
    expect((await ask({ kind: 'dues', title: 'Cotisations 2026', amount: 'rien', ...heads, ...rest })).status).toBe(422)
    expect(
      (await ask({ kind: 'dues', title: 'Cotisations 2026', amount: '12 345,67', ...heads, ...rest })).status,
    ).toBe(303)
    const page = await (
      await request('insa.localhost', '/admin/paiements/repartitions', { cookie: bureau.cookie })
    ).text()
    const shares = [...page.matchAll(/data-party="([^"]+)" data-cents="(\d+)"/g)].map((m) => [m[1], Number(m[2])])
    expect(Object.fromEntries(shares)).toEqual({
      ...{ 'insa-lyon': 370370, 'insa-rennes': 169753, 'insa-rouen': 138889 },
      ...{ 'insa-toulouse': 246913, 'insa-strasbourg': 123457, 'insa-cvl': 185185 },
    })
    const id = /repartitions\/([0-9a-f-]{36})/.exec(page)![1]!
    const file = await request('insa.localhost', `/admin/paiements/repartitions/${id}`, { cookie: bureau.cookie })
    expect((await file.text()).split('\r\n')).toHaveLength(8)
    expect((await ask({ cancel: id })).status).toBe(303)
    expect((await ask({ cancel: id })).status).toBe(404)
  })

  test('an association shares among its regional groups by home address', async () => {
    await addPeople(
      'insa-lyon',
      ['69003', '75011', '69001'].map((homePostcode, i) => ({
        values: { lastName: `N${i}`, firstName: 'A', promotion: 2000, homePostcode, homeCountry: 'FR' },
      })),
    )
    const treasurer = await staffSeat('insa-lyon', 'manager')
    const page = await (
      await request('insa-lyon.localhost', '/admin/paiements/repartitions', { cookie: treasurer.cookie })
    ).text()
    expect(page).toMatch(
      /name="heads-auvergne-rhone-alpes"[^>]*value="2"|value="2"[^>]*name="heads-auvergne-rhone-alpes"/,
    )
  })
})
