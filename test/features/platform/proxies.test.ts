/**
 * A running site behind a proxy that nobody counted says so, in its log and to the operator; one that knows is quiet.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { askSite, type SiteProcess, startSite } from '../../factories/site-processes.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'

const database = useDatabase()
const HOST = 'admin.localhost'
const PASSWORD = 'phrase de passe d’essai'
const email = 'proxy@exemple.fr'
let running: SiteProcess | undefined

beforeAll(async () => {
  await apply('isep')
  const hash = await hashPassword(PASSWORD)
  await onPlatform((query) =>
    query(sql`INSERT INTO "operator" ("id", "email", "passwordHash") VALUES (${uuidv7()}, ${email}, ${hash})`),
  )
})
afterEach(async () => {
  await running?.stop()
  running = undefined
})

async function start(change: Record<string, string>): Promise<SiteProcess> {
  const variables = variablesOf(new URL(database.url('app')).pathname.slice(1))
  running = await startSite('web', { ...variables, ...change }, await freePort())
  return running
}

/** What the operator reads of the machine's health. */
async function healthPage({ port }: SiteProcess, language = 'fr'): Promise<string> {
  const form = { login: email, password: PASSWORD }
  const entered = await askSite(port, HOST, { path: '/operateur/connexion', form })
  const cookie = [entered.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0])
  const page = await askSite(port, HOST, {
    path: '/operateur/sante',
    cookie: cookie.join('; '),
    headers: { 'Accept-Language': language },
  })
  expect(page.status).toBe(200)
  return page.text
}

const forwarded = { path: '/', headers: { 'X-Forwarded-For': '198.51.100.7' } }
const linesOf = (site: SiteProcess, word: string) =>
  site
    .said()
    .split('\n')
    .filter((line) => line.includes(word))

describe('PROXIES=0', () => {
  test('and requests that say they came through a proxy: the page counts them, the log says it once', async () => {
    const site = await start({ DEMO: '1', PROXIES: '0' })
    expect(await healthPage(site)).not.toContain('PROXIES=0')
    for (let i = 0; i < 3; i++) expect((await askSite(site.port, 'isep.localhost', forwarded)).status).toBe(200)
    expect(await healthPage(site)).toMatch(/PROXIES=0, et 3 requêtes sur \d+ sont passées par un proxy/)
    expect(await healthPage(site, 'en')).toMatch(/PROXIES=0, and 3 requests of \d+ came through a proxy/)
    await expect.poll(() => linesOf(site, 'X-Forwarded-For')).toHaveLength(1)
    expect(linesOf(site, 'X-Forwarded-For')[0]).not.toContain('198.51.100.7')
  })
})

test('PROXIES=1 is what stands in front: nothing is said', async () => {
  const site = await start({ DEMO: '1', PROXIES: '1' })
  for (let i = 0; i < 3; i++) await askSite(site.port, 'isep.localhost', forwarded)
  expect(await healthPage(site)).not.toContain('PROXIES')
  expect(linesOf(site, 'PROXIES')).toEqual([])
})

test.each([
  ['that says nothing of proxies is told so at start', {}, 1],
  ['that says there are none is not', { PROXIES: '0' }, 0],
])('a public site %s', async (_, change, lines) => {
  const site = await start({ BASE_DOMAIN: 'alumni.example', ...change })
  await expect.poll(() => linesOf(site, 'web is ready')).toHaveLength(1)
  expect(linesOf(site, 'PROXIES is not set')).toHaveLength(lines)
})
