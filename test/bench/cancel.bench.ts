/** A search whose visitor has gone ends on the server; pages stay quick while two hundred people sign in. */
import { request } from 'node:http'
import pg from 'pg'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { type Load, type Loader, startLoader } from './load.ts'
import { kinds } from './pages.ts'
import { median, quantile, say } from './report.ts'
import { fetchFrom, type Served, signIn, startSite } from './site-process.ts'
import { inWorld, isFull, openWorld, type World } from './world.ts'

const HOST = 'grande.localhost'
const DEPARTURES = 5
const SIGN_INS = 200

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/**
 * The rows that a search reads are locked by somebody else, so it would wait until the statement limit.
 * @returns milliseconds from leaving until the server's own list of statements no longer has it
 */
async function leave(watch: pg.Client, site: Served, cookie: string, path: string): Promise<number> {
  const running = async () => {
    const { rows } = await watch.query(`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE usename = 'alumni_app' AND state = 'active' AND wait_event_type = 'Lock'`)
    return rows[0].n as number
  }
  const headers = { Host: `${HOST}:${site.port}`, Cookie: cookie }
  const asked = request({ port: site.port, path, headers }).on('error', () => {})
  asked.end()
  for (let i = 0; (await running()) === 0; i++) {
    if (i > 200) throw new Error('the search never began')
    await pause(10)
  }
  const left = performance.now()
  asked.destroy()
  while ((await running()) > 0) await pause(5)
  return performance.now() - left
}

async function timeDepartures(world: World, site: Served, cookie: string, path: string): Promise<void> {
  const { DATABASE_OWNER_URL: owner, DATABASE_URL: app } = world.variables(world.big)
  const [lock, watch] = [new pg.Client({ connectionString: owner! }), new pg.Client({ connectionString: app! })]
  await Promise.all([lock.connect(), watch.connect()])
  const times: number[] = []
  for (let i = 0; i < DEPARTURES; i++) {
    await lock.query('BEGIN; LOCK TABLE "search_token" IN ACCESS EXCLUSIVE MODE')
    times.push(await leave(watch, site, cookie, path))
    await lock.query('ROLLBACK')
  }
  await Promise.all([lock.end(), watch.end()])
  const longest = Math.max(...times)
  say({
    what: 'a search whose visitor left is gone after',
    value: `${median(times).toFixed(0)} ms`,
    goal: '≤ 1000 ms',
    met: longest <= 1000,
    detail: `at most ${longest.toFixed(0)} ms of ${DEPARTURES}`,
  })
}

/** All at once, each at a login of its own, so that none is held back unjudged. @returns milliseconds of each */
async function signInMany(site: Served): Promise<number[]> {
  const one = async (i: number) => {
    const started = performance.now()
    const form = { login: `personne.${i}10`, password: 'rien de juste ici', redirectTo: '' }
    const { status } = await fetchFrom(site.port, HOST, '/connexion', { form })
    if (status !== 401) throw new Error(`a guess was answered ${status}`)
    return performance.now() - started
  }
  return Promise.all(Array.from({ length: SIGN_INS }, (_, i) => one(i)))
}

async function timeSignIns(loader: Loader, site: Served, load: Load): Promise<void> {
  await loader.run(load)
  const alone = await loader.run(load)
  const [beside, times] = await Promise.all([loader.run({ ...load, seconds: load.seconds * 3 }), signInMany(site)])
  say({
    what: 'directory p95 while 200 people sign in, over alone',
    value: (beside.p95 / alone.p95).toFixed(2),
    detail: `${beside.p95.toFixed(0)} ms against ${alone.p95.toFixed(0)} ms at 4 connections; ${beside.perSecond.toFixed(0)} pages/s against ${alone.perSecond.toFixed(0)}`,
  })
  say({ what: 'a sign-in among 200 at once, p95', value: `${quantile(times, 0.95).toFixed(0)} ms` })
}

untilStopped(async () => {
  const world = await openWorld(isFull())
  const site = await startSite(world.variables(world.big))
  const cookie = await signIn(site.port, HOST)
  const paths = await inWorld(world, world.big, async () => (await kinds('grande'))[0]!.paths)
  await fetchFrom(site.port, HOST, paths[0]!, { cookie })
  await timeDepartures(world, site, cookie, paths[0]!)
  const loader = await startLoader()
  await timeSignIns(loader, site, { port: site.port, host: HOST, cookie, paths, connections: 4, seconds: 4 })
  await stopAll(0)
})
