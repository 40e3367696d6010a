/** An older copy of the database comes back: its walls stand, and whoever was erased since is erased again. */
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { forgetTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { listErasures, readErasures, replayErasures } from '#app/domain/data-rights/replay-erasures.server.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { rowsWith } from '../factories/canary.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { queryAs, urlOf, useDatabase } from '../setup/database.ts'

const database = useDatabase()
const SLUG = 'supmeca'
const COPY = `copy_${randomUUID().replaceAll('-', '')}`
const NOW = new Date('2026-11-29T10:00:00Z')

async function work(on: string): Promise<void> {
  await closeQueue()
  await closeDatabase()
  openDatabase({ appUrl: urlOf('app', on), platformUrl: urlOf('platform', on), max: 4 })
  forgetTenants()
}
const own = () => new URL(database.url('app')).pathname.slice(1)

/** A database that others may still be leaving is waited for. */
async function patiently(statement: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await queryAs(urlOf('owner', 'postgres'), statement)
      return
    } catch (error) {
      if (tries > 40) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}
afterAll(() => patiently(`DROP DATABASE IF EXISTS ${COPY}`))

async function ask(personId: string): Promise<string> {
  const id = uuidv7()
  await inside(SLUG, (query, { id: tenantId }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "requestedAt", "dueAt")
      VALUES (${tenantId}, ${id}, 'person', ${personId}, ${NOW}, ${NOW})`),
  )
  return id
}

const WALLS = `SELECT c.relname::text AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
    (SELECT string_agg(p.polname || pg_get_expr(p.polqual, p.polrelid), ' ' ORDER BY 1) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    (SELECT string_agg(t.tgname, ' ' ORDER BY 1) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
    c.relacl::text AS rights
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY 1`

test('whoever was erased after the copy is gone again, the others are there, and twice is as once', async () => {
  await apply(SLUG)
  const people = await addPeople(
    SLUG,
    ['Partikanari', 'Restekanari'].map((lastName) => ({ values: { firstName: 'Ada', lastName, promotion: 1990 } })),
  )
  await work('postgres')
  await closeDatabase()
  await patiently(`DROP DATABASE IF EXISTS ${COPY}`)
  await patiently(`CREATE DATABASE ${COPY} TEMPLATE ${own()}`)
  await work(own())
  const scope = (await tenantOfSlug(SLUG))!
  await eraseSubject(scope, await ask(people[0]!.id), NOW)
  const list = (await listErasures()).map((line) => JSON.stringify(line)).join('\n')
  expect(list).not.toMatch(/kanari|ada/i)
  const before = await queryAs(urlOf('owner', own()), WALLS)

  await work(COPY)
  const tenants = [scope.id]
  const left = (word: string) => rowsWith(urlOf('owner', COPY), tenants, word)
  expect(await left('partikanari')).not.toEqual([])
  expect(await replayErasures(readErasures(`${list}\n`), NOW)).toBe(1)
  expect(await left('partikanari')).toEqual([])
  expect(await left('restekanari')).not.toEqual([])
  const known = await queryAs<{ n: number }>(
    urlOf('app', COPY),
    `SELECT count(*)::int AS n FROM "person", set_config('app.tenant', '', false)`,
  )
  expect(known).toEqual([{ n: 0 }])
  expect(await replayErasures(readErasures(list), NOW)).toBe(0)
  expect(await queryAs(urlOf('owner', COPY), WALLS)).toEqual(before)
  await work(own())
}, 90_000)

test('half a list is refused as a whole', () => {
  expect(() => readErasures('{"tenantId":"x"}\n')).toThrow()
  expect(() => readErasures('{"tenantId')).toThrow()
  expect(readErasures('\n')).toEqual([])
})
