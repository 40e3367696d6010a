/**
 * A16: people lost from view. Name and year alone are shown; what a classmate sends is quarantined; the person is asked
 * once, and says yes or no; the sender learns nothing; what nobody confirmed is erased at its end.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { considerLeads } from '#app/domain/lost/consider-leads.server.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { removePeople, writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
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

const addressesOf = (who: Somebody) =>
  inside(SLUG, (query, { id }) =>
    query(sql`SELECT "address" FROM "person_email" WHERE "tenantId" = ${id} AND "personId" = ${who.id}`),
  )
const forget = (who: Somebody) =>
  inside(SLUG, (query, { id }) =>
    query(sql`DELETE FROM "person_email" WHERE "tenantId" = ${id} AND "personId" = ${who.id}`),
  )
/** Out of the lists of the tests that follow. */
const remove = (who: Somebody) => inside(SLUG, (query, scope) => removePeople(query, scope, [who.id]))

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
    const addresses = () => addressesOf(lost)
    expect(await addresses()).toEqual([])
    const desk = await (await send(staff, '/admin/perdus-de-vue')).text()
    // Without the right to extract, addresses stand on the record alone; enough is shown to tell them apart.
    expect(desk).toContain('o…@ailleurs.example')
    expect(desk).not.toContain('oui@ailleurs.example')
    expect(desk).toMatch(/data-promotion="2003" data-count="3"/)
    const id = /data-lead="([^"]+)"/.exec(desk)![1]!
    expect((await send(sender, '/admin/perdus-de-vue')).status).toBe(403)
    expect((await send(sender, '/admin/perdus-de-vue', { intent: 'add', id })).status).toBe(403)
    const done = await send(staff, '/admin/perdus-de-vue', { intent: 'add', id })
    expect(done.headers.get('Location')).toBe('/admin/perdus-de-vue?fait=added')
    expect(await addresses()).toEqual([{ address: 'oui@ailleurs.example' }])
    expect(await (await send(sender, '/ma-promo?onglet=perdus')).text()).not.toContain(lost.handle)
    await forget(lost)
  })

  test('the staff give nobody of their rank or above a way in, nor themselves; an administrator may', async () => {
    const colleague = await add('Qzcollegue')
    const seat = await personSeat(SLUG, colleague.id)
    await inside(SLUG, (query, { id }) =>
      query(sql`UPDATE "account" SET "email" = NULL WHERE "tenantId" = ${id} AND "id" = ${seat.accountId}`),
    )
    await inside(SLUG, (query, scope) =>
      grantRole(query, scope, { accountId: seat.accountId, role: 'admin' }, new Date('2020-01-01')),
    )
    await about(colleague, 'a-moi@ailleurs.example')
    await work()
    const [mail] = await mails.send(SLUG)
    await send(undefined, mails.link(mail!, '/retrouvailles/'), { reponse: 'oui' })
    const addTo = async (who: Seat) => {
      const id = /data-lead="([^"]+)"/.exec(await (await send(who, '/admin/perdus-de-vue')).text())![1]!
      return (await send(who, '/admin/perdus-de-vue', { intent: 'add', id })).headers.get('Location')
    }
    expect(await addTo(staff)).toBe('/admin/perdus-de-vue?fait=rank')
    expect(await addTo(seat)).toBe('/admin/perdus-de-vue?fait=self')
    expect(await addressesOf(colleague)).toEqual([])
    expect(await addTo(await staffSeat(SLUG, 'admin'))).toBe('/admin/perdus-de-vue?fait=added')
    expect(await addressesOf(colleague)).toEqual([{ address: 'a-moi@ailleurs.example' }])
    await mails.send(SLUG)
  })

  test('who is of another year is found and sent nothing; their classmates may', async () => {
    const older = await add('Qzaine', { promotion: 1990 })
    expect((await send(sender, `/ma-promo/perdus/${older.handle}`)).status).toBe(404)
    expect((await send(sender, `/ma-promo/perdus/${lost.handle}`)).status).toBe(200)
    expect((await about(older, 'aine@ailleurs.example')).status).toBe(303)
    expect(await leads()).toEqual([])
  })

  test('who said no, wants no mails, or is kept apart from the sender is not written to; others are', async () => {
    const [no, quiet, apart, plain] = [await add('Qza'), await add('Qzb'), await add('Qzc'), await add('Qzd')]
    await inside(SLUG, (query, scope) =>
      writeValues({ query, tenant: scope }, quiet.id, { emailingConsent: false }, TRACE),
    )
    await about(no, 'premier@ailleurs.example')
    await work()
    const [asked] = await mails.send(SLUG)
    await send(undefined, mails.link(asked!, '/retrouvailles/'), { reponse: 'non' })
    later(40)
    for (const [i, who] of [no, quiet, apart, plain].entries()) await about(who, `suite${i}@ailleurs.example`)
    await inside(SLUG, (query, { id }) =>
      query(sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
        SELECT "tenantId", ${apart.id}, "personId", now() FROM "account"
        WHERE "tenantId" = ${id} AND "id" = ${sender.accountId}`),
    )
    await work()
    expect((await mails.send(SLUG)).flatMap(({ to }) => to)).toEqual([
      'premier@ailleurs.example',
      'suite3@ailleurs.example',
    ])
    for (const who of [no, quiet, apart, plain]) await remove(who)
  })

  test('a letter that waited does not reach who died or was found meanwhile', async () => {
    const [dead, found, plain] = [await add('Qzmort'), await add('Qztrouve'), await add('Qzattend')]
    for (const [i, who] of [dead, found, plain].entries()) await about(who, `attente${i}@ailleurs.example`)
    await work()
    const write = (who: Somebody, values: object) =>
      inside(SLUG, (query, scope) => writeValues({ query, tenant: scope }, who.id, values, TRACE))
    await write(dead, { status: 'décédé' })
    await write(found, { primaryEmail: 'trouve@ici.example' })
    expect((await mails.send(SLUG)).flatMap(({ to }) => to)).toEqual(['attente2@ailleurs.example'])
    for (const who of [dead, found, plain]) await remove(who)
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
