/** Profiles by purpose (I11, N2; C16, C18, C19, C21): nobody is singled out, told of or reached as who they are. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellUnread } from '#app/domain/messages/unread.task.ts'
import {
  get,
  openProfileOf,
  PROFILE_FORM,
  post,
  publish,
  refs,
  type Somebody,
  somebody,
  subjects,
  text,
} from '../factories/profiles.ts'
import { colleagueSeat, organisationSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useMails } from '../setup/mails.ts'
import { request } from '../setup/site.ts'

useDatabase()
const mails = useMails()
const seats = {} as Record<'company' | 'other' | 'school' | 'poster' | 'manager', Seat>
const people: Somebody[] = []
/** Ids of their profiles, in the order of `people`. */
const ids: string[] = []

const name = (seat: Seat, words: string) =>
  inside('sepro', (query, { id }) =>
    query(sql`UPDATE "organisation" SET "name" = ${words} WHERE "tenantId" = ${id} AND "id" = ${seat.organisationId!}`),
  )
const library = (who: Seat, search = '') => text(who, `/cvtheque${search}`)
const listed = async (who: Seat, search = '') => refs(await library(who, search))

beforeAll(async () => {
  await apply('sepro')
  seats.company = await organisationSeat('sepro', 'company')
  seats.other = await organisationSeat('sepro', 'company')
  seats.school = await organisationSeat('sepro', 'school')
  seats.poster = await organisationSeat('sepro', 'company', { open: false })
  seats.manager = await staffSeat('sepro', 'manager')
  await name(seats.company, 'Thalès-Atelier SAS')
  await name(seats.other, 'Martinet')
})
afterEach(() => setClock(undefined))

async function anotherOne(more: Record<string, string> = {}) {
  const who = await somebody('sepro', { values: { pseudonym: `Pseudo${people.length}` } })
  people.push(who)
  ids.push(await publish(who, more))
}

describe('C16, C18', () => {
  test('the library is for recruiters, schools and who keeps the network: nobody else learns that it is there', async () => {
    await anotherOne()
    const status = async (who: Seat) => (await get(who, '/cvtheque')).status
    expect(await Promise.all([seats.company, seats.school, seats.manager].map(status))).toEqual([200, 200, 200])
    expect(await Promise.all([seats.poster, people[0]!].map(status))).toEqual([403, 403])
    expect((await request('sepro.localhost', '/cvtheque')).status).toBe(302)
    expect((await get(people[0]!, `/cvtheque/${ids[0]}`)).status).toBe(403)
  })

  test('fewer than five are neither listed nor counted, none and four alike; five are', async () => {
    for (let n = 0; n < 3; n++) await anotherOne()
    const four = await library(seats.company)
    const none = await library(seats.company, '?q=introuvable')
    expect(refs(four)).toEqual([])
    expect(four).toContain('Moins de cinq profils')
    expect(four).not.toMatch(/data-total/)
    const bare = (page: string) => page.replaceAll(/introuvable|\?q=|\(1 critère\)|<a[^>]*>Tout effacer<\/a>/g, '')
    expect(bare(none).length - bare(four).length).toBeLessThan(200)
    await anotherOne()
    expect((await listed(seats.company)).toSorted()).toEqual(ids.toSorted())
    expect(await library(seats.company)).toContain('data-total="5"')
  })

  test('what fewer than five share is not shown, and cannot be asked for; it comes and goes with people', async () => {
    const [page] = [await text(seats.company, `/cvtheque/${ids[0]}`)]
    for (const shown of ['Chimie verte', 'Nantes', '2025', 'Chez le verrier', 'Technicien'])
      expect(page).toContain(shown)
    await anotherOne({ town: 'Ouessant', country: 'Islande', employer: 'Phare du Créac’h', year: '1987' })
    const odd = ids.at(-1)!
    const shown = await text(seats.company, `/cvtheque/${odd}`)
    // Nothing at all: that it is of the others' field and not of their town would tell, as the only one of that kind.
    for (const hidden of ['Chimie verte', 'Ouessant', 'Islande', 'Phare', '1987', '1985'])
      expect(shown).not.toContain(hidden)
    expect(await listed(seats.company, '?ville=Ouessant')).toEqual([])
    expect(await listed(seats.company, '?annee=1987')).toEqual([])
    expect(await listed(seats.company, '?q=ouessant')).toEqual([])
    expect(await text(people.at(-1)!, `/mes-profils/${odd}`)).toContain('trop peu de profils')
    await post(people[0]!, `/mes-profils/${ids[0]}`, { intent: 'withdraw' })
    expect(await text(seats.company, `/cvtheque/${ids[1]}`)).not.toContain('Chez le verrier')
    await post(people[0]!, `/mes-profils/${ids[0]}`, { intent: 'publish' })
    expect(await text(seats.company, `/cvtheque/${ids[1]}`)).toContain('Chez le verrier')
  })

  test('two profiles of one person are one person, and nothing ties them together', async () => {
    const who = people[1]!
    const rare = { speciality: 'Luthier', town: 'Mirecourt' }
    const twice = [await publish(who, rare), await publish(who, rare), await publish(who, rare)]
    for (const other of people.slice(2, 4)) twice.push(await publish(other, rare))
    const page = await text(seats.company, `/cvtheque/${twice[0]}`)
    expect(page).not.toContain('Mirecourt')
    const names = await openProfileOf(seats.company, twice)
    expect(new Set(names).size).toBe(twice.length)
    for (const [n, person] of people.entries())
      for (const id of [ids[n]!, ...twice]) {
        const bytes = (await text(seats.company, `/cvtheque/${id}`)) + (n === 0 ? await library(seats.company) : '')
        for (const telling of [person.id, person.handle, person.name, `Pseudo${n}`, 'data-person'])
          expect(bytes).not.toContain(telling)
      }
    for (const id of twice) await post(who, `/mes-profils/${id}`, { intent: 'remove' })
    for (const other of people.slice(2, 4))
      for (const id of twice) await post(other, `/mes-profils/${id}`, { intent: 'remove' })
  })
})

describe('C19', () => {
  test('an excluded company, domain or address finds nothing in lists, counts and by the address; others do', async () => {
    const who = people[2]!
    const id = ids[2]!
    const before = await listed(seats.other)
    const colleague = await colleagueSeat('sepro', seats.company)
    for (const typed of ['Thales', 'exemple.fr', `${colleague.accountId}@exemple.fr`]) {
      await post(who, '/mes-profils/exclusions', { intent: 'add', name: typed })
      if (typed !== 'exemple.fr') expect(await listed(seats.other), typed).toEqual(before)
      const page = await library(seats.company)
      expect(refs(page), typed).toEqual(before.filter((one) => one !== id))
      expect(page).toContain(`data-total="${before.length - 1}"`)
      const gone = await get(seats.company, `/cvtheque/${id}`)
      const absent = await get(seats.company, '/cvtheque/00000000-0000-4000-8000-000000000000')
      expect([gone.status, absent.status]).toEqual([404, 404])
      expect((await post(seats.company, `/cvtheque/${id}/ecrire`, { text: 'Bonjour' })).status).toBe(404)
      const [, exclusion] = /name="exclusion" value="([\w-]+)"/.exec(await text(who, '/mes-profils/exclusions'))!
      expect(
        (await post(people[3]!, '/mes-profils/exclusions', { intent: 'remove', exclusion: exclusion! })).status,
      ).toBe(404)
      await post(who, '/mes-profils/exclusions', { intent: 'remove', exclusion: exclusion! })
      expect(await listed(seats.company)).toEqual(before)
    }
    expect(await text(who, '/mes-profils')).not.toContain('Qui ne doit pas me trouver (')
    // A company that is called like a domain is excluded by that name, whatever its mail addresses are.
    await name(seats.other, 'Voyages-Express.com')
    await post(who, '/mes-profils/exclusions', { intent: 'add', name: 'Voyages-Express.com' })
    expect(await listed(seats.other)).toEqual(before.filter((one) => one !== id))
    const [, exclusion] = /name="exclusion" value="([\w-]+)"/.exec(await text(who, '/mes-profils/exclusions'))!
    await post(who, '/mes-profils/exclusions', { intent: 'remove', exclusion: exclusion! })
    await name(seats.other, 'Martinet')
  })

  test('whoever died, closed their account or objected is in no list and no count', async () => {
    const set = (column: 'disabledAt' | 'listed' | 'status', on: boolean) =>
      inside('sepro', (query, { id }) =>
        column === 'disabledAt'
          ? query(sql`UPDATE "account" SET "disabledAt" = ${on ? new Date() : null}::timestamptz
              WHERE "tenantId" = ${id} AND "personId" = ${people[3]!.id}`)
          : column === 'listed'
            ? query(sql`UPDATE "person" SET "listed" = ${!on} WHERE "tenantId" = ${id} AND "id" = ${people[3]!.id}`)
            : query(sql`UPDATE "person" SET "status" = ${on ? 'Décédé' : null} WHERE "tenantId" = ${id}
                AND "id" = ${people[3]!.id}`),
      )
    for (const column of ['disabledAt', 'listed', 'status'] as const) {
      await set(column, true)
      expect(await listed(seats.company), column).not.toContain(ids[3])
      expect((await get(seats.company, `/cvtheque/${ids[3]}`)).status).toBe(404)
      await set(column, false)
      expect(await listed(seats.company), column).toContain(ids[3])
    }
  })
})

describe('C21', () => {
  test('wishes and days only filter: they are in no byte that a recruiter gets', async () => {
    await anotherOne({ payWish: '60000', availableFrom: '2031-05-17' })
    const id = ids.at(-1)!
    const page = (await library(seats.company)) + (await text(seats.company, `/cvtheque/${id}`))
    expect(page.replaceAll(/<option[^>]*>[^<]*<\/option>/g, '')).not.toMatch(/60.000|2031/)
    expect(await listed(seats.company, '?salaire=40000')).not.toContain(id)
    expect(await listed(seats.company, '?salaire=60000')).toContain(id)
    expect(await listed(seats.company, '?libre=2030-01-01')).not.toContain(id)
    expect(await listed(seats.company, '?libre=2031-04-30')).not.toContain(id)
    // The month and no more: its first day and its last are the same question.
    for (const day of ['01', '17', '31']) expect(await listed(seats.company, `?libre=2031-05-${day}`)).toContain(id)
    expect(await listed(seats.company, '?salaire=40000&ville=Nantes')).toContain(ids[1])
  })
})

describe('N2, N7', () => {
  test('opening is told to the person, counted by the profile, and written once a day', async () => {
    await get(seats.school, `/cvtheque/${ids[4]}`)
    await get(seats.school, `/cvtheque/${ids[4]}`)
    await get(seats.manager, `/cvtheque/${ids[4]}`)
    const own = await text(people[4]!, '/mes-profils')
    expect(own).toContain('Atelier')
    expect(own).toContain('l’équipe du réseau')
    const rows = await inside('sepro', (query, { id }) =>
      query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "career_opening" WHERE "tenantId" = ${id}
        AND "profileId" = ${ids[4]!} AND "organisationId" = ${seats.school.organisationId!}`),
    )
    expect(rows).toEqual([{ n: 1 }])
    const counted = await inside('sepro', (query, { id }) =>
      query<{ personId: string }>(sql`SELECT DISTINCT "personId" FROM "profile_opening" WHERE "tenantId" = ${id}
        AND "openerId" = ${seats.school.organisationId!}`),
    )
    expect(counted).toEqual([{ personId: ids[4] }])
  })

  test('whom a company writes to through a profile stays a pseudonym: in pages, mails, CVs and beside their record', async () => {
    const who = people[4]!
    const pseudonym = (await openProfileOf(seats.company, [ids[4]!]))[0]!
    const sent = await post(seats.company, `/cvtheque/${ids[4]}/ecrire`, { text: 'Un stage chez nous ?' })
    expect(sent.status).toBe(303)
    const talk = sent.headers.get('Location')!
    expect((await get(seats.company, `/cvtheque/${ids[4]}/ecrire`)).headers.get('Location')).toBe(talk)
    expect(await text(who, talk)).toContain('Thalès-Atelier')
    expect((await post(who, talk, { text: 'Avec plaisir.' })).status).toBe(303)
    const later = new Date(Date.now() + 3_600_000)
    setClock(later)
    await tellUnread((await tenantOfSlug('sepro'))!, later)
    mails.forget()
    const told = (await mails.send('sepro')).filter(({ subject }) => subjects([{ subject }])[0]!.includes(pseudonym))
    const bytes = [
      await text(seats.company, talk),
      await text(seats.company, '/messagerie'),
      await text(seats.company, `${talk}/signaler?message=2`),
      JSON.stringify(told),
    ]
    expect(told.length).toBeGreaterThan(0)
    for (const page of bytes) {
      expect(page).toContain(pseudonym)
      for (const telling of [who.id, who.handle, who.name, 'Pseudo4', '"Anna']) expect(page).not.toContain(telling)
    }
    // The record is another door: nothing there says that the two have met.
    const known = await inside('sepro', (query, { id }) =>
      query(
        sql`SELECT FROM "conversation_seat" WHERE "tenantId" = ${id} AND "personId" = ${who.id} AND "mask" IS NULL`,
      ),
    )
    expect(known).toEqual([])
    expect((await get(seats.company, `/profil/${who.handle}/ecrire`)).headers.get('Location')).toBeNull()
    const other = await post(seats.company, `/profil/${who.handle}/ecrire`, { text: 'Bonjour' })
    expect(other.headers.get('Location')).not.toBe(talk)
  })

  test('another of their profiles is another conversation', async () => {
    const second = await publish(people[4]!, { headline: 'Emploi en chimie' })
    const answer = await post(seats.company, `/cvtheque/${second}/ecrire`, { text: 'Un emploi ?' })
    const before = await get(seats.company, `/cvtheque/${ids[4]}/ecrire`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).not.toBe(before.headers.get('Location'))
    await post(people[4]!, `/mes-profils/${second}`, { intent: 'remove' })
    expect(await text(seats.company, answer.headers.get('Location')!)).not.toContain(people[4]!.handle)
  })

  test('words that tell who it is do not go out: addresses never, a name only if its person keeps it', async () => {
    const who = people[0]!
    const write = (words: string, more = {}) =>
      post(who, '/mes-profils/nouveau', { ...PROFILE_FORM, text: words, ...more })
    for (const words of ['Écrire à a.b@exemple.fr', 'Au 06 12 34 56 78', 'Voir monsite.fr', 'Tél. 0612345678'])
      for (const more of [{}, { keep: 'yes' }]) expect((await write(words, more)).status, words).toBe(422)
    const named = await write(`Signé ${who.name}`)
    expect([named.status, (await named.text()).includes(`Signé ${who.name}`)]).toEqual([422, true])
    expect((await write(`Signé ${who.name}`, { keep: 'yes' })).status).toBe(303)
    expect((await write('Pseudo0 sur le réseau')).status).toBe(422)
  })

  test('nobody sees, changes or publishes another’s; other words go off line until they were looked at', async () => {
    const [one, other] = [people[0]!, people[1]!]
    for (const path of [`/mes-profils/${ids[0]}`, `/mes-profils/${ids[0]}/modifier`])
      expect((await get(other, path)).status).toBe(404)
    for (const intent of ['publish', 'refresh', 'withdraw', 'remove'])
      expect((await post(other, `/mes-profils/${ids[0]}`, { intent })).status).toBe(404)
    expect((await post(other, `/mes-profils/${ids[0]}/modifier`, PROFILE_FORM)).status).toBe(404)
    expect(await listed(seats.company)).toContain(ids[0])
    await post(one, `/mes-profils/${ids[0]}/modifier`, { ...PROFILE_FORM, headline: 'Stage repensé' })
    expect(await listed(seats.company)).not.toContain(ids[0])
    await post(one, `/mes-profils/${ids[0]}`, { intent: 'publish' })
    expect(await library(seats.company)).toContain('Stage repensé')
  })
})
