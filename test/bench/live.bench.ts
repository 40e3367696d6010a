/**
 * What open pages of messages cost a web process: two thousand lines of events held, the memory they take, and the
 * directory meanwhile; with and without them in turns, on one process.
 */
import { type ClientRequest, request } from 'node:http'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { newSessionSecret } from '#app/context/session.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { type Loader, startLoader } from './load.ts'
import { kinds } from './pages.ts'
import { median, megabytes, say, sayRatio } from './report.ts'
import { residentMemory, type Served, signIn, startSite } from './site-process.ts'
import { inWorld, openWorld } from './world.ts'

const SLUG = 'petite'
const HOST = `${SLUG}.localhost`
const PEOPLE = 400
const LINES_EACH = 5
const TURNS = 4
const SECONDS = 8

/** Signs people in, as many as needed. @returns their cookies */
async function cookies(): Promise<string[]> {
  const tenant = (await tenantOfSlug(SLUG))!
  const now = new Date()
  return inTenantSql(
    tenant.id,
    async (query) => {
      const people = await query<{ id: string; accountId: string | null }>(sql`
        SELECT p."id", a."id" AS "accountId" FROM "person" p
        LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
        WHERE p."tenantId" = ${tenant.id} ORDER BY a."id" NULLS LAST, p."id" LIMIT ${PEOPLE}`)
      const without = people.filter(({ accountId }) => !accountId)
      const made = await createAccounts(
        query,
        tenant,
        without.map(({ id }) => ({ personId: id, passwordHash: null, email: `${id}@exemple.fr` })),
        now,
      )
      const ids = [...people.flatMap(({ accountId }) => accountId ?? []), ...made.map(({ accountId }) => accountId)]
      const sessions = ids.map((accountId) => ({ accountId, ...newSessionSecret() }))
      for (const { accountId, id } of sessions)
        await query(sql`INSERT INTO "session" ("tenantId", "id", "accountId", "createdAt", "seenAt", "expiresAt")
          VALUES (${tenant.id}, ${id}, ${accountId}, ${now}, ${now}, ${new Date(now.getTime() + 3_600_000)})`)
      return sessions.map(({ secret }) => `session=${secret}`)
    },
    { statementTimeout: 60_000 },
  )
}

/** @returns the open line, once its first event has come */
function openLine({ port }: Served, cookie: string): Promise<ClientRequest> {
  return new Promise((done, fail) => {
    const headers = { Host: `${HOST}:${port}`, Cookie: cookie, Accept: 'text/event-stream' }
    const asked = request({ port, path: '/messagerie/direct', headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`a line answers ${answer.statusCode}`))
      answer.once('data', () => done(asked)).resume()
    })
    asked.on('error', fail).end()
  })
}

async function openAll(site: Served, all: readonly string[]): Promise<ClientRequest[]> {
  const lines: ClientRequest[] = []
  for (let each = 0; each < LINES_EACH; each++)
    for (let i = 0; i < all.length; i += 20)
      lines.push(...(await Promise.all(all.slice(i, i + 20).map((cookie) => openLine(site, cookie)))))
  return lines
}

async function close(lines: readonly ClientRequest[]): Promise<void> {
  for (const line of lines) line.on('error', () => {}).destroy()
  await new Promise((done) => setTimeout(done, 1_000))
}

async function measure(site: Served, loader: Loader, paths: string[], all: readonly string[]): Promise<void> {
  const cookie = await signIn(site.port, HOST)
  const load = { port: site.port, host: HOST, cookie, paths, connections: 4, seconds: SECONDS }
  await loader.run(load)
  const [alone, beside, taken] = [[] as number[], [] as number[], [] as number[]]
  for (let turn = 0; turn < TURNS; turn++) {
    alone.push((await loader.run(load)).p95)
    const before = residentMemory(site.pid)
    const lines = await openAll(site, all)
    taken.push(residentMemory(site.pid) - before)
    beside.push((await loader.run(load)).p95)
    await close(lines)
  }
  const most = Math.max(...taken)
  const detail = `${all.length * LINES_EACH} lines; each turn ${taken.map(megabytes).join(', ')} MB`
  say({ what: 'memory of open lines', value: `${megabytes(most)} MB`, goal: '≤ 60 MB', met: most <= 60e6, detail })
  const ratio = median(beside) / median(alone)
  sayRatio('directory p95 beside open lines, over alone', ratio, { most: 1.3 }, `${median(alone).toFixed(1)} ms alone`)
}

untilStopped(async () => {
  const world = await openWorld(false)
  const [all, pages] = await inWorld(world, world.small, async () => [await cookies(), await kinds(SLUG)] as const)
  const site = await startSite({ ...world.variables(world.small), LOG_LEVEL: 'error' })
  await measure(site, await startLoader(), pages[0]!.paths, all)
  await stopAll(0)
})
