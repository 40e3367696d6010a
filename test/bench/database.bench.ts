/** What a page's SQL costs: through the application and by bare `pg`, and in a base a hundred times as big. */
import pg from 'pg'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { open } from '#app/context/open.ts'
import { startSession } from '#app/context/session.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { type Kind, kinds } from './pages.ts'
import { type Recorded, record, work } from './recorded.ts'
import { median, say, sayRatio } from './report.ts'
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
  const cookie = await startSession(tenant.id, `${slug}.localhost`, account!.id, new Date())
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
  const pages: Recorded[] = []
  for (const path of paths) pages.push(await record(host, cookie, path))
  const times: { application: number[]; bare: number[] } = { application: [], bare: [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const page of pages) {
      times.application.push(await throughApplication(host, cookie, page.path))
      times.bare.push(await bare(client, page))
    }
  return { kind: name, application: median(times.application), bare: median(times.bare) }
}

async function timeBase(world: World, made: Made, slug: string): Promise<Times[]> {
  return inWorld(world, made, async () => {
    const client = new pg.Client({ connectionString: world.variables(made).DATABASE_URL! })
    await client.connect()
    const cookie = await sessionOf(slug)
    const all: Times[] = []
    for (const kind of await kinds(slug)) all.push(await timeKind(client, `${slug}.localhost`, cookie, kind))
    await client.end()
    return all
  })
}

untilStopped(async () => {
  const world = await openWorld(isFull())
  for (const { kind, application, bare } of await timeBase(world, world.big, 'grande')) {
    const detail = `${application.toFixed(2)} ms against ${bare.toFixed(2)}, alone, 80,000 people`
    sayRatio(`${kind}: time of its data over bare pg’s`, application / bare, { most: 1.5 }, detail)
  }
  const [few, many] = [await timeBase(world, world.small, 'petite'), await timeBase(world, world.big, 'petite')]
  for (const [i, { kind, bare }] of many.entries()) {
    const detail = `the same 10,000 people alone: ${few[i]!.bare.toFixed(2)} ms; among ${world.big.total}: ${bare.toFixed(2)} ms`
    sayRatio(`${kind}: among ${world.big.total} over alone`, bare / few[i]!.bare, { most: 1.3 }, detail)
  }
  const again = await timeBase(world, world.small, 'petite')
  const noise = median(again.map(({ bare }, i) => bare / few[i]!.bare))
  say({ what: 'the same base measured twice', value: noise.toFixed(2), detail: 'what the machine adds by itself' })
  await stopAll(0)
})
