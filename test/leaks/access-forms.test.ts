/** The forms of getting in against whoever posts more than they ask, leads elsewhere, or asks too often. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { considerAll, emptyOutbox, linkTo, mailsOf, requestsOf } from '../factories/outbox.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

const database = useDatabase()
const PASSWORD = 'onze chamois dorment au refuge'

beforeAll(async () => {
  await apply('isep', 'sepro')
  await addPeople('isep', [
    { values: { firstName: 'Rémi', lastName: 'Fiché', promotion: 2002, primaryEmail: 'remi@courriel.example' } },
  ])
})

beforeEach(() => Promise.all(['isep', 'sepro'].map(emptyOutbox)))

/** Every column of these tables under the name a form would give it, with a value that would tell. */
async function everyColumn(...tables: string[]): Promise<Record<string, string>> {
  const rows = await queryAs<{ name: string }>(
    database.url('owner'),
    `SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY($1)`,
    [tables],
  )
  expect(rows.length).toBeGreaterThan(20)
  return Object.fromEntries(rows.map(({ name }) => [name, 'qzforgedqz']))
}

const everything = (slug: string) =>
  inside(slug, async (query, { id }) => {
    const rows = await query<{ text: string }>(sql`
      SELECT to_jsonb(p)::text AS "text" FROM "person" p WHERE p."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(a)::text FROM "account" a WHERE a."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(o)::text FROM "organisation" o WHERE o."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(r)::text FROM "access_request" r WHERE r."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(g)::text FROM "role_grant" g WHERE g."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(m)::text FROM "membership_period" m WHERE m."tenantId" = ${id}`)
    return rows.map(({ text }) => text).join('\n')
  })

describe('every column posted besides', () => {
  const tables = ['person', 'account', 'organisation', 'access_request', 'role_grant', 'membership_period', 'link']
  const asked: [string, string, Record<string, string>][] = [
    [
      'isep',
      '/activation',
      { step: '2', firstName: 'A', lastName: 'B', promotion: '2002', email: 'a@b.example', phone: '0612345678' },
    ],
    ['isep', '/mot-de-passe-oublie', { login: 'remi.fiche02' }],
    ['sepro', '/inscription', { pseudonym: 'Lynx', firstName: 'A', lastName: 'B', email: 'lynx@b.example' }],
    [
      'sepro',
      '/ecoles/inscription',
      { name: 'Institut', contactName: 'A', phone: '0612345678', email: 'i@b.example', country: '', website: '' },
    ],
  ]

  test.each(asked)('on %s%s changes nothing of its own', async (slug, path, form) => {
    const forged = { ...(await everyColumn(...tables)), role: 'admin', redirectTo: 'https://voleur.example/', ...form }
    const answer = await request(`${slug}.localhost`, path, { form: forged })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${path}?envoye=1`])
    await considerAll(slug)
    expect(await everything(slug)).not.toContain('qzforgedqz')
  })

  test('on the page that a link opens changes nothing but the password, and leads nowhere else', async () => {
    await request('sepro.localhost', '/inscription', {
      form: { pseudonym: 'Castor', firstName: 'A', lastName: 'B', email: 'castor@b.example' },
    })
    await considerAll('sepro')
    const path = await linkTo('sepro', 'access.registration', 'castor@b.example')
    const forged = {
      ...(await everyColumn(...tables)),
      redirectTo: '//voleur.example',
      landing: 'https://voleur.example',
    }
    const form = { ...forged, newPassword: PASSWORD, newPasswordAgain: PASSWORD }
    const answer = await request('sepro.localhost', `${path}&redirectTo=//voleur.example`, { form })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/parametres/bienvenue'])
    expect(await everything('sepro')).not.toContain('qzforgedqz')
  })
})

test('links are kept as hashes: no table of the application holds one', async () => {
  await request('isep.localhost', '/activation', {
    form: {
      step: '2',
      firstName: 'Rémi',
      lastName: 'Fiché',
      promotion: '2002',
      email: 'remi@courriel.example',
      phone: '0612345678',
    },
  })
  await considerAll('isep')
  const secret = (await linkTo('isep', 'access.activation', 'remi@courriel.example')).split('lien=')[1]!
  expect(Buffer.from(secret, 'base64url')).toHaveLength(16)
  const rows = await inside('isep', (query, { id }) =>
    query<{ text: string }>(sql`SELECT to_jsonb(l)::text AS "text" FROM "link" l WHERE l."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(m)::text FROM "mail" m WHERE m."tenantId" = ${id}
      UNION ALL SELECT to_jsonb(r)::text FROM "access_request" r WHERE r."tenantId" = ${id}`),
  )
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.filter(({ text }) => text.includes(secret))).toEqual([])
})

test('header signs in a name or an address go nowhere', async () => {
  const form = { step: '2', firstName: 'A\r\nBcc: x@y.example', lastName: 'B', promotion: '2002', phone: '0612345678' }
  const bad = await request('isep.localhost', '/activation', {
    form: { ...form, email: 'a@b.example\r\nBcc: c@d.example' },
  })
  expect(bad.status).toBe(422)
  expect((await request('isep.localhost', '/activation', { form: { ...form, email: 'a@b.example' } })).status).toBe(303)
  await considerAll('isep')
  expect(await mailsOf('isep')).toEqual([])
})

test('one network may send so many in an hour, whoever is named; another is not stopped by it', async () => {
  const from = (address: string, i: number) =>
    request('isep.localhost', '/mot-de-passe-oublie', {
      form: { login: `personne.numero${i}` },
      headers: { 'X-Client-Address': address },
    })
  const before = (await requestsOf('isep')).length
  const answers: number[] = []
  for (let i = 0; i < 303; i++) answers.push((await from(`192.0.2.${i % 200}`, i)).status)
  expect(answers.filter((status) => status === 303)).toHaveLength(300)
  const refused = await from('192.0.2.9', 999)
  expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true])
  expect((await from('198.51.100.7', 1000)).status).toBe(303)
  expect((await requestsOf('isep')).length).toBe(before + 301)
})
