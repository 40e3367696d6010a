/** Messages tell nobody more than the policy: hidden people, conversations of others and of other associations. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { messaging, rows, type Somebody, somebody } from '../factories/messages.ts'
import { apply } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { textWithoutNonce } from '../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
const { get, post, text, begin, agree, write } = messaging(SLUG)

beforeAll(() => apply(SLUG, 'isep', 'ece'))

const hide = (who: Somebody) =>
  rows(SLUG, (id) => sql`UPDATE "person" SET "listed" = FALSE WHERE "tenantId" = ${id} AND "id" = ${who.id}`)

test('who hides is « Un membre » in list and thread, without name, handle or page', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await hide(one)
  for (const path of ['/messagerie', `/messagerie/${id}`]) {
    const page = await text(other, path)
    expect(page).toContain('Un membre')
    expect(page).not.toContain(one.name.split(' ')[1])
    expect(page).not.toContain(one.handle)
  }
  expect((await get(other, `/profil/${one.handle}/ecrire`)).status).toBe(404)
})

test('who hides and asks a stranger shows who asks, until the answer', async () => {
  const [one, other] = [await somebody(SLUG, { lastNameTo: 'nobody' }), await somebody(SLUG)]
  const id = await begin(one, other)
  expect(await text(other, `/messagerie/${id}`)).toContain(`data-person="${one.handle}"`)
  expect((await get(other, `/profil/${one.handle}`)).status).toBe(404)
})

test('a hidden person cannot be written to: hidden as absent', async () => {
  const [one, hidden] = [await somebody(SLUG), await somebody(SLUG, { lastNameTo: 'nobody' })]
  const absent = { ...hidden, handle: 'alix.personne99' }
  const answers = await Promise.all(
    [hidden, absent].map(async (target) => {
      const page = await get(one, `/profil/${target.handle}/ecrire`)
      const sent = await write(one, target, 'Bonjour')
      const bare = (await textWithoutNonce(page)).replaceAll(target.handle, '…')
      return { page: page.status, sent: sent.status, bare: bare.replace(/[0-9a-f-]{36}/g, 'key') }
    }),
  )
  expect(answers[0]!.page).toBe(404)
  expect(answers[0]!.sent).toBe(404)
  expect(answers[0]).toEqual(answers[1])
})

test('a conversation of others and of another association is as absent as one that never was', async () => {
  const [one, other, third] = [await somebody(SLUG), await somebody(SLUG), await somebody(SLUG)]
  const abroad = [await somebody('isep'), await somebody('isep')] as const
  const theirs = await messaging('isep').agree(...abroad)
  const id = await agree(one, other)
  for (const path of [id, theirs, uuidv7(), 'x'])
    for (const end of ['', '/signaler?message=1', `/fichiers/${uuidv7()}`]) {
      expect((await get(third, `/messagerie/${path}${end}`)).status, path + end).toBe(404)
      if (!end.startsWith('/fichiers'))
        expect((await post(third, `/messagerie/${path}${end}`, { text: 'x', reason: 'abuse' })).status).toBe(404)
    }
})

test('an association that asks for acceptance decides by what the writer may read of it', async () => {
  const site = messaging('ece')
  const one = await somebody('ece')
  const yes = await somebody('ece', { values: { acceptsContact: true } })
  const no = await somebody('ece', { values: { acceptsContact: false } })
  expect((await site.write(one, yes, 'Bonjour')).status).toBe(303)
  expect((await site.write(one, no, 'Bonjour')).status).toBe(403)
  expect(await site.text(one, `/profil/${no.handle}`)).toContain('n’a pas accepté la mise en relation')
})

test('steps at the same instant never fail, and leave one conversation', async () => {
  for (let round = 0; round < 4; round++) {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    const answers = await Promise.all([
      post(one, `/messagerie/${id}`, { text: 'a' }),
      post(other, `/messagerie/${id}`, { text: 'b' }),
      post(other, `/profil/${one.handle}/contact`, { intent: 'block' }),
      get(other, `/messagerie/${id}`),
      write(one, other, 'c'),
      post(one, `/messagerie/${id}`, { intent: 'archive' }),
    ])
    for (const { status } of answers) expect(status).toBeLessThan(500)
    const numbers = await rows<{ n: number }>(
      SLUG,
      (tenant) => sql`SELECT "n" FROM "message"
      WHERE "tenantId" = ${tenant} AND "conversationId" = ${id} ORDER BY "n"`,
    )
    expect(numbers.map(({ n }) => n)).toEqual(numbers.map((_, i) => i + 1))
  }
})
