/**
 * What a company's invoices say of it, changed outside any purchase: from then on, and never on papers that are out
 * (law-fr §3).
 */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { get, newMember, one, post, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string

const { pay } = stripeSide(stripe, () => account)
const PATH = '/facturation'
const IDENTITY = {
  ...{ legalName: 'Tisserands Réunis SAS', legalMore: 'Service comptabilité' },
  ...{ siret: '732 829 320 00074', vatNumber: 'FR 44 732829320', ...ADDRESS },
}

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

const kept = (seat: Seat) =>
  one<Record<string, string | null>>(sql`
    SELECT "name", "legalName", "legalMore", "siret", "vatNumber", "street", "countryCode" FROM "organisation"
    WHERE "id" = ${seat.organisationId}`)
const validate = (seat: Seat) =>
  inside('isep', (query) =>
    query(sql`UPDATE "organisation" SET "validatedAt" = now() WHERE "id" = ${seat.organisationId}`),
  )

async function invoiceOf(seat: Seat, sale: string) {
  const { id } = await one<{ id: string }>(sql`SELECT "id" FROM "invoice" WHERE "saleId" = ${sale}`)
  const paper = await readPdf(new Uint8Array(await (await get(seat, `/recus/facture/${id}`)).arrayBuffer()))
  return { text: paper.text, xml: paper.attachments.get('factur-x.xml')!.toString().replace(/>\s+</g, '><') }
}

const buy = async (seat: Seat) =>
  pay(await post(seat, '/acces-annuaire', { intent: 'buy', offer: 'usual', ...IDENTITY }))

test('name, lines and numbers stand on the next invoice and in its XML; the one before stays what it was', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  const first = await buy(seat)
  const before = await invoiceOf(seat, first.sale)
  expect(before.text).toContain('Atelier')
  const saved = await post(seat, PATH, { ...IDENTITY, street: '20 quai des Tisserands' })
  expect(saved.headers.get('Location')).toBe(`${PATH}?fait=1`)
  expect(await kept(seat)).toEqual({
    ...{ name: 'Atelier', legalName: 'Tisserands Réunis SAS', legalMore: 'Service comptabilité' },
    ...{ siret: '73282932000074', vatNumber: 'FR44732829320', street: '20 quai des Tisserands', countryCode: 'FR' },
  })
  const page = await (await get(seat, PATH)).text()
  for (const value of ['Tisserands Réunis SAS', 'FR44732829320', '20 quai des Tisserands', 'France'])
    expect(page).toContain(`value="${value}"`)
  const { text, xml } = await invoiceOf(seat, (await buy(seat)).sale)
  expect(text).toContain('Tisserands Réunis SAS Service comptabilité 18 quai des Tisserands 44000 Nantes')
  expect(text).toContain('FR44732829320')
  const buyer = /<ram:BuyerTradeParty>.*<\/ram:BuyerTradeParty>/.exec(xml)![0]
  for (const words of [
    '<ram:Name>Tisserands Réunis SAS</ram:Name>',
    '<ram:ID schemeID="0002">732829320</ram:ID>',
    '<ram:LineTwo>Service comptabilité</ram:LineTwo>',
    '<ram:ID schemeID="VA">FR44732829320</ram:ID>',
  ])
    expect(buyer).toContain(words)
  expect(await invoiceOf(seat, first.sale)).toEqual(before)
  expect(before.text).not.toContain('Réunis')
})

test.each([
  ['siret', '73282932000075'],
  ['siret', ''],
  ['siret', '35600000049838'],
  ['vatNumber', 'FR45732829320'],
  ['vatNumber', 'FR96552100554'],
  ['street', ''],
  ['postcode', '4400'],
  ['country', 'Nulle part'],
  ['legalName', 'x'.repeat(121)],
])('%s « %s » is refused beside its field, nothing is written, what was typed stays', async (field, value) => {
  const seat = await organisationSeat('isep', 'company')
  const before = await kept(seat)
  const answer = await post(seat, PATH, { ...IDENTITY, [field]: value })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toMatch(
    new RegExp(`<input[^>]*name="${field}"[^>]*aria-invalid="true"|<input[^>]*aria-invalid="true"[^>]*name="${field}"`),
  )
  if (field !== 'legalMore') expect(page).toContain('value="Service comptabilité"')
  expect(await kept(seat)).toEqual(before)
})

test('a branch of the post office is taken by its own rule', async () => {
  const seat = await organisationSeat('isep', 'company')
  expect((await post(seat, PATH, { ...IDENTITY, siret: '35600000049837', vatNumber: '' })).status).toBe(303)
  expect((await kept(seat)).siret).toBe('35600000049837')
})

test('abroad without SIRET; one that the association has validated is hers to change', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  const abroad = { street: 'Hauptstrasse 1', postcode: '10115', city: 'Berlin', country: 'Allemagne' }
  const german = { ...IDENTITY, ...abroad, siret: '', vatNumber: 'DE136695976', foreign: 'on' }
  expect((await post(seat, PATH, german)).status).toBe(303)
  expect(await kept(seat)).toMatchObject({ siret: null, vatNumber: 'DE136695976', countryCode: 'DE' })
  expect(await (await get(seat, PATH)).text()).toMatch(/<input[^>]*name="foreign"[^>]*checked/)
  expect((await post(seat, PATH, IDENTITY)).status).toBe(303)
  await validate(seat)
  for (const other of [{ ...IDENTITY, siret: '55210055400013', vatNumber: '' }, german]) {
    const answer = await post(seat, PATH, other)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('validé')
  }
  expect(await kept(seat)).toMatchObject({ siret: '73282932000074', vatNumber: 'FR44732829320', countryCode: 'FR' })
})

test('it is the company’s own page: of people, staff and visitors it is none; another company’s stays untouched', async () => {
  const [seat, other] = [await organisationSeat('isep', 'company'), await organisationSeat('isep', 'company')]
  const before = await kept(other)
  const form = { ...IDENTITY, id: other.organisationId!, organisationId: other.organisationId! }
  expect((await post(seat, PATH, form)).status).toBe(303)
  expect(await kept(other)).toEqual(before)
  for (const somebody of [await newMember(), await staffSeat('isep', 'admin')]) {
    expect((await get(somebody, PATH)).status).toBe(403)
    expect((await post(somebody, PATH, IDENTITY)).status).toBe(403)
  }
  expect((await request('isep.localhost', PATH)).status).toBe(302)
  const links = await Promise.all(['/recus', '/acces-annuaire'].map(async (path) => (await get(seat, path)).text()))
  for (const page of links) expect(page).toContain(`href="${PATH}"`)
})
