/** Messages (N9, I6, S4): requests, answers, refusals that nobody is told of, budgets, read marks. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { bare, listedIn, messaging, rows, shownIn, somebody } from '../../factories/messages.ts'
import { befriend, organisationSeat, staffSeat } from '../../factories/seats.ts'
import { apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
const { get, post, text, write, begin, agree } = messaging(SLUG)

beforeAll(() => apply(SLUG, 'insa', 'insa-lyon', 'isep', 'sepro', 'ece'))
beforeEach(() => setClock(undefined))

describe('a request', () => {
  test('waits apart from conversations, shows who asks, and answering accepts it', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await begin(one, other, 'Bonjour, une question')
    expect(listedIn(await text(other, '/messagerie'))).toEqual([])
    expect(listedIn(await text(other, '/messagerie/demandes'))).toEqual([{ id, state: 'unread' }])
    const page = await text(other, `/messagerie/${id}`)
    expect(shownIn(page)).toEqual(['Bonjour, une question'])
    expect(page).toContain(`data-person="${one.handle}"`)
    expect((await post(other, `/messagerie/${id}`, { text: 'Avec plaisir' })).status).toBe(303)
    expect(listedIn(await text(other, '/messagerie/demandes'))).toEqual([])
    expect(listedIn(await text(other, '/messagerie'))).toEqual([{ id, state: 'read' }])
    expect(listedIn(await text(one, '/messagerie'))).toEqual([{ id, state: 'unread' }])
    expect((await post(one, `/messagerie/${id}`, { text: 'Merci' })).status).toBe(303)
    expect(shownIn(await text(other, `/messagerie/${id}`))).toEqual(['Bonjour, une question', 'Avec plaisir', 'Merci'])
  })

  test('one message until the other answers or accepts', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await begin(one, other)
    for (const again of [await post(one, `/messagerie/${id}`, { text: 'Alors ?' }), await write(one, other, 'Alors ?')])
      expect(again.status).toBe(403)
    await post(other, `/messagerie/${id}`, { intent: 'accept' })
    expect((await post(one, `/messagerie/${id}`, { text: 'Alors ?' })).status).toBe(303)
  })

  test('of a contact is none: the conversation is open at once', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    await befriend(SLUG, one.id, other.id)
    const id = await begin(one, other)
    expect(listedIn(await text(other, '/messagerie'))).toEqual([{ id, state: 'unread' }])
    expect((await post(one, `/messagerie/${id}`, { text: 'Encore' })).status).toBe(303)
  })

  test('a company writes from its space, and all its accounts read the answer', async () => {
    const [company, other] = [await organisationSeat(SLUG, 'company'), await somebody(SLUG)]
    await rows(
      SLUG,
      (tenant) => sql`UPDATE "person" SET "consentRecruiters" = TRUE WHERE "tenantId" = ${tenant}
      AND "id" = ${other.id}`,
    )
    const id = await begin(company, other, 'Un poste à Nantes')
    expect(await text(other, `/messagerie/${id}`)).toContain('Atelier')
    await post(other, `/messagerie/${id}`, { text: 'Dites-m’en plus' })
    expect(shownIn(await text(company, `/messagerie/${id}`))).toEqual(['Un poste à Nantes', 'Dites-m’en plus'])
  })

  test('staff without a record have no messages', async () => {
    expect((await get(await staffSeat(SLUG, 'admin'), '/messagerie')).status).toBe(403)
  })
})

/** Everything that the sender of a request can read about it; what is the other's own is taken out. */
async function everything(one: Awaited<ReturnType<typeof somebody>>, other: typeof one, id: string): Promise<string> {
  const paths = [
    ...['/messagerie', '/messagerie?archives=1', '/messagerie/demandes', `/messagerie/${id}`, '/messagerie?q=bonjour'],
    ...[`/profil/${other.handle}`, `/profil/${other.handle}/ecrire`, '/', '/contacts'],
  ]
  const pages: string[] = []
  for (const path of paths) {
    const answer = await get(one, path)
    pages.push(`${path} ${answer.status} ${answer.headers.get('Location')} ${await textWithoutNonce(answer)}`)
  }
  const again = await post(one, `/messagerie/${id}`, { text: 'Alors ?' })
  const anew = await write(one, other, 'Alors ?')
  for (const answer of [again, anew]) pages.push(`${answer.status} ${await textWithoutNonce(answer)}`)
  return bare(pages.join('\n'), [one, other], [id])
}

describe('A1: what the sender of a request gets to know', () => {
  type Person = Awaited<ReturnType<typeof somebody>>

  /** Everything that the sender gets once the other has done this. */
  async function gets(what: (other: Person, id: string) => Promise<unknown>): Promise<string> {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await begin(one, other)
    await what(other, id)
    return everything(one, other, id)
  }
  const step = (intent: string) => async (other: Person, id: string) =>
    expect((await post(other, `/messagerie/${id}`, { intent })).status).toBe(303)

  test('after a refusal every byte equals that of an unanswered request, read or not', async () => {
    setClock(new Date('2026-03-03T10:00:00Z'))
    const unanswered = await gets(async () => {})
    expect(unanswered.length).toBeGreaterThan(10_000)
    expect((await gets(step('decline'))) === unanswered).toBe(true)
    expect((await gets((other, id) => get(other, `/messagerie/${id}`))) === unanswered).toBe(true)
  })

  test('after a block every byte equals that of somebody who hides from everybody', async () => {
    setClock(new Date('2026-03-03T10:00:00Z'))
    const hidden = await gets(({ id }) =>
      rows(SLUG, (tenant) => sql`UPDATE "person" SET "listed" = FALSE WHERE "tenantId" = ${tenant} AND "id" = ${id}`),
    )
    expect((await gets(step('block'))) === hidden).toBe(true)
  })
})

test('A refusal holds: declined once, nothing more arrives, until the other writes themselves', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await begin(one, other, 'Bonjour')
  await post(other, `/messagerie/${id}`, { intent: 'decline' })
  expect((await get(other, `/messagerie/${id}`)).status).toBe(404)
  expect(listedIn(await text(other, '/messagerie/demandes'))).toEqual([])
  expect(await begin(other, one, 'Tout bien réfléchi')).toBe(id)
  expect(shownIn(await text(one, `/messagerie/${id}`))).toEqual(['Bonjour', 'Tout bien réfléchi'])
})

describe('A2: the budget of strangers', () => {
  test('a burst of N+5 gives exactly N; answers and old conversations are free; tomorrow begins anew', async () => {
    setClock(new Date('2026-03-03T10:00:00Z'))
    const one = await somebody(SLUG, { paidUp: false })
    const limit = tenantFile(SLUG).contacts.strangersPerDay.member!
    const others: Awaited<ReturnType<typeof somebody>>[] = []
    for (let i = 0; i < limit + 5; i++) others.push(await somebody(SLUG))
    const answers = await Promise.all(others.map((other) => write(one, other, 'Bonjour')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(limit).fill(303), ...Array(5).fill(429)])
    const late = answers.find(({ status }) => status === 429)!
    expect(Number(late.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await late.text()).toContain('Bonjour')
    const asked = others[answers.findIndex(({ status }) => status === 303)]!
    const { id } = listedIn(await text(asked, '/messagerie/demandes'))[0]!
    await post(asked, `/messagerie/${id}`, { text: 'Oui ?' })
    expect((await post(one, `/messagerie/${id}`, { text: 'Voici' })).status).toBe(303)
    const stranger = await somebody(SLUG)
    const theirs = await begin(stranger, one)
    expect((await post(one, `/messagerie/${theirs}`, { text: 'Merci' })).status).toBe(303)
    setClock(new Date('2026-03-04T10:00:00Z'))
    expect((await write(one, await somebody(SLUG), 'Bonjour')).status).toBe(303)
  })
})

test('A3: both write first at the same instant: one conversation, two messages', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const answers = await Promise.all([write(one, other, 'Un'), write(other, one, 'Deux')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const [mine, theirs] = [await text(one, '/messagerie'), await text(other, '/messagerie')].map(listedIn)
    expect(mine!.map(({ id }) => id)).toEqual(theirs!.map(({ id }) => id))
    expect(mine).toHaveLength(1)
    expect(shownIn(await text(one, `/messagerie/${mine![0]!.id}`)).toSorted()).toEqual(['Deux', 'Un'])
  }
})

describe('A4: read marks', () => {
  test('a page marks what it showed; what was committed since stays unread, in the same millisecond too', async () => {
    setClock(new Date('2026-03-03T10:00:00Z'))
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    await post(other, `/messagerie/${id}`, { text: 'Premier' })
    const shown = await text(one, `/messagerie/${id}`)
    expect(shown).toContain('Nouveau')
    expect(listedIn(await text(one, '/messagerie'))).toEqual([{ id, state: 'read' }])
    await post(other, `/messagerie/${id}`, { text: 'Au même instant' })
    expect(listedIn(await text(one, '/messagerie'))).toEqual([{ id, state: 'unread' }])
    // Writing is not reading.
    await post(one, `/messagerie/${id}`, { text: 'Sans avoir lu' })
    expect(listedIn(await text(one, '/messagerie'))).toEqual([{ id, state: 'unread' }])
    expect(shownIn(await text(one, `/messagerie/${id}`)).at(-2)).toBe('Au même instant')
    expect(listedIn(await text(one, '/messagerie'))).toEqual([{ id, state: 'read' }])
  })

  test('an older page of the conversation leaves newer messages unread', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    await text(one, `/messagerie/${id}`)
    for (const words of ['a', 'b']) await post(other, `/messagerie/${id}`, { text: words })
    await text(one, `/messagerie/${id}?avant=3`)
    expect(listedIn(await text(one, '/messagerie'))[0]!.state).toBe('unread')
  })
})

describe('A6: a block between two who wrote to each other', () => {
  test('the blocked writes on and learns nothing; the other reads what was said and gets nothing more', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    await post(other, `/profil/${one.handle}/contact`, { intent: 'block' })
    expect((await post(one, `/messagerie/${id}`, { text: 'Tu es là ?' })).status).toBe(303)
    expect(shownIn(await text(one, `/messagerie/${id}`))).toEqual(['Bonjour', 'Tu es là ?'])
    const theirs = await text(other, `/messagerie/${id}`)
    expect(shownIn(theirs)).toEqual(['Bonjour'])
    expect(theirs).toContain('Débloquez-la d’abord')
    expect(theirs).not.toContain('Tu es là')
    expect(listedIn(await text(other, '/messagerie'))).toEqual([{ id, state: 'read' }])
    expect(await text(other, '/messagerie?q=Tu+es')).not.toContain(id)
    expect((await post(other, `/messagerie/${id}`, { text: 'Non' })).status).toBe(403)
    expect((await write(one, other, 'Tu es là ?')).status).toBe(404)
    await post(other, `/profil/${one.handle}/contact`, { intent: 'unblock' })
    expect(shownIn(await text(other, `/messagerie/${id}`))).toEqual(['Bonjour'])
  })
})

test('leaving is told; who left finds the conversation no more until they write again', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await post(other, `/messagerie/${id}`, { intent: 'leave' })
  expect((await get(other, `/messagerie/${id}`)).status).toBe(404)
  expect(await text(one, `/messagerie/${id}`)).toContain('a quitté la conversation')
  expect((await post(one, `/messagerie/${id}`, { text: 'Reviens' })).status).toBe(403)
  await begin(other, one, 'Me revoilà')
  expect((await post(one, `/messagerie/${id}`, { text: 'Ah !' })).status).toBe(303)
})

test('the list: pages of twenty by key, an archive until the next message, words found without accents', async () => {
  const one = await somebody(SLUG)
  const ids: string[] = []
  for (let i = 0; i < 23; i++) ids.unshift(await agree(await somebody(SLUG), one))
  const first = await text(one, '/messagerie')
  expect(listedIn(first).map(({ id }) => id)).toEqual(ids.slice(0, 20))
  expect(first).toContain('data-total="23"')
  const next = /href="(\/messagerie\?apres=[^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  expect(listedIn(await text(one, next)).map(({ id }) => id)).toEqual(ids.slice(20))
  const [top] = ids as [string]
  await post(one, `/messagerie/${top}`, { text: 'Déjeuner à Évry' })
  await post(one, `/messagerie/${top}`, { intent: 'archive' })
  expect(listedIn(await text(one, '/messagerie')).map(({ id }) => id)).not.toContain(top)
  expect(listedIn(await text(one, '/messagerie?archives=1')).map(({ id }) => id)).toEqual([top])
  expect(listedIn(await text(one, '/messagerie?q=dejeuner+a+evry&archives=1')).map(({ id }) => id)).toEqual([top])
  expect(listedIn(await text(one, '/messagerie?q=dejeuner'))).toEqual([])
  await post(one, `/messagerie/${top}`, { text: 'Alors ?' })
  expect(listedIn(await text(one, '/messagerie')).map(({ id }) => id)[0]).toBe(top)
})

test('a message that is empty or too long comes back as it was typed; a draft waits in its conversation', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  expect((await write(one, other, '  ')).status).toBe(422)
  const long = await write(one, other, 'é'.repeat(5001))
  expect(long.status).toBe(422)
  expect(await long.text()).toContain('é'.repeat(5001))
  const id = await agree(one, other)
  await post(one, `/messagerie/${id}`, { text: 'À finir', intent: 'draft' })
  expect(await text(one, `/messagerie/${id}`)).toContain('>À finir</textarea>')
  expect(await text(one, '/messagerie')).toContain('Brouillon')
  await post(one, `/messagerie/${id}`, { text: 'Fini' })
  expect(await text(one, `/messagerie/${id}`)).not.toContain('À finir')
})
