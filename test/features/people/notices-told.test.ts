/** How one hears of notices (A22, A23; A5 for whom nothing reaches): one page, one precedence, mails and digests. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { nextDigest } from '#app/domain/notices/volumes.server.ts'
import { get, post, type Somebody, somebody, text, write } from '../../factories/groups.ts'
import { CHOICES, CHOICES_AT, choose, GROUP, LEFT, pair, run, SLUG, START, tellingTo } from '../../factories/notices.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

const { later } = tellingTo(mails)

beforeAll(() => apply(SLUG))
beforeEach(() => setClock(START))

test('digests leave at six in Paris, weekly ones on Mondays, through the change of clocks', () => {
  const next = (at: string, weekly: boolean) => nextDigest(new Date(at), weekly).toISOString()
  expect(next('2026-03-04T10:00:00Z', false)).toBe('2026-03-05T05:00:00.000Z')
  expect(next('2026-03-04T10:00:00Z', true)).toBe('2026-03-09T05:00:00.000Z')
  expect(next('2026-03-09T05:00:00Z', true)).toBe('2026-03-16T05:00:00.000Z')
  expect(next('2026-07-01T03:59:59Z', false)).toBe('2026-07-01T04:00:00.000Z')
})

describe('A23', () => {
  test('the article goes before the group, the group before the kind; a changed group changes what is there', async () => {
    const [author, reader] = await pair()
    const [one, two] = [await write(author, GROUP, 'Un'), await write(author, GROUP, 'Deux')]
    await post(reader, one, { intent: 'answer', text: 'Oui' })
    await post(reader, two, { intent: 'answer', text: 'Oui' })
    await choose(reader, { 'kind.comment': 'mail', 'kind.post': 'never' })
    await later(0, reader)
    await post(author, one, { intent: 'answer', text: 'a' })
    expect((await later(1, reader)).map(({ subject }) => subject)).toEqual(['Nouvelle réponse : Un'])
    // The group in silence, but for one article.
    await choose(reader, { [`group.${GROUP}`]: 'never' })
    await post(reader, two, { intent: 'hear', volume: 'mail' })
    for (const address of [one, two]) await post(author, address, { intent: 'answer', text: 'b' })
    expect((await later(2, reader)).map(({ subject }) => subject).slice(1)).toEqual(['Nouvelle réponse : Deux'])
    const page = await text(reader, CHOICES)
    expect(page).toMatch(/name="group\.afterwork"[\s\S]*?<option value="never" selected="">/)
    expect(page).toContain('Deux')
    expect(await text(reader, `/groupes/${GROUP}`)).toContain('value="unmute"')
    // Heard again by the group's own page, the kind decides.
    await post(reader, `/groupes/${GROUP}`, { intent: 'unmute' })
    await post(author, one, { intent: 'answer', text: 'c' })
    expect((await later(3, reader)).map(({ subject }) => subject).slice(2)).toEqual(['Nouvelle réponse : Un'])
  })

  test('what waits for a mail moves with the choice; what one never hears of is no news', async () => {
    const [author, reader] = await pair()
    await write(author, GROUP, 'Trois')
    expect(await later(1, reader)).toEqual([])
    await choose(reader, { 'kind.post': 'mail' })
    expect(await later(1, reader)).toHaveLength(1)
    await choose(reader, { 'kind.post': 'weekly' })
    await write(author, GROUP, 'Quatre')
    await later(2, author)
    await choose(reader, { 'kind.post': 'never' })
    expect(await later(24 * 8, reader)).toHaveLength(1)
    await write(author, GROUP, 'Cinq')
    await later(24 * 8, reader)
    expect(await text(reader, '/notifications')).not.toContain('Cinq')
  })

  test('a word that is none is refused; staff without a record choose what concerns them', async () => {
    const [, reader] = await pair()
    expect((await choose(reader, { 'kind.post': 'sometimes' })).status).toBe(422)
    const staff = await staffSeat(SLUG, 'manager')
    const page = await text(staff, CHOICES)
    expect(page).toContain('name="kind.waiting"')
    expect(page).not.toContain('name="kind.post"')
  })
})

describe('A22: a digest', () => {
  test('comes once with everything since the last one, says why, and how to stop it', async () => {
    const [author, reader] = await pair()
    await choose(reader, { 'kind.post': 'daily' })
    for (const title of ['Six', 'Sept']) await write(author, GROUP, title)
    expect(await later(1, reader)).toEqual([])
    const [digest, ...more] = await later(20, reader)
    expect(more).toEqual([])
    for (const words of ['Six', 'Sept', 'chaque jour', CHOICES_AT]) expect(digest!.html).toContain(words)
    expect(digest!.subject).toBe('Votre résumé : 2 nouveautés')
    expect(await later(48, reader)).toHaveLength(1)
  })

  test('is not sent where nothing is left to tell, and what was left out is not told later', async () => {
    const [author, reader] = await pair()
    await choose(reader, { 'kind.post': 'daily' })
    const address = await write(author, GROUP, 'Huit')
    await later(1, reader)
    await post(author, address, { intent: 'hide' })
    expect(await later(20, reader)).toEqual([])
    await post(author, address, { intent: 'show' })
    expect(await later(48, reader)).toEqual([])
  })

  test('has nothing that was read meanwhile', async () => {
    const [author, reader] = await pair()
    await choose(reader, { 'kind.post': 'daily' })
    const address = await write(author, GROUP, 'Neuf')
    await later(1, reader)
    await get(reader, address)
    expect(await later(20, reader)).toEqual([])
  })
})

describe('A12: a mention', () => {
  test('reaches whom the author may know of and who may read it; others and nobody stay text', async () => {
    const [author, mate] = await pair()
    const [stranger, apart] = [await somebody(SLUG), (await pair())[0]]
    await post(apart, `/profil/${author.handle}/contact`, { intent: 'block' })
    const words = `Avec @${mate.handle}, @${stranger.handle}, @${apart.handle} et (@personne.du.tout99).`
    const address = await write(author, GROUP, 'Qui vient ?', { text: words })
    await later(0, author)
    const kinds = async (who: Somebody) => [...(await text(who, '/notifications')).matchAll(/data-kind="([\w-]+)"/g)]
    expect((await kinds(mate)).map(([, kind]) => kind)).toEqual(['mention'])
    for (const who of [stranger, apart]) expect(await kinds(who)).toEqual([])
    const page = await text(mate, address)
    expect(page).toContain(`href="/profil/${author.handle}"`)
    expect(page).toContain(`href="/profil/${stranger.handle}"`)
    expect(page).toContain('@personne.du.tout99')
    expect(page).not.toContain('/profil/personne.du.tout99')
    // Who is kept away from the author is no page of theirs.
    expect(await text(author, address)).not.toContain(`href="/profil/${apart.handle}"`)
    // Nor does a mention make anybody follow what comes after it.
    await post(mate, address, { intent: 'answer', text: 'Moi' })
    await later(1, author)
    for (const who of [stranger, apart]) expect(await kinds(who)).toEqual([])
    // For the network, the stranger reads it and is told.
    await write(author, GROUP, 'Et là ?', { text: `@${stranger.handle}`, audience: 'network' })
    await later(2, author)
    expect((await kinds(stranger)).map(([, kind]) => kind)).toEqual(['mention'])
  })
})

test('A24: « Merci » under an answer is one’s own to take back, and is counted by whom one may know of', async () => {
  const [author, mate] = await pair()
  const [third, hidden] = [(await pair())[0], await somebody(SLUG, { siteChoices: { lastName: 'nobody' } })]
  await post(hidden, `/groupes/${GROUP}`, { intent: 'join' })
  const address = await write(author, GROUP, 'Merci à tous')
  await post(mate, address, { intent: 'answer', text: 'Avec plaisir' })
  const comment = /data-comment="([\w-]+)"/.exec(await text(author, address))![1]!
  const thank = (who: Somebody) => post(who, address, { intent: 'thank-comment', comment })
  const count = async (who: Somebody) => Number(/(\d+) mercis?/i.exec(await text(who, address))?.[1] ?? 0)
  for (const who of [author, third, hidden, mate]) await thank(who)
  // One’s own answer is not thanked for; who hides is counted for nobody but themselves.
  expect(await count(mate)).toBe(2)
  expect(await count(hidden)).toBe(3)
  await post(mate, `/profil/${third.handle}/contact`, { intent: 'block' })
  expect(await count(mate)).toBe(1)
  expect(await count(author)).toBe(2)
  await thank(author)
  expect(await count(author)).toBe(1)
})

describe('a notice sends no mail to an account that', () => {
  test.each([
    [
      'has died',
      (id: string, { id: who }: Somebody) => sql`UPDATE "person" SET "status" = 'décédé'
      WHERE "tenantId" = ${id} AND "id" = ${who}`,
    ],
    [
      'is gone',
      (id: string, { accountId }: Somebody) => sql`UPDATE "account" SET "disabledAt" = now()
      WHERE "tenantId" = ${id} AND "id" = ${accountId}`,
    ],
    [
      'has no proven address',
      (id: string, { accountId }: Somebody) => sql`UPDATE "account" SET "emailInvalid" = TRUE
      WHERE "tenantId" = ${id} AND "id" = ${accountId}`,
    ],
    ['has left the group', LEFT],
    [
      'keeps the author away',
      (id: string, { id: who }: Somebody, author: Somebody) => sql`INSERT INTO "person_block"
      ("tenantId", "personId", "otherId", "at") VALUES (${id}, ${who}, ${author.id}, now()) RETURNING 1`,
    ],
    [
      'refused mails and asked for none',
      (id: string, { id: who }: Somebody) => sql`UPDATE "person"
      SET "emailingConsent" = FALSE WHERE "tenantId" = ${id} AND "id" = ${who}`,
      'before',
    ],
  ] as [string, (id: string, who: Somebody, author: Somebody) => Sql, 'before'?][])('%s', async (_, change, when) => {
    const [author, reader] = await pair()
    if (when) await run((id) => change(id, reader, author))
    else await choose(reader, { 'kind.post': 'daily' })
    await write(author, GROUP, 'Dix')
    await later(1, reader)
    if (!when) await run((id) => change(id, reader, author))
    expect(await later(24 * 6, reader)).toEqual([])
  })

  test('twin: the same account without any of these reasons gets the mail', async () => {
    const [author, reader] = await pair()
    await write(author, GROUP, 'Onze')
    await later(1, reader)
    expect(await later(24 * 6, reader)).toHaveLength(1)
  })
})
