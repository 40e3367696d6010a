/**
 * Contacts (S9, I6): asked for, answered, ended, kept away; who learns what of it; what a contact opens and its end
 * shuts.
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
interface Somebody extends Seat {
  id: string
  handle: string
}

let count = 0

/** Somebody who shows their town to the network, their mobile to friends and their biography to nobody. */
async function somebody(slug = SLUG, paidUp = false, lastNameTo: 'public' | 'nobody' = 'public'): Promise<Somebody> {
  const [person] = await addPeople(slug, [
    {
      values: {
        ...{ firstName: 'Alix', lastName: `Nom${String.fromCharCode(97 + (count++ % 26))}${count}`, promotion: 1999 },
        ...{ homeCity: 'Quimper', mobilePhone: '+33612345678', bio: 'Secret absolu' },
        ...{ pseudonym: `pseudo${count}`, purpose: 'emploi', publishedAt: '2026-01-01' },
        primaryEmail: `alix.${count}@exemple.fr`,
      },
      siteChoices: {
        lastName: lastNameTo,
        pseudonym: lastNameTo,
        homeCity: 'network',
        mobilePhone: 'friends',
        bio: 'nobody',
      },
    },
  ])
  return { ...person!, ...(await personSeat(slug, person!.id, { paidUp })) }
}

const get = (who: Seat, path: string, slug = SLUG) => request(`${slug}.localhost`, path, { cookie: who.cookie })
const step = (who: Seat, other: Somebody, intent: string, more: Record<string, string> = {}, slug = SLUG) =>
  request(`${slug}.localhost`, `/profil/${other.handle}/contact`, { cookie: who.cookie, form: { intent, ...more } })
const text = async (who: Seat, path: string, slug = SLUG) => (await get(who, path, slug)).text()

/** Fields of `other` that `who` finds on the page. */
async function seen(who: Seat, other: Somebody, slug = SLUG): Promise<FieldId[]> {
  const html = await text(who, `/profil/${other.handle}`, slug)
  return [...new Set([...html.matchAll(/data-field="(\w+)"/g)].map((match) => match[1] as FieldId))].sort()
}

async function mails(to: Somebody): Promise<number> {
  const [row] = await inside(SLUG, (query, { id }) =>
    query<{ n: number }>(
      sql`SELECT count(*)::int AS "n" FROM "mail" WHERE "tenantId" = ${id} AND "personId" = ${to.id}`,
    ),
  )
  return row!.n
}

async function friendsOf(who: Somebody): Promise<string[]> {
  const rows = await inside(SLUG, (query, { id }) =>
    query<{ friendId: string }>(
      sql`SELECT "friendId" FROM "friendship" WHERE "tenantId" = ${id} AND "personId" = ${who.id}`,
    ),
  )
  return rows.map(({ friendId }) => friendId)
}

beforeAll(() => apply(SLUG, 'insa', 'insa-lyon', 'isep', 'sepro', 'ece'))
beforeEach(() => setClock(undefined))

describe('asking and answering', () => {
  test('asked with a note, accepted: both have a contact, and one mail was written', async () => {
    const [one, other] = [await somebody(), await somebody()]
    expect(await text(one, `/profil/${other.handle}`)).toContain('Ajouter à mes contacts')
    expect((await step(one, other, 'ask', { note: 'Promo 99, la belle' })).status).toBe(303)
    expect(await text(one, `/profil/${other.handle}`)).toContain('Demande de contact envoyée')
    expect(await mails(other)).toBe(1)
    const received = await text(other, '/contacts/recues')
    expect(received).toContain(one.handle)
    expect(received).toContain('Promo 99, la belle')
    expect((await step(other, one, 'accept')).status).toBe(303)
    expect(await friendsOf(one)).toEqual([other.id])
    expect(await friendsOf(other)).toEqual([one.id])
    expect(await text(one, '/contacts')).toContain(other.handle)
    expect(await text(one, '/contacts/envoyees')).not.toContain(`data-person="${other.handle}"`)
  })

  test('two who ask each other are contacts', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    await step(other, one, 'ask')
    expect(await friendsOf(one)).toEqual([other.id])
  })

  test('a note that is too long comes back as it was typed', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const answer = await step(one, other, 'ask', { note: 'é'.repeat(301) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('é'.repeat(301))
    expect(await mails(other)).toBe(0)
  })

  test('nobody accepts for the other, nor what was never asked, nor oneself', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    await step(one, other, 'accept')
    await step(other, await somebody(), 'accept')
    expect(await friendsOf(one)).toEqual([])
    expect(await friendsOf(other)).toEqual([])
    expect((await step(one, one, 'ask')).status).toBe(404)
  })

  test('whoever hides from the other cannot be asked: hidden as absent', async () => {
    const [one, hidden] = [await somebody(), await somebody(SLUG, false, 'nobody')]
    const absent = { ...hidden, handle: 'alix.personne99' }
    for (const target of [hidden, absent]) {
      expect((await get(one, `/profil/${target.handle}/contact`)).status).toBe(404)
      expect((await step(one, target, 'ask')).status).toBe(404)
    }
    const bare = async (of: Somebody) =>
      (await textWithoutNonce(await get(one, `/profil/${of.handle}/contact`))).replaceAll(of.handle, '…')
    expect(await bare(hidden)).toBe(await bare(absent))
  })

  test('asking shows who asks, to whom they ask and nowhere else; taking it back hides them again', async () => {
    const [shy, other] = [await somebody(SLUG, false, 'nobody'), await somebody()]
    expect((await get(other, `/profil/${shy.handle}/contact`)).status).toBe(404)
    await step(shy, other, 'ask')
    expect(await text(other, '/contacts/recues')).toContain(`data-person="${shy.handle}"`)
    expect((await get(other, `/profil/${shy.handle}/contact`)).status).toBe(200)
    expect((await get(other, `/profil/${shy.handle}`)).status).toBe(404)
    expect((await get(await somebody(), `/profil/${shy.handle}/contact`)).status).toBe(404)
    await step(shy, other, 'withdraw')
    expect((await get(other, `/profil/${shy.handle}/contact`)).status).toBe(404)
    expect(await text(other, '/contacts/recues')).not.toContain(shy.handle)
  })
})

describe('a refusal, being kept away and no answer are one to who asked', () => {
  /** Everything that who asked can read, but for who was asked. */
  async function everything(who: Somebody, other: Somebody): Promise<string> {
    const paths = [`/profil/${other.handle}`, `/profil/${other.handle}/contact`, '/contacts/envoyees', '/contacts']
    const pages = await Promise.all(
      paths.map(async (path) => `${(await get(who, path)).status} ${await textWithoutNonce(await get(who, path))}`),
    )
    return pages.join('\n')
  }

  test('byte for byte, before and after', async () => {
    setClock(new Date('2026-05-05T10:00:00Z'))
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    const waiting = await everything(one, other)
    await step(other, one, 'refuse')
    expect(await everything(one, other)).toBe(waiting)
  })

  test('asking again after a refusal is taken and reaches nobody', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    await step(other, one, 'refuse')
    await step(one, other, 'withdraw')
    expect((await step(one, other, 'ask', { note: 'Encore moi' })).headers.get('Location')).toContain('fait=ask')
    expect(await mails(other)).toBe(1)
    expect(await text(other, '/contacts/recues')).not.toContain('Encore moi')
  })

  test('who is kept away finds nobody there to ask; the other takes it back and both are as before', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const before = await seen(one, other)
    await step(other, one, 'block')
    expect((await step(one, other, 'ask')).status).toBe(404)
    expect(await mails(other)).toBe(0)
    expect(await text(other, '/contacts/bloques')).toContain(`data-person="${one.handle}"`)
    await step(other, one, 'unblock')
    expect(await seen(one, other)).toEqual(before)
    expect((await step(one, other, 'ask')).headers.get('Location')).toContain('fait=ask')
  })

  test('who refused or kept away may take the first step', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    await step(other, one, 'refuse')
    await step(other, one, 'ask')
    expect(await friendsOf(one)).toEqual([other.id])
  })
})

describe('a contact opens what is kept for contacts, and its end shuts it at the next request', () => {
  test('at Supméca: exactly that', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const before = await seen(one, other)
    expect(before).not.toContain('mobilePhone')
    await step(one, other, 'ask')
    expect(await seen(one, other)).toEqual(before)
    await step(other, one, 'accept')
    expect((await seen(one, other)).filter((field) => !before.includes(field))).toEqual(['mobilePhone'])
    await step(other, one, 'remove')
    expect(await seen(one, other)).toEqual(before)
  })

  test('its end ends it for both, and hides nothing that the network sees', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const before = [await seen(one, other), await seen(other, one)]
    await step(one, other, 'ask')
    await step(other, one, 'accept')
    await step(one, other, 'remove')
    expect([await seen(one, other), await seen(other, one)]).toEqual(before)
    expect(before[0]).toContain('homeCity')
    expect(await friendsOf(other)).toEqual([])
  })

  test('kept away, it is ended for both', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await step(one, other, 'ask')
    await step(other, one, 'accept')
    await step(one, other, 'block')
    expect(await friendsOf(other)).toEqual([])
    expect(await friendsOf(one)).toEqual([])
  })

  test('at INSA one who has not paid may ask, and a contact shows them no more than what is public (I6)', async () => {
    const [one, other] = [await somebody('insa-lyon'), await somebody('insa-lyon')]
    const before = await seen(one, other, 'insa-lyon')
    expect((await step(one, other, 'ask', {}, 'insa-lyon')).headers.get('Location')).toContain('fait=ask')
    await step(other, one, 'accept', {}, 'insa-lyon')
    expect(await seen(one, other, 'insa-lyon')).toEqual(before)
    const paid = await somebody('insa-lyon', true)
    await step(paid, other, 'ask', {}, 'insa-lyon')
    await step(other, paid, 'accept', {}, 'insa-lyon')
    expect(await seen(paid, other, 'insa-lyon')).toContain('mobilePhone')
  })

  test('where a role may not ask there is no button and no way round it', async () => {
    const [one, other] = [await somebody('sepro'), await somebody('sepro')]
    const answer = await step(one, other, 'ask', {}, 'sepro')
    expect(answer.headers.get('Location') ?? '').not.toContain('fait')
    expect(await text(one, '/contacts/envoyees', 'sepro')).not.toContain('data-person=')
    const unpaid = await somebody('isep')
    expect((await step(unpaid, await somebody('isep'), 'ask', {}, 'isep')).status).toBe(404)
  })
})

test('so many people may be asked in a day, taken back or not; asking the same again takes nothing more', async () => {
  setClock(new Date('2026-05-05T10:00:00Z'))
  const one = await somebody()
  const others: Somebody[] = []
  for (let i = 0; i < 21; i++) others.push(await somebody())
  for (const other of others.slice(0, 20)) {
    expect((await step(one, other, 'ask')).status).toBe(303)
    await step(one, other, 'withdraw')
  }
  const refused = await step(one, others[20]!, 'ask')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('autant de contacts')
  expect((await step(one, others[0]!, 'ask')).status).toBe(303)
  expect(await mails(others[0]!)).toBe(1)
  setClock(new Date('2026-05-06T10:00:00Z'))
  expect((await step(one, others[20]!, 'ask')).status).toBe(303)
})

test('companies and staff without a record have no contacts; visitors sign in', async () => {
  const other = await somebody()
  for (const seat of [await organisationSeat(SLUG, 'company'), await staffSeat(SLUG, 'manager')])
    for (const path of ['/contacts', `/profil/${other.handle}/contact`])
      expect((await get(seat, path)).status).toBe(403)
  expect((await request(`${SLUG}.localhost`, '/contacts')).status).toBe(302)
  expect((await get(other, '/contacts/nulle-part')).status).toBe(404)
})
