/** Where a company's invoice goes: asked when it buys, kept, and on every paper made out to it (law-fr §3). */
import { beforeAll, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { sql } from '#app/db/sql.ts'
import { dueDonors } from '#app/domain/receipts/due-receipts.server.ts'
import { get, one, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string

const { pay } = stripeSide(stripe, () => account)
const PASS = { intent: 'buy', offer: 'usual', siret: '73282932000074' }
const ABROAD = { street: 'Kornhausplatz 3', postcode: '3011', city: 'Bern', country: 'Suisse' }

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

/** What the invoice of a sale says on paper and to machines. */
async function invoiceOf(seat: Seat, sale: string) {
  const { id } = await one<{ id: string }>(sql`SELECT "id" FROM "invoice" WHERE "saleId" = ${sale}`)
  const { text, attachments } = await readPdf(
    new Uint8Array(await (await get(seat, `/recus/facture/${id}`)).arrayBuffer()),
  )
  const xml = attachments.get('factur-x.xml')!.toString()
  return { text, buyer: /<ram:BuyerTradeParty>.*?<\/ram:BuyerTradeParty>/s.exec(xml)![0].replace(/>\s+</g, '><') }
}

const kept = (seat: Seat) =>
  one<Record<string, string | null>>(
    sql`SELECT "street", "postcode", "city", "countryCode" FROM "organisation" WHERE "id" = ${seat.organisationId}`,
  )

test('a pass is not sold without one, nor with a French post code of four digits', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  for (const wrong of [
    { street: '' },
    { city: ' ' },
    { postcode: '4400' },
    { postcode: '' },
    { country: 'Nulle part' },
  ]) {
    const answer = await post(seat, '/acces-annuaire', { ...PASS, ...ADDRESS, ...wrong })
    const [name] = Object.keys(wrong)
    expect(answer.status, name).toBe(422)
    expect(await answer.text(), name).toMatch(new RegExp(`<input[^>]*id="facturation-${name}"[^>]*aria-invalid="true"`))
  }
  expect(await kept(seat)).toEqual({ street: null, postcode: null, city: null, countryCode: null })
})

test('it stands on the paper and in the XML with the code of its country, and in the form the next time', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  await post(seat, '/acces-annuaire', { ...PASS, ...ADDRESS, street: '1 rue Ancienne' })
  const { sale } = await pay(await post(seat, '/acces-annuaire', { ...PASS, ...ADDRESS }))
  const { text, buyer } = await invoiceOf(seat, sale)
  expect(text).toContain('18 quai des Tisserands 44000 Nantes')
  expect(text).not.toContain('rue Ancienne')
  expect(buyer).toContain('<ram:PostcodeCode>44000</ram:PostcodeCode><ram:LineOne>18 quai des Tisserands</ram:LineOne>')
  expect(buyer).toContain('<ram:CityName>Nantes</ram:CityName><ram:CountryID>FR</ram:CountryID>')
  const page = await (await get(seat, '/acces-annuaire')).text()
  for (const value of Object.values(ADDRESS)) expect(page).toContain(`value="${value}"`)
  const staff = await staffSeat('isep', 'admin')
  const seen = await (await get(staff, `/admin/organisations/${seat.organisationId}`)).text()
  expect(seen).toContain('18 quai des Tisserands, 44000 Nantes, FR')
})

test('whoever of the company presses again comes to the page that is open, and does not end it', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  const [first, second] = [
    await post(seat, '/acces-annuaire', { ...PASS, ...ADDRESS }),
    await post(seat, '/acces-annuaire', { ...PASS, ...ADDRESS }),
  ]
  expect(first.status).toBe(303)
  expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
})

test('abroad the country says itself, whatever its post codes look like', async () => {
  const seat = await organisationSeat('isep', 'company', { open: false })
  const { sale } = await pay(await post(seat, '/acces-annuaire', { ...PASS, siret: '', foreign: 'on', ...ABROAD }))
  const { text, buyer } = await invoiceOf(seat, sale)
  expect(text).toContain('Kornhausplatz 3 3011 Bern Suisse')
  expect(buyer).toContain('<ram:CountryID>CH</ram:CountryID>')
})

test('a gift and a ticket ask as well; the tax receipt has the address of today', async () => {
  const seat = await organisationSeat('isep', 'company')
  const gift = { amount: '50', campaign: '', key: crypto.randomUUID() }
  const ticket = { item: 'conference', quantity: '1', key: crypto.randomUUID() }
  expect((await post(seat, '/dons', gift)).status).toBe(422)
  expect((await post(seat, '/boutique', ticket)).status).toBe(422)
  expect(await (await get(seat, '/boutique')).text()).toContain('id="conference-facturation-street"')
  const first = await post(seat, '/dons', { ...gift, ...ADDRESS, street: '1 rue Ancienne' })
  const given = await post(seat, '/dons', { ...gift, ...ADDRESS })
  // Corrected before it is paid: the same page of payment, the new address.
  expect(saleOf(given)).toBe(saleOf(first))
  const { street } = await one<{ street: string }>(
    sql`SELECT "buyer"->>'address' AS "street" FROM "sale" WHERE "id" = ${saleOf(given)}`,
  )
  expect(street).toBe(ADDRESS.street)
  await pay(given)
  const { sale } = await pay(await post(seat, '/boutique', { ...ticket, ...ADDRESS, street: '20 quai des Tisserands' }))
  expect((await invoiceOf(seat, sale)).buyer).toContain('20 quai des Tisserands')
  const year = Number(civilDay(new Date()).slice(0, 4))
  const donors = await inside('isep', (query, { id }) => dueDonors(query, { id }, year))
  expect(donors).toMatchObject([
    {
      kind: 'company',
      complete: true,
      donor: { address: '20 quai des Tisserands', postcode: '44000', city: 'Nantes', country: 'FR' },
    },
  ])
})
