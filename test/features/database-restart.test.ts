/**
 * The database ends every connection, or restarts, under traffic: nobody is told « saved » of what is lost, and all is
 * whole within 5 s.
 */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createDatabase, migrate } from '#app/cli/database.ts'
import { setEnvironment } from '#app/context/env.ts'
import { forgetTenants } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { askForCopies, copiesMade } from '../factories/copies.ts'
import { HOST } from '../factories/editor.ts'
import { askSite, isAlive, type SiteProcess, startSite } from '../factories/site-processes.ts'
import { startTraffic, type Traffic } from '../factories/traffic.ts'
import { apply, inside } from '../factories/world.ts'
import { queryAs, variablesOf } from '../setup/database.ts'
import { type ScratchServer, startScratchServer } from '../setup/scratch-server.ts'

// Real processes with work and traffic, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 150_000 })

const NAME = 'restarted'
/** Milliseconds until all answers are as before. */
const WHOLE = 5_000
let scratch: ScratchServer
let variables: Record<string, string>
let processes: SiteProcess[] = []

beforeAll(async () => {
  scratch = await startScratchServer()
  const { server } = scratch
  await createDatabase(server, NAME)
  await migrate(server.url('owner', NAME))
  const urls = { DATABASE_URL: server.url('app', NAME), DATABASE_OWNER_URL: server.url('owner', NAME) }
  variables = { ...variablesOf(`${NAME}_${process.pid}`), ...urls, RESEND_API_KEY: '' }
  setEnvironment({ ...variables, DATABASE_PLATFORM_URL: server.url('platform', NAME) })
  openDatabase({ appUrl: urls.DATABASE_URL, platformUrl: server.url('platform', NAME), max: 4 })
  forgetTenants()
  await apply('supmeca')
})
afterEach(() => {
  for (const { child } of processes) child.kill('SIGKILL')
  processes = []
})
afterAll(async () => {
  await closeQueue()
  await closeDatabase()
  forgetTenants()
  await scratch.end()
})

async function start(kind: 'web' | 'worker'): Promise<SiteProcess> {
  const own = await startSite(kind, variables, kind === 'web' ? await freePort() : 0)
  processes.push(own)
  return own
}

const superuser = () => scratch.server.url('owner', NAME).replace('alumni_owner', 'postgres')

/** Every connection of the site's, busy or not. @returns how many there were */
async function endAll(): Promise<number> {
  const ended = await queryAs(
    superuser(),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'alumni_app' AND datname = '${NAME}'`,
  )
  return ended.length
}

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms))
const page = (web: SiteProcess, path = '/') => askSite(web.port, HOST, { path })

/** @returns milliseconds until a page and /healthz are answered as before */
async function whole(web: SiteProcess): Promise<number> {
  const started = performance.now()
  const isWhole = async () => (await page(web)).status === 200 && (await page(web, '/healthz')).status === 200
  await expect.poll(isWhole, { timeout: WHOLE, interval: 50 }).toBe(true)
  return performance.now() - started
}

/** Told for the figures, where somebody asks for them. */
function tell(what: string, ms: number): void {
  if (process.env.FIGURES) process.stdout.write(`${what}: ${Math.round(ms)} ms\n`)
}

const saved = ({ counts }: Traffic) => counts.get(303) ?? 0

/** What traffic may have met: pages, what was saved, and 503 with its header. */
async function expectSound(traffic: Traffic): Promise<void> {
  await traffic.stop()
  expect([...traffic.counts.keys()].filter((status) => ![200, 303, 503].includes(status))).toEqual([])
  expect(traffic.silent).toBe(0)
  expect(await traffic.lost()).toEqual([])
}

/** Work of the worker's is all done, each piece once. */
async function expectCopies(asked: number): Promise<void> {
  await expect
    .poll(async () => (await copiesMade(variables.FILES_URL!)).asked, { timeout: 55_000, interval: 250 })
    .toBe(0)
  expect(await copiesMade(variables.FILES_URL!)).toMatchObject({ asked: 0, ready: asked, named: asked, told: asked })
  const left = "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'rights.copy' AND state <> 'completed'"
  await expect
    .poll(async () => (await queryAs<{ n: number }>(superuser(), left))[0]!.n, { timeout: 55_000, interval: 250 })
    .toBe(0)
}

/** Copies of one test are not the next one's. */
async function forgetCopies(): Promise<void> {
  await inside('supmeca', async (query, { id }) => {
    await query(sql`DELETE FROM "data_copy" WHERE "tenantId" = ${id}`)
    await query(sql`DELETE FROM "mail" WHERE "tenantId" = ${id}`)
  })
  await queryAs(superuser(), "DELETE FROM pgboss.job WHERE name = 'rights.copy'")
}

test('every connection ended five times under traffic: processes live, nothing acknowledged is lost, no work either', async () => {
  const [web, worker] = [await start('web'), await start('worker')]
  const traffic = await startTraffic(() => [web.port], 4)
  const asked = await askForCopies(10)
  for (let round = 0; round < 5; round += 1) {
    await pause(400)
    expect(await endAll()).toBeGreaterThan(0)
    tell('whole after all connections were ended', await whole(web))
  }
  const before = saved(traffic)
  await expect.poll(() => saved(traffic) - before, { timeout: WHOLE }).toBeGreaterThan(0)
  await expectSound(traffic)
  await expectCopies(asked)
  expect([isAlive(web), isAlive(worker)]).toEqual([true, true])
  for (const { said } of [web, worker]) expect(said()).not.toContain('"level":"fatal"')
})

test('the server restarts under traffic: 503 in words within 2 s meanwhile, whole within 5 s, nothing lost, nothing twice', async () => {
  await forgetCopies()
  const [web, worker] = [await start('web'), await start('worker')]
  const traffic = await startTraffic(() => [web.port], 4)
  await pause(500)
  const asked = await askForCopies(10)
  for (let round = 0; round < 2; round += 1) {
    const comeBack = await scratch.stop()
    await pause(1_200)
    const away = await page(web)
    expect([away.status, away.headers['retry-after']]).toEqual([503, '5'])
    expect(away.text).toContain('Le site reprend son souffle')
    expect(away.ms).toBeLessThan(2_000)
    expect((await page(web, '/healthz')).text).toBe('{"status":"database away"}')
    await comeBack()
    tell('whole after a restart', await whole(web))
    await pause(500)
  }
  const before = saved(traffic)
  await expect.poll(() => saved(traffic) - before, { timeout: WHOLE }).toBeGreaterThan(0)
  await expectSound(traffic)
  expect(traffic.counts.get(503)).toBeGreaterThan(0)
  await expectCopies(asked)
  expect([isAlive(web), isAlive(worker)]).toEqual([true, true])
  for (const { said } of [web, worker]) expect(said()).not.toContain('"level":"fatal"')
})

test('a server that takes connections and says nothing costs a visitor 2 s at most, and /healthz says so', async () => {
  const web = await start('web')
  const comeBack = await scratch.stop()
  const mute = createServer(() => {}).listen(scratch.server.port, '127.0.0.1')
  await once(mute, 'listening')
  expect((mute.address() as AddressInfo).port).toBe(scratch.server.port)
  await pause(1_200)
  const answers = await Promise.all(Array.from({ length: 12 }, () => page(web)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 503))
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2_500)
  expect((await page(web, '/healthz')).status).toBe(503)
  mute.close()
  await comeBack()
  tell('whole after a mute server', await whole(web))
})

test('web processes replaced one after another under traffic lose no request', async () => {
  let open = [await start('web'), await start('web')]
  const traffic = await startTraffic(() => open.map(({ port }) => port), 3)
  for (const old of [...open]) {
    await pause(500)
    const fresh = await start('web')
    open = [...open, fresh]
    const ended = old.stop()
    // Still named by the balancer for a moment: what it sends there is refused, not lost.
    await pause(200)
    open = open.filter((one) => one !== old)
    expect(await ended).toBe(0)
  }
  await pause(500)
  await traffic.stop()
  expect([...traffic.counts.keys()].sort()).toEqual([200, 303])
  expect(await traffic.lost()).toEqual([])
})

test('workers replaced one after another in the middle of their work do each piece once', async () => {
  await forgetCopies()
  let workers = [await start('worker'), await start('worker')]
  const asked = await askForCopies(14)
  for (const old of [...workers]) {
    await pause(700)
    const fresh = await start('worker')
    workers = [...workers, fresh]
    expect(await old.stop()).toBe(0)
  }
  await expectCopies(asked)
  const again = "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'rights.copy' AND retry_count > 0"
  expect(await queryAs(superuser(), again)).toEqual([{ n: 0 }])
})
