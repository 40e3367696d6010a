/** Registering for an event (E3): seats never sold twice (B1), who waits (B4), caps (B5), who is seen coming (B14). */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { endAnswers } from '#app/domain/events/answers.task.ts'
import { endLateOffers } from '#app/domain/events/seat-offers.task.ts'
import { EVENT_WORDS, type OpenEvent, openEvent, PLACES } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const SLUG = 'supmeca'
const people: Somebody[] = []
let manager: Seat
let admin: Seat
let count = 0

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
  admin = await staffSeat(SLUG, 'admin')
  for (let i = 0; i < 8; i++) people.push(await somebody(SLUG))
})
beforeEach(() => setClock(undefined))

const make = (places: Record<string, string> = {}, words: Record<string, string> = {}) =>
  openEvent(manager, { title: `Soiree numero ${++count}`, words, places })

const at = ({ slug }: OpenEvent) => `/evenements/${slug}/inscription`
const join = (who: Seat, event: OpenEvent, more: Record<string, string> = {}) =>
  post(who, at(event), { intent: 'register', shown: 'on', ...more })

/** @returns how many seats each state holds */
async function seats({ id }: OpenEvent): Promise<Record<string, number>> {
  const rows = await inside(SLUG, (query, scope) =>
    query<{ state: string; n: number }>(sql`SELECT "state", sum("seats")::int AS "n" FROM "event_registration"
      WHERE "tenantId" = ${scope.id} AND "eventId" = ${id} GROUP BY "state"`),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

async function stateOf(who: Somebody, { id }: OpenEvent): Promise<string | undefined> {
  const [row] = await inside(SLUG, (query, scope) =>
    query<{ state: string }>(sql`SELECT "state" FROM "event_registration" WHERE "tenantId" = ${scope.id}
      AND "eventId" = ${id} AND "personId" = ${who.id}`),
  )
  return row?.state
}

describe('places', () => {
  test('B1: eight at once for five seats: five come, nobody more, nobody less', async () => {
    const event = await make({ capacity: '5' })
    const answers = await Promise.all(people.map((who) => join(who, event)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 303, 422, 422, 422])
    expect(await seats(event)).toEqual({ registered: 5 })
    // Sent twice it is one place.
    await join(people[0]!, event)
    expect(await seats(event)).toEqual({ registered: 5 })
    expect(await text(people[0]!, '/evenements')).toContain('Complet')
  })

  test('guests are seats: as many as the event allows, and never more than are left', async () => {
    const event = await make({ capacity: '5', guests: '2' })
    await Promise.all(people.slice(0, 4).map((who) => join(who, event, { guests: '2' })))
    expect(await seats(event)).toEqual({ registered: 3 })
    const late = people.find((_, i) => i < 4)!
    await join(people[5]!, event, { guests: '1' })
    expect(await seats(event)).toEqual({ registered: 5 })
    // Nine guests where two are allowed count as none.
    const other = await make({ guests: '2' })
    await join(late, other, { guests: '9' })
    expect(await seats(other)).toEqual({ registered: 1 })
  })

  test('B4: who waits is offered what becomes free, in turn; the offer holds the seat, ends, and passes on', async () => {
    const event = await make({ capacity: '1' })
    const [first, second, third, fourth] = people as [Somebody, Somebody, Somebody, Somebody]
    await join(first, event)
    // Waiting is asked before it is done.
    expect(await (await join(second, event)).text()).toContain('liste d’attente')
    expect(await stateOf(second, event)).toBeUndefined()
    for (const who of [second, third]) expect((await post(who, at(event), { intent: 'wait' })).status).toBe(303)
    await post(first, at(event), { intent: 'withdraw' })
    expect(await stateOf(second, event)).toBe('offered')
    expect((await join(fourth, event)).status).toBe(422)
    // Whoever came and left is not put back, and takes nobody's offer.
    expect((await join(first, event)).status).toBe(422)
    // One's own offer does not stand in one's way.
    expect((await join(second, event)).status).toBe(303)
    expect(await seats(event)).toEqual({ registered: 1, waiting: 1, withdrawn: 1 })
    await post(second, at(event), { intent: 'withdraw' })
    expect(await stateOf(third, event)).toBe('offered')
    const later = new Date(Date.now() + 49 * 3_600_000)
    setClock(later)
    const tenant = (await tenantOfSlug(SLUG))!
    await post(fourth, at(event), { intent: 'wait' })
    expect(await stateOf(fourth, event)).toBe('registered')
    expect((await join(third, event)).status).toBe(422)
    await endLateOffers(tenant, later)
    expect(await stateOf(third, event)).toBe('withdrawn')
    expect(await seats(event)).toEqual({ registered: 1, withdrawn: 3 })
  })

  test('B4: two seats that become free at once are two offers; a larger house is offered at once', async () => {
    const event = await make({ capacity: '2' })
    const [a, b, c, d, e] = people as [Somebody, Somebody, Somebody, Somebody, Somebody]
    for (const who of [a, b]) await join(who, event)
    for (const who of [c, d, e]) await post(who, at(event), { intent: 'wait' })
    await Promise.all([a, b].map((who) => post(who, at(event), { intent: 'withdraw' })))
    expect(await seats(event)).toEqual({ offered: 2, waiting: 1, withdrawn: 2 })
    await post(manager, `${event.desk}/places`, { ...PLACES, capacity: '3' })
    expect(await seats(event)).toEqual({ offered: 3, withdrawn: 2 })
    // Once it is cancelled nothing is offered any more.
    await post(manager, event.desk, { intent: 'cancel' })
    await post(c, at(event), { intent: 'withdraw' })
    expect((await join(a, event)).status).toBe(422)
  })

  test('B5: fewer places than are taken is refused with who came last; nothing is changed', async () => {
    const event = await make({ capacity: '3' })
    for (const who of people.slice(0, 3)) await join(who, event)
    const answer = await post(manager, `${event.desk}/places`, { ...PLACES, capacity: '2' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('3 places sont déjà prises')
    expect(html).toContain(people[2]!.name)
    expect(html).not.toContain(people[1]!.name)
    expect((await post(manager, `${event.desk}/places`, { ...PLACES, capacity: '3' })).status).toBe(303)
  })

  test('nobody registers for what is closed, a draft, over, or not for them', async () => {
    const event = await make({}, { audience: 'staff' })
    expect((await join(people[0]!, event)).status).toBe(404)
    const closed = await make({ closes: '2026-01-01T12:00' })
    expect((await join(people[0]!, closed)).status).toBe(422)
    expect((await request('supmeca.localhost', at(closed))).status).toBe(302)
  })
})

describe('questions, and who is told', () => {
  test('answers are asked, kept for who organises, and exported by the right to extract alone', async () => {
    const event = await make({
      'label-0': 'Régime',
      'options-0': 'Tout\nVégétarien',
      'required-0': 'on',
      'label-1': '=Mot',
    })
    expect((await join(people[0]!, event, { 'q-1': 'Autre' })).status).toBe(422)
    expect((await join(people[0]!, event, { 'q-1': 'Végétarien', 'q-2': '=1+1' })).status).toBe(303)
    const list = await text(manager, event.desk)
    expect(list).toContain('Végétarien')
    expect(list).toContain(`data-person="${people[0]!.handle}"`)
    expect(await text(people[1]!, `/evenements/${event.slug}`)).not.toContain('Végétarien')
    expect((await get(manager, `${event.desk}/inscrits.xlsx`)).status).toBe(403)
    const book = await get(admin, `${event.desk}/inscrits.xlsx`)
    expect(book.status).toBe(200)
    const { default: excel } = await import('exceljs')
    const read = new excel.Workbook()
    await read.xlsx.load((await book.arrayBuffer()) as never)
    const sheet = read.worksheets[0]!
    expect(sheet.getRow(1).getCell(6).value).toBe("'=Mot")
    expect(sheet.getRow(2).getCell(5).value).toBe('Végétarien')
    expect(sheet.getRow(2).getCell(6).value).toBe("'=1+1")
  })

  test('the id of a question that was answered is no other’s, and answers end 30 days after the event', async () => {
    const event = await make({ 'label-0': 'Régime' })
    await join(people[0]!, event, { 'q-1': 'Sans noix' })
    expect((await post(manager, `${event.desk}/places`, { ...PLACES, 'label-0': '' })).status).toBe(303)
    expect((await post(manager, `${event.desk}/places`, { ...PLACES, 'label-0': 'Hôtel' })).status).toBe(303)
    expect(await text(people[0]!, at(event))).toMatch(/name="q-2"/)
    expect(await text(manager, event.desk)).not.toContain('Sans noix')
    const [tenant, [row]] = await inside(SLUG, async (query, { id }) => [
      (await tenantOfSlug(SLUG))!,
      await query<{ endsAt: Date }>(sql`SELECT "endsAt" FROM "event" WHERE "tenantId" = ${id} AND "id" = ${event.id}`),
    ])
    const daysLater = (days: number) => new Date(row!.endsAt.getTime() + days * 86_400_000)
    const kept = () =>
      inside(SLUG, (query, { id }) =>
        query<{ answers: object }>(sql`SELECT "answers" FROM "event_registration" WHERE "tenantId" = ${id}
          AND "eventId" = ${event.id}`),
      )
    await endAnswers(tenant, daysLater(29))
    expect(await kept()).toEqual([{ answers: { 1: 'Sans noix' } }])
    await endAnswers(tenant, daysLater(31))
    expect(await kept()).toEqual([{ answers: {} }])
  })

  test('confirmation, offer, another place, a message and the end are told once each, and not to who left', async () => {
    await mails.send(SLUG)
    mails.forget()
    const event = await make({ capacity: '1' }, { link: 'https://visio.example.org/secret' })
    const [first, second] = people as [Somebody, Somebody]
    await join(first, event)
    await post(second, at(event), { intent: 'wait' })
    const told = async () => (await mails.send(SLUG)).map(({ to, subject }) => `${to} ${subject.split(/\s:\s/)[0]}`)
    const [one, two] = [first, second].map(({ name }) => `${name}@exemple.fr`)
    expect(await told()).toEqual(expect.arrayContaining([`${one} Inscription confirmée`, `${two} Liste d’attente`]))
    expect(mails.mails.find(({ to }) => String(to) === one)!.text).toContain('visio.example.org/secret')
    expect(mails.mails.find(({ to }) => String(to) === two)!.text).not.toContain('visio.example.org')
    mails.forget()
    await post(manager, `${event.desk}/modifier`, {
      ...EVENT_WORDS,
      title: 'Soirée',
      place: 'Ailleurs',
      intent: 'save',
    })
    expect((await told()).sort()).toEqual([`${one} Changement`, `${two} Changement`].sort())
    mails.forget()
    await post(manager, `${event.desk}/message`, { subject: 'Vestiaire', text: 'Il y en a un.' })
    expect(await told()).toEqual([`${one} Vestiaire`])
    mails.forget()
    await post(first, at({ ...event, slug: event.slug }), { intent: 'withdraw' })
    expect(await told()).toEqual([`${two} Une place pour vous`])
    mails.forget()
    await post(manager, event.desk, { intent: 'cancel' })
    expect(await told()).toEqual([`${two} Annulé`])
  })
})

describe('leaks', () => {
  const LINK = 'https://visio.example.org/secret'

  test('a mail about an event leaves for nobody who no longer reads it, and for everybody who does', async () => {
    const [paid, unpaid, closed] = [await somebody(SLUG), await somebody(SLUG, { paidUp: false }), await somebody(SLUG)]
    const event = await make({}, { audience: 'network', link: LINK })
    for (const who of [paid, unpaid, closed]) await join(who, event)
    await mails.send(SLUG)
    mails.forget()
    await inside(SLUG, (query, scope) =>
      query(sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${scope.id}
        AND "id" = ${closed.accountId} RETURNING 1`),
    )
    const words = { ...EVENT_WORDS, title: 'Entre nous', audience: 'paid-up', link: LINK, intent: 'save' }
    await post(manager, `${event.desk}/modifier`, { ...words, place: 'Ailleurs' })
    await post(manager, `${event.desk}/message`, { subject: 'Vestiaire', text: 'Il y en a un.' })
    await mails.send(SLUG)
    expect(mails.mails.map(({ to }) => String(to))).toEqual(Array(2).fill(`${paid.name}@exemple.fr`))
    for (const mail of mails.mails) expect(mail.text).toContain(LINK)
    // Everybody reads it again: who has no account any more is told, and not where it is followed.
    mails.forget()
    await post(manager, `${event.desk}/modifier`, { ...words, audience: 'public', place: 'Ici' })
    await mails.send(SLUG)
    const told = Object.fromEntries(mails.mails.map(({ to, text }) => [String(to), text.includes(LINK)]))
    expect(told).toEqual(
      Object.fromEntries([paid, unpaid, closed].map((who) => [`${who.name}@exemple.fr`, who !== closed])),
    )
  })

  test('no seat is held for who died while they waited: the next is offered it', async () => {
    const event = await make({ capacity: '1' })
    const [first, dead, next] = [people[0]!, await somebody(SLUG), people[1]!]
    await join(first, event)
    for (const who of [dead, next]) await post(who, at(event), { intent: 'wait' })
    await inside(SLUG, (query, scope) =>
      query(sql`UPDATE "person" SET "status" = 'décédé' WHERE "tenantId" = ${scope.id} AND "id" = ${dead.id}
        RETURNING 1`),
    )
    await post(first, at(event), { intent: 'withdraw' })
    expect([await stateOf(dead, event), await stateOf(next, event)]).toEqual(['waiting', 'offered'])
  })
})

describe('B14: who is seen coming', () => {
  test('contacts and one’s own year, as each may be seen and wants to be; nobody else, nobody apart', async () => {
    const viewer = await somebody(SLUG)
    const classmate = await somebody(SLUG)
    const discreet = await somebody(SLUG)
    const hidden = await somebody(SLUG, { siteChoices: { lastName: 'nobody' } })
    const otherYear = await somebody(SLUG, { values: { promotion: 1987 } })
    const apart = await somebody(SLUG)
    await inside(SLUG, (query, scope) =>
      query(sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
        VALUES (${scope.id}, ${viewer.id}, ${apart.id}, now()) RETURNING 1`),
    )
    const event = await make()
    for (const who of [viewer, classmate, hidden, otherYear, apart]) await join(who, event)
    await post(discreet, at(event), { intent: 'register' })
    const shown = async (who?: Seat) => {
      const html = await (
        await request('supmeca.localhost', `/evenements/${event.slug}`, who ? { cookie: who.cookie } : {})
      ).text()
      return [...html.matchAll(/data-person="([^"]+)"/g)].map(([, handle]) => handle)
    }
    expect(await shown(viewer)).toEqual([classmate.handle])
    expect(await shown()).toEqual([])
    const own = await text(viewer, '/mon-agenda')
    for (const said of [event.slug, EVENT_WORDS.place, 'Inscrit']) expect(own).toContain(said)
    expect(await text(viewer, '/')).toContain('data-block="own-agenda"')
    expect(await text(people[7]!, '/mon-agenda')).not.toContain(event.slug)
  })
})
