/**
 * Requests to get in are throttled before they fill the staff's queue: refused with words, everything typed kept,
 * honest crowds let through.
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { requestsOf } from '../../factories/outbox.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const SLUGS = ['isep', 'ece', 'sepro', 'supmeca']

beforeAll(() => apply(...SLUGS))

beforeEach(async () => {
  for (const slug of SLUGS)
    await inside(slug, (query, { id }) => query(sql`DELETE FROM "login_attempt" WHERE "tenantId" = ${id}`))
})

type Form = Record<string, string>

const asked = (
  slug: string,
  path: string,
  form: Form,
  more: { from?: string; file?: string; language?: string } = {},
) => {
  const { from = '', file, language = 'fr' } = more
  const headers = { 'Accept-Language': language, ...(from && { 'X-Client-Address': from }) }
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  if (file) body.append(file, new Blob(['%PDF-1.4 x']), 'piece.pdf')
  return request(`${slug}.localhost`, path, { form: file ? body : form, headers })
}

const activation = (i: number | string, from: string, slug = 'isep') => {
  const named = { firstName: 'Ana', lastName: `Nasser ${i}`, promotion: '1998' }
  return asked(slug, '/activation', { step: '2', ...named, email: 'ana@b.example', phone: '0612345678' }, { from })
}
const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status)

/** The association takes so many within a day. */
const perDay = async (slug: string, requestsPerDay: number) => {
  const config = tenantFile(slug)
  config.security.requestsPerDay = requestsPerDay
  await apply(config)
}

const NAMED = { firstName: 'Zita', lastName: 'Typée', promotion: '2004', phone: '0612345678', email: 'zita@b.example' }
const ORGANISATION = { name: 'Institut Typé', contactName: 'Zita Typée', phone: '0612345678', email: 'zita@b.example' }
const FORMS: readonly [string, string, Form, string?][] = [
  ['isep', '/activation', { step: '2', ...NAMED }],
  ['isep', '/mot-de-passe-oublie', { login: 'zita.typee04' }],
  ['supmeca', '/mot-de-passe-oublie/identite', NAMED, 'proof'],
  ['sepro', '/inscription', { pseudonym: 'Lynx', firstName: 'Zita', lastName: 'Typée', email: 'zita@b.example' }],
  ['ece', '/inscription', { civility: 'Mme', tier: 'etudiant', ...NAMED }, 'certificate'],
  ['sepro', '/ecoles/inscription', { ...ORGANISATION, country: 'Belgique', website: '' }],
]

describe.each(FORMS)('%s%s', (slug, path, form, file) => {
  test('is refused with 429 from the sixth on, and everything typed is in the form that comes back', async () => {
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await asked(slug, path, form, { file }))
    expect(statuses(answers)).toEqual([...Array(5).fill(303), 429])
    const refused = answers[5]!
    expect(Number(refused.headers.get('Retry-After'))).toSatisfy((seconds: number) => seconds > 3500 && seconds <= 3600)
    expect(refused.headers.get('Cache-Control')).toBe('no-store')
    const page = await refused.text()
    expect(page).toContain('Un peu de patience')
    expect(page).toMatch(/dans (59|60)\u00a0?\s?minutes/)
    expect(page.includes('joindre de nouveau')).toBe(Boolean(file))
    for (const [name, value] of Object.entries(form).filter(([, one]) => one !== '')) {
      const [input] = new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"[^>]*>`).exec(page) ?? []
      expect(input, name).toMatch(/type="radio"/.test(input ?? '') ? / checked=""/ : /<input/)
    }
    const english = await (await asked(slug, path, form, { file, language: 'en' })).text()
    expect(english).toContain('A little patience')
    expect(english).toContain('What you typed is still here')
  })
})

describe('within a day', () => {
  test('two hundred people of one school’s network get through in an hour', async () => {
    const answers = []
    for (let i = 0; i < 200; i++) answers.push(await activation(i, '192.0.2.7'))
    expect(new Set(statuses(answers))).toEqual(new Set([303]))
  })

  test('one network has at most half of the association’s number, and leaves the other half to others', async () => {
    await perDay('isep', 10)
    const before = (await requestsOf('isep')).length
    const one = []
    for (let i = 0; i < 7; i++) one.push(await activation(`un ${i}`, `192.0.2.${i}`))
    expect(statuses(one)).toEqual([...Array(5).fill(303), 429, 429])
    expect(Number(one[5]!.headers.get('Retry-After'))).toBeGreaterThan(23 * 3600)
    expect(await one[5]!.text()).toMatch(/dans 24\u00a0?\s?heures/)
    const other = []
    for (let i = 0; i < 6; i++) other.push(await activation(`deux ${i}`, '198.51.100.7'))
    expect(statuses(other)).toEqual([...Array(5).fill(303), 429])
    expect((await activation('trois', '203.0.113.9')).status).toBe(429)
    expect((await requestsOf('isep')).length).toBe(before + 10)
  })

  test('a full day closes neither the way back in nor another association’s forms', async () => {
    await perDay('isep', 2)
    for (const from of ['192.0.2.1', '198.51.100.1']) expect((await activation(from, from)).status).toBe(303)
    expect((await activation('un', '203.0.113.1')).status).toBe(429)
    expect((await asked('isep', '/mot-de-passe-oublie', { login: 'zita.typee04' })).status).toBe(303)
    expect((await activation('un', '203.0.113.1', 'supmeca')).status).toBe(303)
  })

  test('what is refused counts for nothing: a stranger who goes on sending shuts nobody out longer', async () => {
    await perDay('isep', 4)
    for (let i = 0; i < 20; i++) await activation(i, '192.0.2.1')
    expect(statuses([await activation('un', '198.51.100.1'), await activation('deux', '198.51.100.1')])).toEqual([
      303, 303,
    ])
    await inside('isep', (query, { id }) =>
      query(sql`UPDATE "login_attempt" SET "at" = "at" - interval '24 hours' WHERE "tenantId" = ${id}`),
    )
    expect((await activation('demain', '192.0.2.1')).status).toBe(303)
  })

  test('sent at once from many networks, exactly the association’s number are taken', async () => {
    await perDay('isep', 6)
    const before = (await requestsOf('isep')).length
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => activation(`tous ${i}`, `198.18.${i % 10}.1`)),
    )
    expect(statuses(answers).filter((status) => status === 303)).toHaveLength(6)
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(24)
    expect((await requestsOf('isep')).length).toBe(before + 6)
  })
})
