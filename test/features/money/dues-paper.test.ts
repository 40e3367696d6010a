/**
 * Dues that ask for a certificate, of somebody who has an account [E1]: sent with the payment, opened by the staff's
 * yes, given back with their no.
 */
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { now as clockNow } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { readPaper } from '#app/domain/requests/papers.server.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { fileStore } from '#app/outside/files.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const SLUG = 'ece'
const HOST = 'ece.localhost'
let account: string
let manager: Seat
let number = 0

beforeAll(async () => {
  await apply(SLUG)
  account = await stripe.connect(SLUG)
  manager = await staffSeat(SLUG, 'manager')
})

const rows = <Row extends object>(statement: ReturnType<typeof sql>) => inside(SLUG, (query) => query<Row>(statement))
const box = () => stripe.account(account)
const PDF = new Blob(['%PDF-1.4 x'])

async function send(changes: readonly life.Change[]) {
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change), HOST)).toBe(200)
}

async function student() {
  number += 1
  const primaryEmail = `eleve${number}@courriel.example`
  const [person] = await addPeople(SLUG, [
    { values: { firstName: 'Inès', lastName: `Élève${number}`, promotion: 2028, primaryEmail } },
  ])
  return { ...(await personSeat(SLUG, person!.id)), personId: person!.id, handle: person!.handle, email: primaryEmail }
}

function join(seat: Seat, certificate: Blob | undefined, more: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ situation: 'student', gift: '', ...more })) form.append(name, value)
  if (certificate) form.append('certificate', certificate)
  return request(HOST, '/adhesion?situation=student', { form, cookie: seat.cookie })
}

const saleOf = (answer: Response) => answer.headers.get('Location')!.split('/').pop()!
const text = async (seat: Seat, path: string) => (await request(HOST, path, { cookie: seat.cookie })).text()
const directory = async (seat: Seat) => (await request(HOST, '/annuaire', { cookie: seat.cookie })).status
const sessionOf = async (sale: string) =>
  (
    await rows<{ session: string }>(sql`SELECT "stripeSession" AS "session" FROM "payment" WHERE "saleId" = ${sale}`)
  )[0]!.session

interface Paper {
  id: string
  state: string
  key: string | null
}
const papersOf = (personId: string) =>
  rows<Paper>(sql`SELECT "id", "state", "fileKey" AS "key" FROM "access_request"
    WHERE "personId" = ${personId} AND "kind" = 'proof' ORDER BY "createdAt", "id"`)
const decide = (form: Record<string, string>, by = manager) =>
  request(HOST, '/admin/a-traiter?type=proof', { form, cookie: by.cookie })
const mailsTo = async (email: string) =>
  (await rows<{ kind: string }>(sql`SELECT "kind" FROM "mail" WHERE "recipient" = ${email} ORDER BY "createdAt"`)).map(
    ({ kind }) => kind,
  )
const refunds = (session: string) => {
  const intent = box().sessions.get(session)!.payment_intent!
  return [...box().refunds.values()].filter(({ payment_intent }) => payment_intent === intent)
}

/** Buys, and pays by card. */
async function paid(means: 'card' | 'sepa' = 'card', more: Record<string, string> = {}) {
  const seat = await student()
  const sale = saleOf(await join(seat, PDF, more))
  const session = await sessionOf(sale)
  await send(life.pay(box(), session, means, new Date()))
  const [paper] = await papersOf(seat.personId)
  return { seat, sale, session, paper: paper! }
}

describe('a tier that asks for a certificate', () => {
  test('is not sold without one, nor with something that is none; another tier asks for nothing', async () => {
    const seat = await student()
    expect(await text(seat, '/adhesion?situation=student')).toContain('name="certificate"')
    expect(await text(seat, '/adhesion?situation=active')).not.toContain('name="certificate"')
    const missing = await join(seat, undefined)
    expect([missing.status, await missing.text()]).toEqual([422, expect.stringContaining('Joignez votre certificat')])
    expect((await join(seat, new Blob(['<svg/>']))).status).toBe(422)
    expect((await join(seat, new Blob([new Uint8Array(3 * 1024 * 1024)]))).status).toBe(413)
    expect(await papersOf(seat.personId)).toEqual([])
    expect((await join(seat, undefined, { situation: 'active' })).status).toBe(303)
  })

  test('sent too often is refused with 429, and what was chosen is kept', async () => {
    const seat = await student()
    for (let i = 0; i < 5; i++) expect((await join(seat, new Blob(['<svg/>']))).status).toBe(422)
    const refused = await join(seat, PDF, { gift: '37' })
    const wait = Number(refused.headers.get('Retry-After'))
    expect([refused.status, wait > 3500 && wait <= 3600]).toEqual([429, true])
    const page = await refused.text()
    expect(page).toContain('rien n’a été enregistré ni débité')
    expect(page).toContain('value="37"')
    expect(await papersOf(seat.personId)).toEqual([])
  })

  test('keeps the picture alone, sealed, for the reviewer alone', async () => {
    const seat = await student()
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#369' } })
      .withExif({ IFD0: { Copyright: 'LieuSecret' } })
      .jpeg()
      .toBuffer()
    const sale = saleOf(await join(seat, new Blob([new Uint8Array(photo)])))
    const [paper] = await papersOf(seat.personId)
    const tenant = (await tenantOfSlug(SLUG))!
    const kept = Buffer.from((await readPaper(tenant.id, paper!.key!))!).toString('latin1')
    expect(kept).not.toContain('LieuSecret')
    const stored = new TextDecoder().decode(await fileStore(env().FILES_URL).read(paper!.key!))
    expect(stored).not.toContain('JFIF')
    await send(life.pay(box(), await sessionOf(sale), 'card', new Date()))
    const address = `/admin/a-traiter/${paper!.id}/piece`
    expect((await request(HOST, address, { cookie: seat.cookie })).status).toBe(403)
    expect((await request(HOST, address, { cookie: manager.cookie })).status).toBe(200)
    await decide({ intent: 'approve', id: paper!.id })
    expect((await request(HOST, address, { cookie: manager.cookie })).status).toBe(404)
    expect(await readPaper(tenant.id, paper!.key!)).toBeUndefined()
  })

  test('opens nothing before the staff’s yes, which opens it and says so; the person sees how it stands', async () => {
    const { seat, sale, paper } = await paid()
    expect(await directory(seat)).toBe(403)
    expect(await text(seat, '/adhesion')).toContain('l’association vérifie votre certificat')
    expect(await text(seat, `/paiement/${sale}`)).toContain('vérifie votre certificat')
    const queue = await text(manager, '/admin/a-traiter?type=proof')
    expect(queue).toContain(seat.handle)
    expect(queue).toContain('Cotisation payée')
    expect(await text(manager, '/admin')).toContain('certificat')
    expect((await decide({ intent: 'approve', id: paper.id })).status).toBe(303)
    expect((await decide({ intent: 'approve', id: paper.id })).status).toBe(409)
    expect(await directory(seat)).toBe(200)
    expect(await text(seat, '/adhesion')).toContain('à jour à vie')
    expect(await papersOf(seat.personId)).toEqual([{ id: paper.id, state: 'approved', key: null }])
    expect(await mailsTo(seat.email)).toEqual(['payments.paid', 'access.accepted'])
  })

  test('is given back whole with the staff’s no, the gift too, once, and the person is told why', async () => {
    const { seat, session, sale, paper } = await paid('card', { gift: '20' })
    const refuse = { intent: 'refuse', id: paper.id, reason: 'Le certificat est de l’an passé.' }
    expect((await decide({ ...refuse, reason: '' })).status).toBe(422)
    expect((await decide(refuse)).status).toBe(303)
    await decide(refuse)
    expect(refunds(session).map(({ amount }) => amount)).toEqual([8000])
    expect(await directory(seat)).toBe(403)
    const [pieces] = await rows<{ n: number; sum: number }>(sql`SELECT count(*)::int AS n, sum("totalCents")::int AS sum
      FROM "invoice" WHERE "saleId" = ${sale} AND "kind" = 'credit-note'`)
    expect(pieces).toEqual({ n: 1, sum: 8000 })
    expect(await text(seat, '/adhesion')).toContain('Le certificat est de l’an passé.')
    expect(await mailsTo(seat.email)).toEqual(['payments.paid', 'access.refused', 'payments.refunded'])
    expect((await papersOf(seat.personId))[0]).toMatchObject({ state: 'refused', key: null })
    // And another may be sent.
    const again = saleOf(await join(seat, PDF))
    expect(again).not.toBe(sale)
  })

  test('is paid once, whatever is pressed and sent again, the next day too', async () => {
    const { seat, sale } = await paid()
    const before = box().sessions.size
    expect((await join(seat, PDF)).status).toBe(422)
    // Another situation, or the staff's cheque: the dues that wait stand in the way.
    const other = await join(seat, undefined, { situation: 'active' })
    expect(other.status).toBe(422)
    const cheque = { person: seat.handle, tier: 'diplome', means: 'cheque', receivedOn: '2026-01-05', gift: '' }
    const recorded = await request(HOST, `/admin/ventes/nouvelle?personne=${seat.handle}`, {
      form: cheque,
      cookie: manager.cookie,
    })
    expect([recorded.status, await recorded.text()]).toEqual([422, expect.stringContaining(`/admin/ventes/${sale}`)])
    expect(box().sessions.size).toBe(before)
  })

  test('sent twice before it is paid: one page of payment, and one paper to look at', async () => {
    const seat = await student()
    const before = box().sessions.size
    const answers = await Promise.all([join(seat, PDF), join(seat, PDF), join(seat, PDF)])
    expect(answers.every(({ status }) => status === 303 || status === 503)).toBe(true)
    const last = saleOf(await join(seat, PDF))
    const opened = [...box().sessions.values()].slice(before)
    expect(opened.filter(({ status }) => status === 'open').map(({ id }) => id)).toEqual([await sessionOf(last)])
    expect(await text(manager, '/admin/a-traiter?type=proof')).not.toContain(seat.handle)
    await send(life.pay(box(), await sessionOf(last), 'card', new Date()))
    expect((await papersOf(seat.personId)).filter(({ state }) => state === 'waiting')).toHaveLength(1)
    expect(await text(manager, '/admin/a-traiter?type=proof')).toContain(seat.handle)
  })

  test('not paid in time: the paper goes with the page', async () => {
    const seat = await student()
    const sale = saleOf(await join(seat, PDF))
    const [paper] = await papersOf(seat.personId)
    await send(life.expire(box(), await sessionOf(sale)))
    expect(await papersOf(seat.personId)).toEqual([{ id: paper!.id, state: 'closed', key: null }])
    const loose = await rows(sql`SELECT 1 FROM "loose_file" WHERE "key" = ${paper!.key}`)
    expect(loose).toHaveLength(1)
  })

  test('accepted before the bank has answered: opens with its yes', async () => {
    const { seat, session, paper } = await paid('sepa')
    expect((await decide({ intent: 'approve', id: paper.id })).status).toBe(303)
    expect(await directory(seat)).toBe(403)
    await send(life.answerDebit(box(), session, true))
    expect(await directory(seat)).toBe(200)
  })

  test('refused before the bank has answered: what it then pays goes back by itself', async () => {
    const { seat, session, sale, paper } = await paid('sepa')
    await decide({ intent: 'refuse', id: paper.id, reason: 'Document illisible.' })
    await send(life.answerDebit(box(), session, true))
    expect(await directory(seat)).toBe(403)
    const [wish] = await rows<{ cents: number }>(sql`SELECT r."cents" FROM "refund" r
      JOIN "payment" p ON p."id" = r."paymentId" WHERE p."saleId" = ${sale}`)
    expect(wish).toEqual({ cents: 6000 })
  })

  test('accepted while a bank looks into the payment: opens where it is won', async () => {
    const { seat, sale, paper } = await paid()
    const [{ intent } = { intent: '' }] = await rows<{ intent: string }>(
      sql`SELECT "stripeIntent" AS "intent" FROM "payment" WHERE "saleId" = ${sale}`,
    )
    const { made, changes } = life.dispute(box(), intent)
    await send(changes)
    await decide({ intent: 'approve', id: paper.id })
    expect(await directory(seat)).toBe(403)
    await send(life.closeDispute(box(), made.id, 'won'))
    expect(await directory(seat)).toBe(200)
  })

  test('nobody decides about their own', async () => {
    const seat = await student()
    const { accountId } = seat
    await inside(SLUG, (query, scope) =>
      grantRole(query, scope, { accountId, role: 'manager' }, new Date('2020-01-01')),
    )
    const sale = saleOf(await join(seat, PDF))
    await send(life.pay(box(), await sessionOf(sale), 'card', new Date()))
    const [paper] = await papersOf(seat.personId)
    expect((await decide({ intent: 'approve', id: paper!.id }, seat)).status).toBe(403)
    expect((await papersOf(seat.personId))[0]).toMatchObject({ state: 'waiting' })
  })

  test('erased while it waits: the paper goes, and so does the money, back', async () => {
    const { seat, session, paper } = await paid()
    const tenant = (await tenantOfSlug(SLUG))!
    const requestId = uuidv7()
    await inside(SLUG, (query, scope) =>
      query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "state",
        "requestedAt", "dueAt")
        VALUES (${scope.id}, ${requestId}, 'person', ${seat.personId}, ${seat.accountId}, 'asked', ${clockNow()},
          ${clockNow()})`),
    )
    await inside(SLUG, (_, scope) => eraseSubject(scope, requestId, clockNow()))
    expect(await readPaper(tenant.id, paper.key!)).toBeUndefined()
    expect(await rows(sql`SELECT 1 FROM "access_request" WHERE "id" = ${paper.id}`)).toEqual([])
    await reconcile(tenant, clockNow())
    expect(refunds(session).map(({ amount }) => amount)).toEqual([6000])
  })
})

test('where the payment opens at once, the staff’s no closes it at once and gives the money back', async () => {
  const config = tenantFile(SLUG)
  config.money.dues.proofOpens = 'when-paid'
  await apply(config)
  try {
    const { seat, session, paper } = await paid()
    expect(await directory(seat)).toBe(200)
    await decide({ intent: 'refuse', id: paper.id, reason: 'Document illisible.' })
    expect(await directory(seat)).toBe(403)
    expect(refunds(session).map(({ amount }) => amount)).toEqual([6000])
  } finally {
    await apply(SLUG)
  }
})
