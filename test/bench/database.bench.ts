/** What a page's SQL costs: through the application and by bare `pg`, and in a base many times as big. */
import pg from 'pg'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { open } from '#app/context/open.ts'
import { startSession } from '#app/context/session.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { type Kind, kinds } from './pages.ts'
import { type Recorded, record, work } from './recorded.ts'
import { quantile, sayRatio } from './report.ts'
import { ACCOUNT, inWorld, isFull, type Made, openWorld, type World } from './world.ts'

const ROUNDS = 12

/** A session without a password: what this bench times comes after. */
async function sessionOf(slug: string): Promise<string> {
  const tenant = (await tenantOfSlug(slug))!
  const [account] = await inTenantSql(tenant.id, (query) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id} AND "login" = ${ACCOUNT.login}`,
    ),
  )
  const cookie = await startSession(tenant.id, `${slug}.localhost`, account!.id, { now: new Date() })
  return cookie.split(';')[0]!
}

/** Milliseconds of one page's statements on one connection, as the bare server sends them. */
async function bare(client: pg.Client, { statements }: Recorded): Promise<number> {
  const started = performance.now()
  for (const { name, text, values } of statements) await client.query(name ? { name, text, values } : text)
  return performance.now() - started
}

/** The same page through `open` and its use-case: conditions are composed, rows judged. */
async function throughApplication(host: string, cookie: string, path: string): Promise<number> {
  const request = new Request(`http://${host}${path}`, { headers: { Host: host, Cookie: cookie } })
  const started = performance.now()
  await work(await open({ request }))
  return performance.now() - started
}

interface Times {
  kind: string
  application: number
  bare: number
}

/** Each page in turn both ways, so that the machine's moods fall on both. */
async function timeKind(client: pg.Client, host: string, cookie: string, { name, paths }: Kind): Promise<Times> {
  const pages = await recordAll(host, cookie, paths)
  const times: { application: number[]; bare: number[] } = { application: [], bare: [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const page of pages) {
      times.application.push(await throughApplication(host, cookie, page.path))
      times.bare.push(await bare(client, page))
    }
  return { kind: name, application: quick(times.application), bare: quick(times.bare) }
}

async function recordAll(host: string, cookie: string, paths: readonly string[]): Promise<Recorded[]> {
  const pages: Recorded[] = []
  // Twice: opening a person for the first time counts it, later ones only read.
  for (const path of paths) pages.push(await record(host, cookie, path).then(() => record(host, cookie, path)))
  return pages
}

/** The quicker quarter's end: on a machine shared with others the middle measures the others. */
const quick = (times: readonly number[]) => quantile(times, 0.25)

async function connect(world: World, made: Made): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.variables(made).DATABASE_URL! })
  await client.connect()
  return client
}

async function compareWithBare(world: World): Promise<void> {
  await inWorld(world, world.big, async () => {
    const client = await connect(world, world.big)
    const cookie = await sessionOf('grande')
    for (const one of await kinds('grande')) {
      const { kind, application, bare } = await timeKind(client, 'grande.localhost', cookie, one)
      const detail = `${application.toFixed(2)} ms against ${bare.toFixed(2)}, one visitor, 80,000 people`
      sayRatio(`${kind}: time of its data over bare pg’s`, application / bare, { most: 1.5 }, detail)
    }
    await client.end()
  })
}

interface Base {
  client: pg.Client
  kinds: { kind: string; pages: Recorded[] }[]
}

/** The same association in one of the databases, its statements recorded there. */
async function baseOf(world: World, made: Made, slug: string): Promise<Base> {
  const recorded = await inWorld(world, made, async () => {
    const cookie = await sessionOf(slug)
    const all: Base['kinds'] = []
    for (const { name, paths } of await kinds(slug))
      all.push({ kind: name, pages: await recordAll(`${slug}.localhost`, cookie, paths) })
    return all
  })
  return { client: await connect(world, made), kinds: recorded }
}

/** The same searches of the same 10,000 people in turns, in a base of nobody else and in the big one. */
async function compareSizes(world: World): Promise<void> {
  const [alone, among] = [await baseOf(world, world.small, 'petite'), await baseOf(world, world.big, 'petite')]
  for (const [i, { kind, pages }] of alone.kinds.entries()) {
    const times: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++)
      for (const [j, page] of pages.entries()) {
        times[0].push(await bare(alone.client, page))
        times[1].push(await bare(among.client, among.kinds[i]!.pages[j]!))
      }
    const [few, many] = [quick(times[0]), quick(times[1])]
    const detail = `${many.toFixed(2)} ms among ${world.big.total} against ${few.toFixed(2)} alone, the same 10,000 people`
    sayRatio(`${kind}: among ${world.big.total} people over alone`, many / few, { most: 1.3 }, detail)
  }
  await Promise.all([alone.client.end(), among.client.end()])
}

untilStopped(async () => {
  const world = await openWorld(isFull())
  await compareWithBare(world)
  await compareSizes(world)
  await stopAll(0)
})
