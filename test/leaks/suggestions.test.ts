/**
 * A13: people whom the site suggests. Reasons and order come from what the viewer may read alone; who is apart, dead,
 * gone, closed, known or sent away is never there; and nobody is hidden too much.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { removePeople, writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { befriend, organisationSeat, personSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
type Values = Partial<Record<FieldId, unknown>>
interface Somebody {
  id: string
  handle: string
}
const people = {} as Record<'viewer' | 'one' | 'mate' | 'colleague' | 'neighbour' | 'linked' | 'far', Somebody>
const TIE = { promotion: 2007, company: 'Qzforge Systèmes', homeCity: 'Quimper', homeCountry: 'France' }
const AWAY = { promotion: 1981, company: 'Ailleurs SA', homeCity: 'Metz', homeCountry: 'France' }
let viewer: Seat
/** The viewer's contacts: as many as it takes to be told of those in common. */
let contacts: Somebody[]

async function add(lastName: string, values: Values): Promise<Somebody> {
  const [person] = await addPeople(SLUG, [{ values: { firstName: 'Sacha', lastName, ...AWAY, ...values } }])
  return person!
}

const send = (path: string, form?: Record<string, string>, cookie = viewer.cookie) =>
  request(`${SLUG}.localhost`, path, { cookie, ...(form ? { form } : {}) })
const page = async (path = '/suggestions') => textWithoutNonce(await send(path))
const shown = async (path?: string) =>
  [...(await page(path)).matchAll(/<li data-person="([^"]+)"/g)].map(([, handle]) => handle)
const reasonOf = async ({ handle }: Somebody) =>
  new RegExp(`data-person="${handle}".*?row-points">([^<]*)`, 's').exec(await page())?.[1]?.replaceAll('\u00a0', ' ')

const write = (who: Somebody, values: Values) =>
  inside(SLUG, (query, scope) => writeValues({ query, tenant: scope }, who.id, values, TRACE))
const show = (who: Somebody, site: Partial<Record<FieldId, Audience>>) =>
  inside(SLUG, (query, scope) => writeDecisions({ query, tenant: scope }, who.id, { site }, TRACE))
const run = (statement: (tenantId: string) => ReturnType<typeof sql>) =>
  inside(SLUG, (query, { id }) => query(statement(id)))

beforeAll(async () => {
  await apply(SLUG, 'isep')
  people.viewer = await add('Qzmoi', TIE)
  contacts = []
  for (const one of ['un', 'deux', 'trois', 'quatre', 'cinq', 'six']) contacts.push(await add(`Qz${one}`, {}))
  people.one = contacts[0]!
  people.mate = await add('Qzpromo', { promotion: TIE.promotion })
  people.colleague = await add('Qzposte', { company: 'QZFORGE systèmes' })
  people.neighbour = await add('Qzville', { homeCity: 'Quimper' })
  people.linked = await add('Qzlien', {})
  people.far = await add('Qzloin', {})
  viewer = await personSeat(SLUG, people.viewer.id, { paidUp: true })
  for (const contact of contacts) await befriend(SLUG, people.viewer.id, contact.id)
  for (const contact of contacts.slice(0, 3)) await befriend(SLUG, contact.id, people.linked.id)
})

test('everybody with something in common is suggested, the closest first, each with the reason in words', async () => {
  const { mate, colleague, neighbour, linked } = people
  expect(await shown()).toEqual([linked, colleague, mate, neighbour].map(({ handle }) => handle))
  expect(await reasonOf(linked)).toBe('Contacts en commun')
  expect(await reasonOf(colleague)).toBe('Même entreprise : Qzforge Systèmes')
  expect(await reasonOf(mate)).toBe('Même promotion')
  expect(await reasonOf(neighbour)).toBe('Habite aussi à Quimper')
  const home = await page('/')
  expect(home).toContain(`data-person="${linked.handle}"`)
  expect(await page(`/profil/${people.viewer.handle}`)).toContain(`data-person="${colleague.handle}"`)
  expect(await page(`/profil/${mate.handle}`)).not.toContain(`data-person="${colleague.handle}"`)
})

describe('A13: a value that is hidden changes neither the list nor its order', () => {
  // A year is as hidden as the name that it goes with.
  test.each([
    ['promotion', 'lastName'],
    ['company', 'company'],
    ['homeCity', 'homeCity'],
    ['homeCountry', 'homeCountry'],
  ] as const)('%s', async (field, hidden) => {
    const { far, mate } = people
    for (const who of [far, mate]) {
      const before = who === far ? AWAY : { ...AWAY, promotion: TIE.promotion }
      // With a country that is hidden, the town is too: one tells the other.
      await write(who, { ...before, homeCity: 'Quimper', [field]: AWAY[field] })
      await show(who, { [hidden]: 'nobody' })
      const one = await page()
      await write(who, { [field]: TIE[field] })
      const same = await page()
      await write(who, { [field]: null })
      const none = await page()
      expect(same).toBe(one)
      expect(none).toBe(one)
      await write(who, { [field]: TIE[field] })
      await show(who, { [hidden]: 'network' })
      expect(await page(), 'and once it is shown, it counts').not.toBe(one)
      await write(who, before)
    }
  })

  test('contacts in common: from three of six, and their number is told by no word, no order and no place', async () => {
    const { far, linked, viewer: me } = people
    const before = await page()
    for (const contact of contacts.slice(0, 2)) await befriend(SLUG, contact.id, far.id)
    expect(await page()).toBe(before)
    await befriend(SLUG, contacts[2]!.id, far.id)
    const three = await page()
    expect(await reasonOf(far)).toBe('Contacts en commun')
    for (const contact of contacts.slice(3)) await befriend(SLUG, contact.id, far.id)
    expect(await page(), 'six in common are told as three are').toBe(three)
    const fewer = (one: string, other: string) =>
      run(
        (id) => sql`DELETE FROM "friendship" WHERE "tenantId" = ${id}
        AND (("personId" = ${one} AND "friendId" = ${other}) OR ("personId" = ${other} AND "friendId" = ${one}))`,
      )
    await fewer(me.id, contacts[5]!.id)
    for (const { handle } of [far, linked]) expect(await shown(), 'five contacts of one’s own').not.toContain(handle)
    await befriend(SLUG, me.id, contacts[5]!.id)
    expect(await page()).toBe(three)
    for (const contact of contacts) await fewer(contact.id, far.id)
    expect(await page()).toBe(before)
  })
})

describe('never suggested', () => {
  test('oneself, contacts, and whoever is asked, whatever they answered', async () => {
    const { mate, viewer: me, one } = people
    const found = await shown()
    expect(found).not.toContain(me.handle)
    expect(found).not.toContain(one.handle)
    await send(`/profil/${mate.handle}/contact`, { intent: 'ask' })
    const asked = await page()
    expect(asked).not.toContain(`data-person="${mate.handle}"`)
    await run(
      (id) => sql`UPDATE "friend_request" SET "answer" = 'refused', "answeredAt" = now()
      WHERE "tenantId" = ${id} AND "otherId" = ${mate.id}`,
    )
    expect(await page()).toBe(asked)
    await send(`/profil/${mate.handle}/contact`, { intent: 'withdraw' })
    expect(await shown()).toContain(mate.handle)
  })

  test('somebody kept away, in both directions', async () => {
    const { mate, viewer: me } = people
    for (const [one, other] of [
      [me.id, mate.id],
      [mate.id, me.id],
    ]) {
      await run(
        (id) => sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
        VALUES (${id}, ${one}, ${other}, now())`,
      )
      expect(await shown()).not.toContain(mate.handle)
      await run((id) => sql`DELETE FROM "person_block" WHERE "tenantId" = ${id}`)
    }
    expect(await shown()).toContain(mate.handle)
  })

  test('the dead, the unlisted, closed accounts, and who is gone', async () => {
    const { neighbour } = people
    const gone = await add('Qzparti', { promotion: TIE.promotion })
    await personSeat(SLUG, neighbour.id)
    expect(await shown()).toEqual(expect.arrayContaining([neighbour.handle, gone.handle]))
    await write(neighbour, { status: 'décédé' })
    expect(await shown()).not.toContain(neighbour.handle)
    await write(neighbour, { status: null })
    const listed = (yes: boolean) =>
      run((id) => sql`UPDATE "person" SET "listed" = ${yes} WHERE "tenantId" = ${id} AND "id" = ${neighbour.id}`)
    await listed(false)
    expect(await shown()).not.toContain(neighbour.handle)
    await listed(true)
    const closed = (at: Date | null) =>
      run(
        (id) => sql`UPDATE "account" SET "disabledAt" = ${at} WHERE "tenantId" = ${id}
        AND "personId" = ${neighbour.id}`,
      )
    await closed(new Date())
    expect(await shown()).not.toContain(neighbour.handle)
    await closed(null)
    expect(await shown()).toContain(neighbour.handle)
    await inside(SLUG, (query, scope) => removePeople(query, scope, [gone.id]))
    expect(await shown()).not.toContain(gone.handle)
  })

  test('somebody sent away, for good; reading the page sends nobody away', async () => {
    const { colleague } = people
    await send(`/suggestions?intent=dismiss&personne=${colleague.handle}`)
    expect(await shown()).toContain(colleague.handle)
    const form = { intent: 'dismiss', personne: colleague.handle, retour: 'accueil' }
    const answer = await send('/suggestions', form)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
    // Twice, and about nobody: the same answer.
    for (const personne of [colleague.handle, 'personne.ici07'])
      expect((await send('/suggestions', { ...form, personne })).headers.get('Location')).toBe('/')
    await write(colleague, TIE)
    expect(await shown()).not.toContain(colleague.handle)
    const block = (await page('/'))
      .split('</main>')[0]!
      .split('data-block="')
      .find((one) => one.startsWith('suggestions'))
    expect(block).toContain('name="personne"')
    expect(block).not.toContain(colleague.handle)
    expect(await shown('/annuaire?nom=Qzposte')).toContain(colleague.handle)
  })
})

test('roles that ask nobody to be a contact have no suggestions', async () => {
  const { cookie } = await organisationSeat(SLUG, 'company')
  expect((await send('/suggestions', undefined, cookie)).status).toBe(403)
  expect((await request(`${SLUG}.localhost`, '/suggestions')).status).toBe(302)
  const [member] = await addPeople('isep', [{ values: { firstName: 'Luc', lastName: 'Dehors', promotion: 2007 } }])
  const unpaid = await personSeat('isep', member!.id)
  expect((await request('isep.localhost', '/suggestions', { cookie: unpaid.cookie })).status).toBe(403)
})
