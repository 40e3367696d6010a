/** The contact form (B25) against whoever types an address to learn whether it wrote, or sends many at once. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { CONTACT_LIMITS } from '#app/domain/content/contact.server.ts'
import { apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'

useDatabase()

const FORM = { name: 'Ada Visite', email: 'ada@exemple.fr', text: 'Une question.', website: '' }
const NOBODY = 'jamais.ecrit@exemple.fr'

beforeAll(async () => {
  const supmeca = tenantFile('supmeca')
  await apply(supmeca, { ...supmeca, slug: 'pressee' })
})

const send = (slug: string, client: string, email = FORM.email) =>
  request(`${slug}.localhost`, '/contact', { form: { ...FORM, email }, headers: { 'x-client-address': client } })
const kept = (slug: string) =>
  inside(slug, async (query, { id }) => {
    const of = sql`"tenantId" = ${id}`
    const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "contact_message" WHERE ${of}`)
    return row!.n
  })

test('no answer tells whether anybody wrote under the address that is typed', async () => {
  for (let i = 0; i < 4 * CONTACT_LIMITS.network; i++) expect((await send('supmeca', `10.1.${i}.1`)).status).toBe(303)
  // One more than a network may send: every answer up to the refusal, and the refusal itself.
  const answersTo = async (client: string, email: string) => {
    const told: unknown[] = []
    for (let i = 0; i <= CONTACT_LIMITS.network; i++) {
      const answer = await send('supmeca', client, email)
      const { status, headers } = answer
      const page = (await textWithoutNonce(answer)).replaceAll(email, '')
      told.push([status, headers.get('Location'), headers.get('Retry-After'), page])
    }
    return told
  }
  const [wrote, never] = [await answersTo('10.2.1.1', FORM.email), await answersTo('10.2.2.1', NOBODY)]
  expect(wrote).toEqual(never)
  // Twin: the network's own number is told, under an address as good as any.
  expect(wrote.map((one) => (one as [number])[0])).toEqual([...Array(CONTACT_LIMITS.network).fill(303), 429])
  expect((await send('supmeca', '10.2.1.9', NOBODY)).status).toBe(429)
})

test('many at once are no more than one after the other, of a network and of all', async () => {
  const statuses = async (clients: string[]) => {
    const answers = await Promise.all(clients.map((client, i) => send('pressee', client, `p${i}@exemple.fr`)))
    return answers.map(({ status }) => status).sort((a, b) => a - b)
  }
  const { network, all } = CONTACT_LIMITS
  expect(await statuses(Array(3 * network).fill('10.3.1.1'))).toEqual([
    ...Array(network).fill(303),
    ...Array(2 * network).fill(429),
  ])
  expect(await kept('pressee')).toBe(network)
  const ids = Array.from({ length: all - network - 2 }, () => uuidv7())
  await inside('pressee', (query, { id }) =>
    query(sql`INSERT INTO "contact_message" ("tenantId", "id", "name", "email", "text", "origin", "at")
      SELECT ${id}, r, 'Ada', 'ada@exemple.fr', 'Oui', '', now() FROM unnest(${ids}::uuid[]) AS r RETURNING 1`),
  )
  const others = Array.from({ length: 8 }, (_, i) => `10.4.${i}.1`)
  expect(await statuses(others)).toEqual([303, 303, ...Array(6).fill(429)])
  expect(await kept('pressee')).toBe(all)
})
