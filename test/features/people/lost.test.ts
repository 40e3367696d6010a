/**
 * A16: people lost from view. Name and year alone are shown; what a classmate sends is quarantined; the person is asked
 * once, and says yes or no; the sender learns nothing; what nobody confirmed is erased at its end.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { considerLeads } from '#app/domain/lost/consider-leads.server.ts'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const SLUG = 'supmeca'
const DAY = 24 * 3600_000
interface Somebody {
  id: string
  handle: string
}
let sender: Seat
let staff: Seat
let lost: Somebody
let reached: Somebody
const TODAY = new Date('2026-11-30T10:00:00Z')
let now = TODAY

const send = (seat: Seat | undefined, path: string, form?: Record<string, string>) =>
  request(`${SLUG}.localhost`, path, { ...(seat ? { cookie: seat.cookie } : {}), ...(form ? { form } : {}) })
const leads = () =>
  inside(SLUG, (query, { id }) =>
    query<{ state: string; address: string | null }>(
      sql`SELECT "state", "address" FROM "lost_lead" WHERE "tenantId" = ${id} ORDER BY "at", "id"`,
    ),
  )
const work = async () => considerLeads((await tenantOfSlug(SLUG))!, now)
const later = (days: number, than = now) => {
  now = new Date(than.getTime() + days * DAY)
  setClock(now)
}

/** A second later than the last, so that addresses have an order. */
function about({ handle }: Somebody, address: string) {
  later(1 / 86_400)
  return send(sender, `/ma-promo/perdus/${handle}`, { address })
}

async function add(lastName: string, values = {}): Promise<Somebody> {
  const more = { firstName: 'Dominique', lastName, promotion: 2003, homeCity: 'Lorient', homeCountry: 'France' }
  const [person] = await addPeople(SLUG, [{ values: { ...more, ...values } }])
  return person!
}

beforeAll(async () => {
  await apply(SLUG)
  const own = await add('Qzenvoi', { primaryEmail: 'qzenvoi@ici.example' })
  sender = await personSeat(SLUG, own.id, { paidUp: true })
  staff = await staffSeat(SLUG, 'manager')
  lost = await add('Qzperdu', { jobTitle: 'Qzmétier' })
  reached = await add('Qzjoint', { primaryEmail: 'qzjoint@ici.example' })
  // The clock goes on by a month here, and nobody signs in again.
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01', "idleFor" = NULL WHERE "tenantId" = ${id}`),
  )
})

beforeEach(async () => {
  later(0, TODAY)
  await inside(SLUG, (query, { id }) => query(sql`DELETE FROM "lost_lead" WHERE "tenantId" = ${id}`))
})
afterEach(async () => {
  // The next test begins without letters of this one.
  await mails.send(SLUG)
  setClock(undefined)
})

test('name and year alone are shown, of whom the association cannot write to, whatever they show', async () => {
  const list = async () => {
    const text = await (await send(sender, '/ma-promo?onglet=perdus')).text()
    return text.slice(text.indexOf('<main'), text.indexOf('</main>'))
  }
  expect(await list()).toContain(`data-person="${lost.handle}"`)
  for (const hidden of ['Qzjoint', 'Qzenvoi', 'Lorient', 'Qzmétier']) expect(await list()).not.toContain(hidden)
  const change = (who: Somebody, values: object) =>
    inside(SLUG, (query, scope) => writeValues({ query, tenant: scope }, who.id, values, TRACE))
  const shows = (site: object) =>
    inside(SLUG, (query, scope) => writeDecisions({ query, tenant: scope }, reached.id, { site }, TRACE))
  const before = await list()
  await shows({ primaryEmail: 'nobody', homeCity: 'nobody' })
  expect(await list(), 'an address that is hidden is an address').toBe(before)
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "person_email" SET "invalid" = TRUE WHERE "tenantId" = ${id} AND "personId" = ${reached.id}`),
  )
  expect(await list(), 'one that comes back is none').toContain(reached.handle)
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "person_email" SET "invalid" = FALSE WHERE "tenantId" = ${id} AND "personId" = ${reached.id}`),
  )
  await change(lost, { status: 'décédé' })
  expect(await list()).not.toContain(lost.handle)
  await change(lost, { status: null })
})

describe('A16', () => {
  test('the sender reads the same answer, whoever it is about and whatever becomes of it', async () => {
    const answers: [number, string | null, string][] = []
    const people = [lost, lost, reached, { id: '', handle: 'personne.ici03' }]
    for (const [i, who] of people.entries()) {
      const answer = await about(who, i === 1 ? 'qzjoint@ici.example' : `nouvelle${i}@ailleurs.example`)
      answers.push([answer.status, answer.headers.get('Location'), await textWithoutNonce(answer)])
      await work()
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]!.slice(0, 2)).toEqual([303, '/ma-promo?onglet=perdus&fait=envoi'])
    const before = await (await send(sender, '/ma-promo?onglet=perdus')).text()
    expect(before).toContain(lost.handle)
    expect((await about(lost, 'pas une adresse')).status).toBe(422)
  })

  test('one letter to the person, naming who and why; the next address within thirty days waits', async () => {
    await about(lost, 'premiere@ailleurs.example')
    await about(lost, 'seconde@ailleurs.example')
    expect(await mails.send(SLUG), 'nothing leaves while the sender waits').toEqual([])
    await work()
    await work()
    const sent = await mails.send(SLUG)
    expect(sent.flatMap(({ to }) => to)).toEqual(['premiere@ailleurs.example'])
    expect(sent[0]!.subject).toContain('Dominique Qzenvoi')
    expect(sent[0]!.text).toContain('Dominique Qzperdu')
    expect(await leads()).toEqual([
      { state: 'asked', address: 'premiere@ailleurs.example' },
      { state: 'held', address: 'seconde@ailleurs.example' },
    ])
    later(29)
    await about(lost, 'troisieme@ailleurs.example')
    await work()
    expect(await mails.send(SLUG)).toHaveLength(1)
    later(2)
    await about(lost, 'quatrieme@ailleurs.example')
    await work()
    expect((await mails.send(SLUG)).flatMap(({ to }) => to)).toEqual([
      'premiere@ailleurs.example',
      'quatrieme@ailleurs.example',
    ])
  })

  test('opening a link says neither yes nor no; a no erases the address at once', async () => {
    await about(lost, 'encore@ailleurs.example')
    await work()
    const [mail] = await mails.send(SLUG)
    const path = mails.link(mail!, '/retrouvailles/')
    for (const query of ['', '?reponse=non', '?reponse=oui'])
      expect((await send(undefined, path + query)).status).toBe(200)
    expect(await leads()).toEqual([{ state: 'asked', address: 'encore@ailleurs.example' }])
    expect(await (await send(undefined, path, { reponse: 'non' })).text()).toContain('C’est noté')
    expect(await leads()).toEqual([{ state: 'refused', address: null }])
    expect(await (await send(undefined, path, { reponse: 'oui' })).text()).toContain('plus valable')
  })

  test('a yes waits for the staff, who alone put the address on the record', async () => {
    await about(lost, 'oui@ailleurs.example')
    await work()
    const [mail] = await mails.send(SLUG)
    await send(undefined, mails.link(mail!, '/retrouvailles/'), { reponse: 'oui' })
    const addresses = () =>
      inside(SLUG, (query, { id }) =>
        query(sql`SELECT "address" FROM "person_email" WHERE "tenantId" = ${id} AND "personId" = ${lost.id}`),
      )
    expect(await addresses()).toEqual([])
    const desk = await (await send(staff, '/admin/perdus-de-vue')).text()
    expect(desk).toContain('oui@ailleurs.example')
    expect(desk).toMatch(/data-promotion="2003" data-count="3"/)
    const id = /data-lead="([^"]+)"/.exec(desk)![1]!
    expect((await send(sender, '/admin/perdus-de-vue')).status).toBe(403)
    expect((await send(sender, '/admin/perdus-de-vue', { intent: 'add', id })).status).toBe(403)
    const done = await send(staff, '/admin/perdus-de-vue', { intent: 'add', id })
    expect(done.headers.get('Location')).toBe('/admin/perdus-de-vue?fait=added')
    expect(await addresses()).toEqual([{ address: 'oui@ailleurs.example' }])
    expect(await (await send(sender, '/ma-promo?onglet=perdus')).text()).not.toContain(lost.handle)
    await inside(SLUG, (query, { id: tenant }) =>
      query(sql`DELETE FROM "person_email" WHERE "tenantId" = ${tenant} AND "personId" = ${lost.id}`),
    )
  })

  test('an address about somebody who is not lost goes at once; what nobody confirmed is erased at its end', async () => {
    await about(reached, 'autre@ailleurs.example')
    await about(lost, 'qzjoint@ici.example')
    await work()
    expect(await leads()).toEqual([
      { state: 'dropped', address: null },
      { state: 'held', address: 'qzjoint@ici.example' },
    ])
    expect(await mails.send(SLUG)).toEqual([])
    later(30)
    await work()
    expect(await leads()).toEqual([])
  })

  test('ten addresses a day, whomever they are about', async () => {
    for (let i = 0; i < 10; i++)
      expect((await about(i % 2 ? lost : reached, `n${i}@ailleurs.example`)).status).toBe(303)
    expect((await about(lost, 'onze@ailleurs.example')).status).toBe(422)
    later(1)
    expect((await about(lost, 'douze@ailleurs.example')).status).toBe(303)
  })
})
