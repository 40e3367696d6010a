/**
 * Mentoring (C23): who is offered as a mentor to whom, places that twenty answers at once do not exceed, and what each
 * of the two learns. Leaks first.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

const people = {} as Record<'mentor' | 'mentee' | 'other' | 'hidden', Somebody>
beforeAll(async () => {
  for (const slug of ['supmeca', 'isep']) await apply(slug)
  for (const name of ['mentor', 'mentee', 'other'] as const) people[name] = await somebody('supmeca')
  people.hidden = await somebody('supmeca', { siteChoices: { canHelp: 'friends' } })
  for (const name of ['mentor', 'hidden'] as const) await offer(people[name], { places: '1', words: `Mots de ${name}` })
})

const offer = (who: Somebody, form: Record<string, string>, slug?: string) =>
  post(who, '/mentorat/proposer', { places: '1', words: '', ...form }, slug)
const list = async (who: Somebody, slug?: string) => (await text(who, '/mentorat', slug)).split('data-help=')[1] ?? ''

/** @returns the address of the request */
async function ask(who: Somebody, mentor: Somebody, words = 'Bonjour', slug?: string): Promise<string> {
  const answer = await post(who, `/mentorat/demander/${mentor.handle}`, { text: words }, slug)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}
const step = (who: Somebody, request: string, intent: string, words = '') => post(who, request, { intent, words })
const stateFor = async (who: Somebody, request: string) =>
  /data-request-state="(\w+)"/.exec(await text(who, request))?.[1]
const change = (what: (tenantId: string) => ReturnType<typeof sql>, slug = 'supmeca') =>
  inside(slug, (query, { id }) => query(what(id)))

describe('who finds a mentor', () => {
  test('a field closed to the network hides the mentor from the list and from asking; who may read it finds them', async () => {
    expect(await list(people.mentee)).toContain(people.mentor.handle)
    expect(await list(people.mentee)).toContain('Mots de mentor')
    expect(await text(people.mentee, '/mentorat')).not.toMatch(new RegExp(`${people.hidden.handle}|Mots de hidden`))
    expect((await get(people.mentee, `/mentorat/demander/${people.hidden.handle}`)).status).toBe(404)
    expect((await post(people.mentee, `/mentorat/demander/${people.hidden.handle}`, { text: 'x' })).status).toBe(404)
  })

  test('nobody who died, whose account is closed or whose dues lapsed is offered, nor to whom they keep away', async () => {
    const [dead, closed, away] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    for (const one of [dead, closed, away]) await offer(one, {})
    expect(await list(people.other)).toContain(dead.handle)
    await change((id) => sql`UPDATE "person" SET "status" = 'décédé' WHERE "tenantId" = ${id} AND "id" = ${dead.id}`)
    await change(
      (id) => sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id} AND "personId" = ${closed.id}`,
    )
    await post(away, `/profil/${people.other.handle}/contact`, { intent: 'block' })
    const found = await list(people.other)
    expect(found).not.toContain(dead.handle)
    expect(found).not.toContain(closed.handle)
    expect(found).not.toContain(away.handle)
    expect(await list(people.mentee)).toContain(away.handle)
    const [paid, reader] = [await somebody('isep'), await somebody('isep')]
    await offer(paid, {}, 'isep')
    expect(await list(reader, 'isep')).toContain(paid.handle)
    await change(
      (
        id,
      ) => sql`UPDATE "membership_period" SET "endsAt" = now() - interval '1 year', "startsAt" = now() - interval '2 years'
        WHERE "tenantId" = ${id} AND "personId" = ${paid.id}`,
      'isep',
    )
    expect(await list(reader, 'isep')).not.toContain(paid.handle)
    // Who lapsed keeps what is theirs, and reads nobody else.
    expect(await text(paid, '/mentorat', 'isep')).not.toContain(reader.handle)
  })

  test('a request of others does not exist, nor for the staff; other eyes read nothing of it', async () => {
    const [asking, asked] = [await somebody('supmeca'), await somebody('supmeca')]
    await offer(asked, {})
    const request = await ask(asking, asked, 'Motssecrets')
    const manager = await staffSeat('supmeca', 'manager')
    for (const seat of [people.other, manager]) {
      const answer = await get(seat as Somebody, request)
      expect([403, 404]).toContain(answer.status)
      expect(await answer.text()).not.toContain('Motssecrets')
    }
    expect((await step(people.other, request, 'accept')).status).toBe(404)
    expect(await stateFor(asking, request)).toBe('asked')
  })

  test('who keeps the writer away is as one who is not there; a refused conversation looks unanswered and reaches nobody', async () => {
    const [asking, away, declining] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    for (const one of [away, declining]) await offer(one, { places: '2' })
    await post(away, `/profil/${asking.handle}/contact`, { intent: 'block' })
    expect((await post(asking, `/mentorat/demander/${away.handle}`, { text: 'x' })).status).toBe(404)
    const first = await ask(asking, declining)
    await change(
      (id) => sql`UPDATE "mentor_request" SET "reached" = FALSE WHERE "tenantId" = ${id} AND "personId" = ${asking.id}`,
    )
    expect(await stateFor(asking, first)).toBe('asked')
    expect((await get(declining, first)).status).toBe(404)
    expect(await text(declining, '/mentorat')).not.toContain(first)
  })

  test('a request that never reached the mentor is closed with the others, and told alike: it stays alone nowhere', async () => {
    const mentor = await somebody('supmeca')
    await offer(mentor, { places: '1' })
    const [chosen, kept, away] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    const requests = [await ask(chosen, mentor), await ask(kept, mentor), await ask(away, mentor)] as const
    await change(
      (id) => sql`UPDATE "mentor_request" SET "reached" = FALSE WHERE "tenantId" = ${id} AND "personId" = ${kept.id}`,
    )
    await post(mentor, `/profil/${away.handle}/contact`, { intent: 'block' })
    await mails.send('supmeca')
    mails.forget()
    await step(mentor, requests[0], 'accept')
    expect(await stateFor(kept, requests[1])).toBe('full')
    expect((await get(mentor, requests[1])).status).toBe(404)
    const told = (await mails.send('supmeca')).map(({ to }) => String(to))
    expect(told).toContain(`${kept.id}@exemple.fr`)
    // Two who are kept apart hear nothing of each other.
    expect(told).not.toContain(`${away.id}@exemple.fr`)
  })

  test('asking again while a mentoring goes on is refused and writes no message; once it has ended one may ask anew', async () => {
    const [asking, mentor] = [await somebody('supmeca'), await somebody('supmeca')]
    await offer(mentor, { places: '2' })
    const request = await ask(asking, mentor, 'Premiersmots')
    await step(mentor, request, 'accept')
    const [again, twice] = await Promise.all(
      ['Secondsmots', 'Troisiemesmots'].map((words) =>
        post(asking, `/mentorat/demander/${mentor.handle}`, { text: words }),
      ),
    )
    expect([again!.status, twice!.status]).toEqual([403, 403])
    const talk = /href="(\/messagerie\/[\w-]+)"/.exec(await text(mentor, request))![1]!
    expect(await text(mentor, talk)).toContain('Premiersmots')
    expect(await text(mentor, talk)).not.toMatch(/Secondsmots|Troisiemesmots/)
    await step(mentor, request, 'end')
    await ask(asking, mentor, 'Quatriemesmots')
    expect(await text(mentor, talk)).toContain('Quatriemesmots')
  })

  test('keeping somebody away ends what goes on, without a word', async () => {
    const [asking, asked] = [await somebody('supmeca'), await somebody('supmeca')]
    await offer(asked, {})
    const request = await ask(asking, asked)
    await step(asked, request, 'accept')
    await post(asked, `/profil/${asking.handle}/contact`, { intent: 'block' })
    for (const one of [asking, asked]) expect((await get(one, request)).status).toBe(404)
    await post(asked, `/profil/${asking.handle}/contact`, { intent: 'unblock' })
    expect(await stateFor(asking, request)).toBe('ended')
  })
})

describe('C23: places', () => {
  test('one place, twenty answers at once: one is accepted, the others are closed kindly', async () => {
    const mentor = await somebody('supmeca')
    await offer(mentor, { places: '1' })
    const asking: Somebody[] = []
    for (let i = 0; i < 20; i++) asking.push(await somebody('supmeca'))
    const requests: string[] = []
    for (const one of asking) requests.push(await ask(one, mentor))
    await Promise.all(requests.map((request) => step(mentor, request, 'accept')))
    const states = await Promise.all(requests.map((request, i) => stateFor(asking[i]!, request)))
    expect(states.filter((state) => state === 'accepted')).toHaveLength(1)
    expect(states.filter((state) => state === 'full')).toHaveLength(19)
    expect(await list(people.other)).not.toContain(`/mentorat/demander/${mentor.handle}`)
  })

  test('with a queue the others wait; a place that is free again is theirs; a former mentor stands first', async () => {
    const mentor = await somebody('supmeca')
    await offer(mentor, { places: '1', queues: 'on' })
    const [first, second] = [await somebody('supmeca'), await somebody('supmeca')]
    const [one, two] = [await ask(first, mentor), await ask(second, mentor)]
    expect((await step(mentor, one, 'accept')).status).toBe(303)
    expect((await step(mentor, two, 'accept')).status).toBe(409)
    expect(await stateFor(second, two)).toBe('asked')
    expect((await post(first, `/mentorat/demander/${mentor.handle}`, { text: 'encore' })).status).toBe(403)
    await step(first, one, 'end')
    expect((await step(mentor, two, 'accept')).status).toBe(303)
    expect(await stateFor(second, two)).toBe('accepted')
    expect((await list(first)).indexOf(mentor.handle)).toBeLessThan((await list(first)).indexOf(people.mentor.handle))
    expect(await text(first, '/mentorat')).toContain('A déjà été votre mentor')
  })

  test('a pause takes no request; words of thanks are the mentor’s alone; a no is kind and told', async () => {
    const [mentor, asking] = [await somebody('supmeca'), await somebody('supmeca')]
    await offer(mentor, { places: '2' })
    const request = await ask(asking, mentor, 'Mes mots')
    expect(await text(mentor, request)).toContain('Mes mots')
    await step(mentor, request, 'decline', 'Au printemps plutôt')
    expect(await text(asking, request)).toContain('Au printemps plutôt')
    await offer(mentor, { places: '2', paused: 'on' })
    expect((await post(asking, `/mentorat/demander/${mentor.handle}`, { text: 'encore' })).status).toBe(403)
    await offer(mentor, { places: '2' })
    const told = (await mails.send('supmeca')).filter(({ subject }) => subject.includes('mentorat'))
    expect(told.length).toBeGreaterThan(0)
    for (const mail of told) expect(mail.text).not.toMatch(/Mes mots|printemps|Groupe[a-z]\d/)
  })

  test('the two write to each other through messages; thanks are counted nowhere', async () => {
    const [mentor, asking] = [await somebody('supmeca'), await somebody('supmeca')]
    await offer(mentor, { places: '1' })
    const request = await ask(asking, mentor)
    await step(mentor, request, 'accept')
    const talk = /href="(\/messagerie\/[\w-]+)"/.exec(await text(asking, request))![1]!
    expect((await post(mentor, talk, { text: 'Parlons-nous' })).status).toBe(303)
    expect(await text(asking, talk)).toContain('Parlons-nous')
    await step(mentor, request, 'end')
    await step(asking, request, 'thank', 'Mercibeaucoup')
    expect(await text(mentor, request)).toContain('Mercibeaucoup')
    for (const path of ['/mentorat', `/profil/${mentor.handle}`, '/annuaire?aide=mentorat'])
      expect(await text(people.other, path)).not.toContain('Mercibeaucoup')
    await offer(mentor, { intent: 'remove' })
    expect(await list(people.other)).not.toContain(mentor.handle)
  })
})
