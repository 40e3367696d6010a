/**
 * Joining that begins with the payment [E1]: certificate, dues, the staff's yes or no; refused, the money goes back.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { linkTo } from '../../factories/outbox.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'ece.localhost'
let account: string
let manager: Seat
let number = 0

beforeAll(async () => {
  await apply('ece')
  account = await stripe.connect('ece')
  manager = await staffSeat('ece', 'manager')
})

const rows = <Row extends object>(statement: ReturnType<typeof sql>) => inside('ece', (query) => query<Row>(statement))
const box = () => stripe.account(account)

async function send(changes: readonly life.Change[]) {
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change), HOST)).toBe(200)
}

/** Fills in the form. @returns the sale it leads to, and the request that waits */
async function join(tier: 'etudiant' | 'diplome') {
  number += 1
  const email = `recrue${number}@courriel.example`
  const said = {
    civility: 'Mme',
    firstName: 'Inès',
    lastName: `Recrue${number}`,
    promotion: '2027',
    phone: '0612345678',
  }
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...said, email, tier })) form.append(name, value)
  if (tier === 'etudiant') form.append('certificate', new Blob(['%PDF-1.4 x']))
  const answer = await request(HOST, '/inscription', { form })
  const sale = /^\/paiement\/(.+)$/.exec(answer.headers.get('Location') ?? '')![1]!
  const [asked] = await rows<{ id: string }>(sql`SELECT "id" FROM "access_request" WHERE "email" = ${email}`)
  const [payment] = await rows<{ session: string }>(
    sql`SELECT "stripeSession" AS "session" FROM "payment" WHERE "saleId" = ${sale}`,
  )
  return { email, sale, request: asked!.id, session: payment!.session }
}

const decide = (form: Record<string, string>) =>
  request(HOST, '/admin/a-traiter?type=joining', { form, cookie: manager.cookie })
const periods = (sale: string) =>
  rows<{ personId: string; endsAt: Date | null }>(sql`
    SELECT m."personId", m."endsAt" FROM "membership_period" m JOIN "sale_line" l ON l."id" = m."lineId"
    WHERE l."saleId" = ${sale} AND m."withdrawnAt" IS NULL`)
const queue = async () => (await request(HOST, '/admin/a-traiter?type=joining', { cookie: manager.cookie })).text()

describe('with the certificate and the payment', () => {
  test('nobody is let in before the staff’s yes; with it the dues run for life, and the invoice is theirs', async () => {
    const one = await join('etudiant')
    expect(await queue()).toContain('Cotisation pas encore payée')
    await send(life.pay(box(), one.session, 'card', new Date()))
    expect(await periods(one.sale)).toEqual([])
    const page = await (await request(HOST, `/paiement/${one.sale}?retour=1`)).text()
    expect(page).toContain('vous envoie un lien')
    expect(await queue()).toContain('Cotisation payée')
    expect((await decide({ intent: 'approve', id: one.request, person: 'new' })).status).toBe(303)
    const [period, ...more] = await periods(one.sale)
    expect([period!.endsAt, more]).toEqual([null, []])
    const password = 'huit loutres dansent la valse'
    const form = { newPassword: password, newPasswordAgain: password }
    const cookie = cookieFrom(await request(HOST, await linkTo('ece', 'access.activation', one.email), { form }))
    expect((await request(HOST, '/annuaire', { cookie })).status).toBe(200)
    expect(await (await request(HOST, '/recus', { cookie })).text()).toMatch(/F\d{4}-\d{6}/)
    // Now it is a person's, and no stranger's who knows its address.
    expect((await request(HOST, `/paiement/${one.sale}`)).status).toBe(404)
  })

  test('refused: all of it goes back, once, and nobody is let in', async () => {
    const one = await join('etudiant')
    await send(life.pay(box(), one.session, 'card', new Date()))
    const refuse = { intent: 'refuse', id: one.request, reason: 'Le certificat est de l’an passé.' }
    expect((await decide(refuse)).status).toBe(303)
    await decide(refuse)
    const intent = box().intents.get(box().sessions.get(one.session)!.payment_intent!)!
    const back = [...box().refunds.values()].filter(({ payment_intent }) => payment_intent === intent.id)
    expect(back.map(({ amount }) => amount)).toEqual([6000])
    expect(await periods(one.sale)).toEqual([])
    const mails = await rows<{ kind: string }>(
      sql`SELECT "kind" FROM "mail" WHERE "recipient" = ${one.email} ORDER BY "createdAt"`,
    )
    expect(mails.map(({ kind }) => kind)).toEqual(['payments.paid', 'access.refused', 'payments.refunded'])
  })

  test('refused before the money came: it goes back by itself', async () => {
    const one = await join('diplome')
    expect((await decide({ intent: 'refuse', id: one.request, reason: 'Personne de ce nom.' })).status).toBe(303)
    await send(life.pay(box(), one.session, 'card', new Date()))
    const [wish] = await rows<{ state: string; cents: number }>(sql`
      SELECT r."state", r."cents" FROM "refund" r JOIN "payment" p ON p."id" = r."paymentId"
      WHERE p."saleId" = ${one.sale}`)
    expect(wish).toMatchObject({ cents: 12000 })
    expect(await periods(one.sale)).toEqual([])
  })

  test('approved before the bank has answered: in with its yes', async () => {
    const one = await join('diplome')
    await send(life.pay(box(), one.session, 'sepa', new Date()))
    expect((await decide({ intent: 'approve', id: one.request, person: 'new' })).status).toBe(303)
    expect(await periods(one.sale)).toEqual([])
    await send(life.answerDebit(box(), one.session, true))
    expect(await periods(one.sale)).toHaveLength(1)
  })

  test('who has paid for life already gets it back', async () => {
    const [person] = await addPeople('ece', [
      { values: { firstName: 'Inès', lastName: 'Connue', promotion: 2027, primaryEmail: 'connue@courriel.example' } },
    ])
    await personSeat('ece', person!.id, { paidUp: true })
    const one = await join('diplome')
    await send(life.pay(box(), one.session, 'card', new Date()))
    expect((await decide({ intent: 'approve', id: one.request, person: person!.id })).status).toBe(303)
    expect(await periods(one.sale)).toEqual([])
    const [sale] = await rows<{ refundedCents: number }>(
      sql`SELECT "refundedCents" FROM "sale" WHERE "id" = ${one.sale}`,
    )
    expect(sale!.refundedCents).toBe(12000)
  })
})
