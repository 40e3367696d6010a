/**
 * One connection that breaks, at the worst instants: in a transaction, at its commit, in the queue, before any page.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { database as connections } from '#app/db/client.ts'
import { freePort } from '#app/db/embedded.ts'
import { queueDatabase } from '#app/db/queue.ts'
import { sql } from '#app/db/sql.ts'
import { inTenant, inTenantSql } from '#app/db/transaction.ts'
import { troubleOf } from '#app/db/trouble.ts'
import { type Editor, HOST, row, somebody } from '../factories/editor.ts'
import { askSite, isAlive, type SiteProcess, startSite, type Wish } from '../factories/site-processes.ts'
import { apply } from '../factories/world.ts'
import { queryAs, useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
let tenantId = ''
let site: SiteProcess
let variables: Record<string, string>
let person: Editor
let superuser = ''
let owner = ''

const name = () => new URL(database.url('app')).pathname.slice(1)
const get = (wish: Wish) => askSite(site.port, HOST, wish)
const save = (birthPlace: string) =>
  get({
    path: '/parametres/fiche?partie=identite',
    cookie: person.cookie,
    form: { firstName: 'A', lastName: 'B', birthPlace },
  })

beforeAll(async () => {
  await apply('supmeca')
  tenantId = (await tenantOfSlug('supmeca'))!.id
  person = await somebody()
  superuser = database.url('owner').replace('alumni_owner', 'postgres')
  owner = database.url('owner')
  variables = variablesOf(name())
  site = await startSite('web', variables, await freePort())
})
afterAll(() => site.stop())
beforeEach(async () => {
  if (!isAlive(site)) site = await startSite('web', variables, site.port)
})

/** Ends the one backend of the site that waits in a statement; a process must have one there soon. */
async function endWaiting(where: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await queryAs(
            superuser,
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = '${name()}' AND usename = 'alumni_app' AND state = 'active' AND ${where} LIMIT 1`,
          )
        ).length,
      { timeout: 20_000, interval: 50 },
    )
    .toBe(1)
}

/** Statements as the owner, who is taken back what was given in the end. */
async function meanwhile<T>(before: string, after: string, work: () => Promise<T>): Promise<T> {
  await queryAs(owner, before)
  try {
    return await work()
  } finally {
    await queryAs(owner, after)
  }
}

/** A trigger that runs with each change of a person. */
const onPerson = <T>(body: string, isLate: boolean, work: () => Promise<T>) =>
  meanwhile(
    `CREATE FUNCTION obstacle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$;
     CREATE ${isLate ? 'CONSTRAINT' : ''} TRIGGER obstacle AFTER UPDATE ON "person"
       ${isLate ? 'DEFERRABLE INITIALLY DEFERRED' : ''} FOR EACH ROW EXECUTE FUNCTION obstacle()`,
    'DROP FUNCTION obstacle() CASCADE',
    work,
  )

describe('in this process', () => {
  const sleep = sql`SELECT pg_sleep(30)`
  const asleep = "query LIKE '%pg_sleep%'"
  const works = async () =>
    expect(await inTenantSql(tenantId, (query) => query(sql`SELECT 1 AS "one"`))).toHaveLength(1)
  const lost = async (work: Promise<unknown>, where = asleep) => {
    const failed = work.then(
      () => undefined,
      (error: unknown) => error,
    )
    await endWaiting(where)
    expect(troubleOf(await failed)).toBe('away')
    await works()
  }

  test('a transaction in composed SQL fails as « away », and the next one has another connection', () =>
    lost(inTenantSql(tenantId, (query) => query(sleep))))

  test('so does one whose connection breaks while nothing runs on it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const idle = inTenantSql(tenantId, async (query) => {
      const [own] = await query<{ pid: number }>(sql`SELECT pg_backend_pid() AS "pid"`)
      await queryAs(superuser, 'SELECT pg_terminate_backend($1)', [own!.pid])
      await new Promise((later) => setTimeout(later, 300))
      resolve()
      return query(sql`SELECT 1`)
    }).catch((error: unknown) => error)
    await promise
    expect(troubleOf(await idle)).toBe('away')
    await works()
  })

  test('so does one through Prisma', () => lost(inTenant(tenantId, (tx) => tx.$queryRaw`SELECT pg_sleep(30)::text`)))

  test('so does a statement of the queue, alone or in a transaction', async () => {
    await lost(queueDatabase().executeSql('SELECT pg_sleep(30)'))
    await lost(inTenantSql(tenantId, (_, client) => queueDatabase(client).executeSql('SELECT pg_sleep(30)')))
  })

  test('so does one whose server says nothing any more', async () => {
    let pid = 0
    const mute = inTenantSql(
      tenantId,
      async (query) => {
        const [own] = await query<{ pid: number }>(sql`SELECT pg_backend_pid() AS "pid"`)
        pid = own!.pid
        // On this machine the server is a process of ours: stopped, it keeps its connections and answers none.
        process.kill(pid, 'SIGSTOP')
        return query(sql`SELECT 1`)
      },
      { statementTimeout: 200 },
    ).catch((error: unknown) => error)
    try {
      expect(troubleOf(await mute)).toBe('away')
      await works()
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  })

  test('work that lets its connection rest longer than a statement may take keeps it', async () => {
    const rested = inTenantSql(
      tenantId,
      async (query) => {
        await query(sql`SELECT 1`)
        await new Promise((later) => setTimeout(later, 5_600))
        return query<{ one: number }>(sql`SELECT 1 AS "one"`)
      },
      { statementTimeout: 200 },
    )
    expect(await rested).toEqual([{ one: 1 }])
  })

  test.each([false, true])('a COMMIT whose answer never comes is no success (sent with the statement: %s)', (last) =>
    onPerson('PERFORM pg_sleep(30);', true, async () => {
      const change = sql`UPDATE "person" SET "birthPlace" = 'Nulle part' WHERE "tenantId" = ${tenantId}
        AND "id" = ${person.id}`
      await lost(
        inTenantSql(tenantId, (query) => query(change, { last })),
        "query = 'COMMIT'",
      )
      expect((await row(person)).birthPlace).toBeNull()
    }),
  )

  test('nor is a COMMIT that PostgreSQL answers with a ROLLBACK', async () => {
    const work = inTenantSql(tenantId, async (query) => {
      await query(sql`SELECT 1 / 0`).catch(() => {})
      return 'done'
    })
    await expect(work).rejects.toThrow('failed statement')
  })

  test('connections that broke leave none behind', async () => {
    const { pool } = connections()
    await expect.poll(() => pool.totalCount - pool.idleCount, { timeout: 5_000 }).toBe(0)
    expect(pool.waitingCount).toBe(0)
  })
})

describe('of a web process', () => {
  test('costs its request: 503, when to come back, words in the visitor’s language; the next is answered', async () => {
    for (const [language, words] of [
      ['fr', 'Le site reprend son souffle'],
      ['en', 'The site is catching its breath'],
    ] as const) {
      const answer = await onPerson('PERFORM pg_sleep(30);', false, async () => {
        const form = { firstName: 'A', lastName: 'B', birthPlace: 'Ici' }
        const headers = { 'Accept-Language': language }
        const asked = get({ path: '/parametres/fiche?partie=identite', cookie: person.cookie, form, headers })
        await endWaiting("wait_event = 'PgSleep'")
        return asked
      })
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
      expect(answer.text).toContain(words)
      expect((await save('Là')).status).toBe(303)
    }
    expect(isAlive(site)).toBe(true)
    expect(site.said()).not.toContain('"level":"fatal"')
    expect(site.said()).toContain('"code":"57P01"')
  })

  test('at its commit is no success either', async () => {
    await save('Avant')
    const answer = await onPerson('PERFORM pg_sleep(30);', true, async () => {
      const asked = save('Perdu')
      await endWaiting("query = 'COMMIT'")
      return asked
    })
    expect([answer.status, (await row(person)).birthPlace]).toEqual([503, 'Avant'])
  })

  test('a statement that takes too long is a busy database: 503', async () => {
    const answer = await onPerson('PERFORM pg_sleep(30);', false, () => save('Trop long'))
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
  })

  test('a database without connections to give: 503 everywhere, and /healthz says why', async () => {
    await queryAs(superuser, `ALTER DATABASE ${name()} CONNECTION LIMIT 0`)
    try {
      await queryAs(
        superuser,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}' AND usename = 'alumni_app'`,
      )
      await expect.poll(async () => (await get({ path: '/' })).status, { timeout: 10_000 }).toBe(503)
      const page = await get({ path: '/' })
      expect([page.headers['retry-after'], page.text.includes('Le site reprend son souffle')]).toEqual(['5', true])
      expect((await get({ path: '/healthz' })).text).toBe('{"status":"database busy"}')
    } finally {
      await queryAs(superuser, `ALTER DATABASE ${name()} CONNECTION LIMIT -1`)
    }
    await expect.poll(async () => (await get({ path: '/healthz' })).status, { timeout: 5_000 }).toBe(200)
    expect((await get({ path: '/' })).status).toBe(200)
  })

  test('a full disk of the database: 507 with words, and what was there stays', async () => {
    await save('Gardé')
    const full = "RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file';"
    const answer = await onPerson(full, false, () => save('Trop'))
    expect([answer.status, answer.text.includes('Il n’y a plus de place')]).toEqual([507, true])
    expect((await row(person)).birthPlace).toBe('Gardé')
  })

  test('a full disk of the file store: the same', async () => {
    const form = () => {
      const sent = new FormData()
      const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      sent.append('photo', new File([Buffer.from(pixel, 'base64')], 'photo.png', { type: 'image/png' }))
      return sent
    }
    const send = () => get({ path: '/parametres/fiche?partie=photo', cookie: person.cookie, form: form() })
    site.child.send('full disk')
    await new Promise((later) => setTimeout(later, 200))
    const answer = await send()
    expect([answer.status, answer.text.includes('Il n’y a plus de place')]).toEqual([507, true])
    site.child.send('empty disk')
    await new Promise((later) => setTimeout(later, 200))
    expect((await send()).status).toBe(303)
  })

  test('a lost connection that nobody heard is named in the log and ends nothing', async () => {
    site.child.send('connection')
    await expect.poll(() => site.said(), { timeout: 5_000 }).toContain('unheard, the process goes on')
    expect((await get({ path: '/' })).status).toBe(200)
  })

  test.each([
    ['exception', 'TypeError'],
    ['rejection', 'RangeError'],
  ])('an unknown %s that nobody heard is named, without its words, and ends the process', async (fault, type) => {
    const own = await startSite('web', variables, await freePort())
    own.child.send(fault)
    await expect.poll(() => own.child.exitCode, { timeout: 30_000 }).toBe(1)
    await expect.poll(() => own.said()).toContain('unheard, the process ends')
    const line = own
      .said()
      .split('\n')
      .find((one) => one.includes('unheard'))!
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', err: { type } })
    expect(own.said()).not.toContain('secret-name')
  })
})

test('an unknown exception in a worker is named and ends it, too', async () => {
  const worker = await startSite('worker', variables)
  worker.child.send('exception')
  await expect.poll(() => worker.child.exitCode, { timeout: 30_000 }).toBe(1)
  await expect.poll(() => worker.said()).toContain('unheard, the process ends')
})
