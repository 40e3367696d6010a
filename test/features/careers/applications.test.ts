/** Applications (E4): stored first, seen alike by both sides, answered, asked about, closed, thanked for. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { keepApplications } from '#app/domain/offers/applications.task.ts'
import { get, PDF, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { deposit, subjects } from '../../factories/offers.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const seats = {} as Record<'manager' | 'company' | 'other', Seat>
const people = {} as Record<'nina' | 'omar' | 'unpaid', Somebody>

beforeAll(async () => {
  await apply('ece')
  seats.manager = await staffSeat('ece', 'manager')
  for (const name of ['company', 'other'] as const) seats[name] = await organisationSeat('ece', 'company')
  for (const name of ['nina', 'omar'] as const) people[name] = await somebody('ece')
  people.unpaid = await somebody('ece', { paidUp: false })
  await postFiles(people.nina, '/parametres/fiche?partie=photo', { cv: { name: 'cv.pdf', bytes: PDF } }, 'ece')
})
afterEach(() => setClock(undefined))

/** @returns the id of an offer to which one applies here */
async function online(more: Record<string, string> = {}): Promise<string> {
  const id = await deposit(seats.company, { applyUrl: '', ...more })
  const hash = /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${id}`, 'ece'))![1]!
  await post(seats.manager, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'ece')
  return id
}

const send = (who: Somebody, offer: string, more: Record<string, string> = {}) =>
  post(who, `/offres/${offer}/postuler`, { name: who.name, email: 'moi@exemple.fr', letter: 'Bonjour', ...more }, 'ece')
const rows = (offer: string) =>
  inside('ece', (query, { id }) =>
    query<{ id: string; personId: string; state: string; fileKey: string | null; letter: string }>(sql`SELECT "id",
      "personId", "state", "fileKey", "letter" FROM "offer_application" WHERE "tenantId" = ${id} AND "offerId" = ${offer}
      ORDER BY "at", "id"`),
  )
const mine = async (who: Somebody, id: string) =>
  new RegExp(`data-application="${id}" data-state="(\\w+)"`).exec(await text(who, '/mes-candidatures', 'ece'))?.[1]
const theirs = async (offer: string, id: string) =>
  new RegExp(`data-application="${id}" data-state="(\\w+)"`).exec(
    await text(seats.company, `/offres/${offer}/candidatures`, 'ece'),
  )?.[1]
const round = async (at: Date) => {
  setClock(at)
  await keepApplications((await tenantOfSlug('ece'))!, at)
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

describe('C9, C12: sent', () => {
  test('stored with its mail before anything leaves; twice is once; both sides see one state, a mail that came back too', async () => {
    const offer = await online({ title: 'Analyste' })
    expect((await get(people.unpaid, `/offres/${offer}/postuler`, 'ece')).status).toBe(404)
    expect((await get(seats.other, `/offres/${offer}/postuler`, 'ece')).status).toBe(404)
    expect((await get(seats.company, `/offres/${offer}/postuler`, 'ece')).status).toBe(403)
    expect((await send(people.nina, offer, { email: 'non' })).status).toBe(422)
    expect(await text(people.nina, `/offres/${offer}/postuler`, 'ece')).toContain('Joindre mon CV')
    expect((await send(people.nina, offer, { cv: 'on' })).headers.get('Location')).toContain('fait=stored')
    expect((await send(people.nina, offer, { cv: 'on', letter: 'Encore' })).headers.get('Location')).toContain(
      'fait=already',
    )
    const [one, ...others] = await rows(offer)
    expect(others).toEqual([])
    const both = async () => [await mine(people.nina, one!.id), await theirs(offer, one!.id)]
    expect(await both()).toEqual(['stored', 'stored'])
    expect(subjects(await mails.send('ece')).at(-1)).toBe(`Candidature pour Analyste : ${people.nina.name}`)
    expect(await both()).toEqual(['told', 'told'])
    for (const state of ['delivered', 'bounced']) {
      await inside('ece', (query, { id }) =>
        query(
          sql`UPDATE "mail" SET "state" = ${state} WHERE "tenantId" = ${id} AND "key" LIKE ${`application.received ${one!.id}%`}`,
        ),
      )
      expect(await both()).toEqual([state, state])
    }
    expect(await text(seats.company, `/offres/${offer}`, 'ece')).toContain('1 candidature')
    const page = await text(seats.company, `/candidatures/${one!.id}`, 'ece')
    for (const words of ['Bonjour', 'moi@exemple.fr', people.nina.name]) expect(page).toContain(words)
    expect(await both()).toEqual(['opened', 'opened'])
    const file = await get(seats.company, `/candidatures/${one!.id}/cv`, 'ece')
    expect([file.status, file.headers.get('Content-Disposition'), file.headers.get('X-Content-Type-Options')]).toEqual([
      200,
      'attachment; filename="cv.pdf"',
      'nosniff',
    ])
    expect(await text(people.nina, '/mes-candidatures', 'ece')).toContain('CV ouvert 1 fois')
    for (const path of ['', '/cv'])
      for (const who of [seats.other, people.omar, seats.manager])
        expect((await get(who, `/candidatures/${one!.id}${path}`, 'ece')).status).toBe(404)
    expect((await get(seats.other, `/offres/${offer}/candidatures`, 'ece')).status).toBe(404)
    expect((await request('ece.localhost', `/candidatures/${one!.id}`)).status).toBe(302)
    expect(await text(people.nina, '/mes-candidatures', 'ece')).not.toMatch(/company\.\w+@exemple\.fr/)
  })

  test('withdrawn: words and file go at once, and the recruiter finds it no more', async () => {
    const offer = await online({ title: 'Retrait' })
    await send(people.nina, offer, { cv: 'on' })
    const [one] = await rows(offer)
    await post(people.omar, '/mes-candidatures', { intent: 'withdraw', application: one!.id }, 'ece')
    expect((await rows(offer))[0]!.state).toBe('sent')
    await post(people.nina, '/mes-candidatures', { intent: 'withdraw', application: one!.id }, 'ece')
    expect(await rows(offer)).toMatchObject([{ state: 'withdrawn', letter: '', fileKey: null }])
    expect((await get(seats.company, `/candidatures/${one!.id}`, 'ece')).status).toBe(404)
    expect((await send(people.nina, offer)).headers.get('Location')).toContain('fait=stored')
    // Answered, it is taken back all the same, and not sent to the same recruiter again.
    const [again] = await rows(offer)
    await post(seats.company, `/candidatures/${again!.id}`, { intent: 'refused', words: 'Non merci' }, 'ece')
    await post(people.nina, '/mes-candidatures', { intent: 'withdraw', application: again!.id }, 'ece')
    expect((await get(seats.company, `/candidatures/${again!.id}`, 'ece')).status).toBe(404)
    await send(people.nina, offer)
    expect(await rows(offer)).toMatchObject([{ state: 'withdrawn', letter: '' }])
  })
})

describe('C10, C11: answered, asked about, closed', () => {
  test('an answer goes out by the form, once, with its words; a link of a mail acts on nothing', async () => {
    const offer = await online({ title: 'Réponse' })
    await send(people.nina, offer)
    const [one] = await rows(offer)
    const here = `/candidatures/${one!.id}`
    await get(seats.company, `${here}?intent=accepted`, 'ece')
    expect((await rows(offer))[0]!.state).toBe('sent')
    expect((await post(seats.company, here, { intent: 'accepted', words: '' }, 'ece')).status).toBe(422)
    expect((await post(people.nina, here, { intent: 'accepted', words: 'Oui' }, 'ece')).status).toBe(404)
    const yes = await post(seats.company, here, { intent: 'accepted', words: 'Venez lundi.' }, 'ece')
    expect(yes.headers.get('Location')).toContain('fait=answered')
    const no = await post(seats.company, here, { intent: 'refused', words: 'Non.' }, 'ece')
    expect(no.headers.get('Location')).toContain('fait=gone')
    const told = (await mails.send('ece')).at(-1)!
    expect(subjects([told])).toEqual(['Votre candidature est retenue : Réponse'])
    expect(told.text).toContain('Venez lundi.')
    expect(await mine(people.nina, one!.id)).toBe('accepted')
  })

  test('after ten days one asks once more: the recruiter gets one list, and who had no answer is thanked at the end', async () => {
    const offer = await online({ title: 'Silence' })
    for (const who of [people.nina, people.omar]) await send(who, offer)
    const all = await rows(offer)
    const nudge = (who: Somebody) =>
      post(
        who,
        '/mes-candidatures',
        { intent: 'nudge', application: all.find((one) => one.personId === who.id)!.id },
        'ece',
      )
    expect((await nudge(people.nina)).status).toBe(403)
    setClock(inDays(10.01))
    for (const who of [people.nina, people.omar]) expect((await nudge(who)).status).toBe(303)
    expect((await nudge(people.nina)).status).toBe(403)
    await mails.send('ece')
    mails.forget()
    for (let twice = 0; twice < 2; twice++) await round(inDays(10.1))
    const lists = await mails.send('ece')
    expect(subjects(lists)).toEqual(['Des candidatures attendent votre réponse : Silence'])
    for (const { name } of [people.nina, people.omar]) expect(lists[0]!.text).toContain(name)
    mails.forget()
    await post(seats.company, `/offres/${offer}`, { intent: 'withdraw' }, 'ece')
    for (let twice = 0; twice < 2; twice++) await round(inDays(10.2))
    expect(subjects(await mails.send('ece'))).toEqual([
      'L’offre est terminée : Silence',
      'L’offre est terminée : Silence',
    ])
  })

  test('closes at its number, however many come at once', async () => {
    const offer = await online({ title: 'Deux places', mostApplications: '2' })
    const crowd = await Promise.all(Array.from({ length: 6 }, () => somebody('ece')))
    await Promise.all(crowd.map((who) => send(who, offer)))
    expect(await rows(offer)).toHaveLength(2)
    expect(await text(people.nina, `/offres/${offer}`, 'ece')).toContain('ne prend plus de candidatures')
    expect(await text(people.nina, `/offres/${offer}/postuler`, 'ece')).not.toContain('Envoyer ma candidature')
  })
})
