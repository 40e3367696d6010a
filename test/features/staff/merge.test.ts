/**
 * Two records of one person made one, and taken apart again: no table forgotten, all of it or nothing, the way back
 * open.
 */
import { spawn } from 'node:child_process'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { forgetMerges, mergePeople, unmergePeople } from '#app/domain/people/merge-people.server.ts'
import { MERGE_TABLES, SECOND_COLUMNS } from '#app/domain/people/merge-tables.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { get, HOST } from '../../factories/editor.ts'
import { draftEvent } from '../../factories/event-forms.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { rowOf, twice } from '../../factories/twice.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../../factories/world.ts'
import { idOf, releaseCanaries, TENANTS, tenantTables } from '../../leaks/wall.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const SLUG = 'supmeca'
let manager: Seat
let owner: pg.Client

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
  owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
})
afterAll(() => owner.end())

const trace = () => ({ ...TRACE, now: new Date() })
const merge = (keptId: string, goneId: string, picks: FieldId[] = [], slug = SLUG) =>
  inside(slug, (query, scope) => mergePeople(query, scope, { keptId, goneId, picks: new Set(picks) }, trace()))
const unmerge = (id: string, slug = SLUG) => inside(slug, (query, scope) => unmergePeople(query, scope, id, trace()))

/** Everything the association holds, table by table, but for what tells of the merge itself. */
async function everything(tenantId: string): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const [table] of await tenantTables(owner)) {
    if (['person_merge', 'audit_event', 'value_change', 'session', 'token_deletion'].includes(table)) continue
    await owner.query(`BEGIN; SET LOCAL app.tenant = '${tenantId}'`)
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM "${table}" t`)
    await owner.query('COMMIT')
    all[table] = rows
      .map(({ row: { updatedAt: _, provenance: __, ...row } }) => JSON.stringify(row, Object.keys(row).sort()))
      .sort()
  }
  return all
}

test('every column that names a person has its plan, and every plan its column', async () => {
  const { rows } = await owner.query<{ place: string }>(`
    SELECT c.relname || '.' || a.attname AS place FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      AND format_type(a.atttypid, a.atttypmod) = 'uuid' AND (a.attname IN ('personId', 'keptId', 'goneId', 'subjectId')
        OR EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype = 'f' AND o.confrelid = 'person'::regclass
          AND a.attnum = ANY(o.conkey) AND a.attname <> 'tenantId'))`)
  const planned = [...Object.keys(MERGE_TABLES), ...SECOND_COLUMNS]
  expect(rows.map(({ place }) => place).sort()).toEqual(planned.sort())
})

describe('a row in every table', () => {
  const slug = 'elsewhere'
  const gone = idOf('other')
  let kept: string

  beforeAll(async () => {
    const config = { ...tenantFile(SLUG), slug }
    await onPlatform((query) =>
      query(sql`INSERT INTO "tenant" ("id", "slug", "kind", "version", "config")
        VALUES (${TENANTS.other}, ${slug}, ${config.kind}, 1, ${JSON.stringify(config)}::jsonb)`),
    )
    await apply(config)
    await releaseCanaries(database.url('owner'), ['other'])
    // Canaries are laid past the triggers; people who go take their words along by one.
    await owner.query('ALTER TABLE "person" ENABLE TRIGGER USER')
    // A canary is no secret that opens, and a column of odd codes no merge.
    await inside(slug, (query) =>
      query(sql`UPDATE "person" SET "iesfCode" = NULL, "siteChoices" = '{}', "printChoices" = '{}'`),
    )
    // What names the record that is gone, or a merge of it, would end with it.
    await inside(slug, (query) => query(sql`DELETE FROM "person_merge"`))
    await inside(slug, (query) => query(sql`UPDATE "account" SET "mergedIntoId" = NULL`))
    kept = (await addPeople(slug, [{ values: { firstName: 'Anne', lastName: 'Gardée', promotion: 1998 } }]))[0]!.id
  })

  test('is moved, or goes with the record; undone, every row is where it was', async () => {
    const named = Object.entries(MERGE_TABLES).map(([place, plan]) => ({
      place: place.split('.') as [string, string],
      plan,
    }))
    const count = (table: string, column: string, id: string) =>
      inside(slug, async (query) => {
        const { name } = await import('#app/db/sql.ts')
        const [row] = await query<{ n: number }>(
          sql`SELECT count(*)::int AS "n" FROM ${name(table)} WHERE ${name(column)} = ${id}`,
        )
        return row!.n
      })
    const before = await everything(TENANTS.other)
    const id = await merge(kept, gone, [], slug)
    expect(id).toBeDefined()
    for (const { place, plan } of named) {
      if (plan.how === 'history') continue
      expect(await count(...place, gone), place.join('.')).toBe(0)
      if (plan.how === 'moved') expect(await count(...place, kept), place.join('.')).toBeGreaterThan(0)
    }
    expect(await unmerge(id!, slug)).toEqual({ keptId: kept, goneId: gone })
    const after = await everything(TENANTS.other)
    const back = [
      'account',
      'account_login',
      ...named.filter(({ plan }) => /moved|pair/.test(plan.how)).map(({ place }) => place[0]),
    ]
    for (const table of back) expect(after[table], table).toEqual(before[table])
  })
})

test('values as chosen, rows of both, the narrower audience, a consent only where both gave it', async () => {
  const { kept, gone, friend, relative } = await twice()
  await merge(kept.id, gone.id, ['homeCity'])
  const row = (await rowOf(kept.id))!
  expect(await rowOf(gone.id)).toBeUndefined()
  expect(row).toMatchObject({ homeCity: 'Nantes', bio: 'Navigatrice', speciality: 'Mécanique', consentSchool: false })
  expect([row.primaryEmail, row.secondaryEmail]).toEqual([
    expect.stringContaining('@un.fr'),
    expect.stringContaining('@deux.fr'),
  ])
  expect(JSON.stringify([row.company, row.workHistory])).toContain('Ponant')
  expect(JSON.stringify([row.company, row.workHistory])).toContain('Cap Ouest')
  expect(row.otherDiplomas).toBeNull()
  const friends = await inside(SLUG, (query, { id }) =>
    query<{ friendId: string }>(
      sql`SELECT "friendId" FROM "friendship" WHERE "tenantId" = ${id} AND "personId" = ${kept.id}`,
    ),
  )
  expect(friends).toEqual([{ friendId: friend }])
  expect(JSON.stringify((await rowOf(relative))!.familyTies)).toContain(kept.id)
  expect(JSON.stringify((await rowOf(relative))!.familyTies)).not.toContain(gone.id)
  const code = (await rowOf(kept.id))!.siteChoices as number[]
  const { readChoiceCode } = await import('#app/vocabulary/audiences.ts')
  expect(code.map(readChoiceCode)).toEqual(
    expect.arrayContaining([
      { field: 'homeCity', audience: 'friends' },
      { field: 'bio', audience: 'network' },
    ]),
  )
  const found = await (await get(manager, `/annuaire?nom=double&ville=nantes`)).text()
  expect(found).toContain(kept.handle)
  expect(found).not.toContain(`data-person="${gone.handle}"`)
})

test('who did not want to be seen coming is not seen after a merge; the seat that one of them had is kept', async () => {
  const { kept, gone } = await twice()
  const said = { hidden: [true, false], open: [true, true], seat: [true, true] }
  const ids: Record<string, string> = {}
  for (const [which, shown] of Object.entries(said)) {
    ids[which] = await draftEvent(SLUG)
    for (const [i, { id }] of [kept, gone].entries())
      await inside(SLUG, (query, scope) =>
        query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown", "at")
          VALUES (${scope.id}, ${ids[which]}, ${id}, ${which === 'seat' && i === 0 ? 'withdrawn' : 'registered'}, 1,
            ${shown[i]}, now()) RETURNING 1`),
      )
  }
  const id = await merge(kept.id, gone.id)
  for (const [which, shown] of [...Object.keys(said).entries()].map(([i, one]) => [one, i > 0] as const))
    expect(
      await inside(SLUG, (query, scope) =>
        query(sql`SELECT "personId", "state", "shown" FROM "event_registration"
          WHERE "tenantId" = ${scope.id} AND "eventId" = ${ids[which]}`),
      ),
      which,
    ).toEqual([{ personId: kept.id, state: 'registered', shown }])
  await unmerge(id!)
  const states = await inside(SLUG, (query, scope) =>
    query<{ personId: string; state: string }>(sql`SELECT "personId", "state" FROM "event_registration"
      WHERE "tenantId" = ${scope.id} AND "eventId" = ${ids.seat} ORDER BY "state"`),
  )
  expect(states.map(({ personId, state }) => [personId, state])).toEqual([
    [gone.id, 'registered'],
    [kept.id, 'withdrawn'],
  ])
})

test('undone: both records as they were, but for what was changed since', async () => {
  const tenantId = await inside(SLUG, async (_, { id }) => id)
  const { kept, gone } = await twice()
  await personSeat(SLUG, kept.id)
  await personSeat(SLUG, gone.id)
  const before = await everything(tenantId)
  const id = await merge(kept.id, gone.id, ['homeCity', 'primaryEmail'])
  expect(await everything(tenantId)).not.toEqual(before)
  expect(await unmerge(id!)).toBeDefined()
  const after = await everything(tenantId)
  // That a consent was withdrawn and is given again stays said.
  for (const [table, rows] of Object.entries(before))
    if (table !== 'consent_event') expect(after[table], table).toEqual(rows)
  expect(await unmerge(id!)).toBeUndefined()

  const again = await merge(kept.id, gone.id, ['homeCity'])
  await inside(SLUG, async (query, scope) => {
    const { writeValues } = await import('#app/domain/people/write-people.server.ts')
    await writeValues({ query, tenant: scope }, kept.id, { homeCity: 'Rennes', hobbies: 'Voile' }, trace())
  })
  await unmerge(again!)
  expect(await rowOf(kept.id)).toMatchObject({ homeCity: 'Rennes', hobbies: 'Voile', bio: null })
  expect(await rowOf(gone.id)).toMatchObject({ homeCity: 'Nantes', bio: 'Navigatrice', handle: gone.handle })
})

test('the other’s login opens what is left, their session nothing; the old address leads on, and nobody gets it', async () => {
  const { kept, gone } = await twice()
  const seats = [await personSeat(SLUG, kept.id), await personSeat(SLUG, gone.id)] as const
  await merge(kept.id, gone.id)
  expect((await get(seats[1], '/parametres')).status).toBe(302)
  expect((await get(seats[0], '/parametres')).status).toBe(200)
  const logins = await inside(SLUG, (query, { id }) =>
    query<{ kind: string }>(
      sql`SELECT "kind" FROM "account_login" WHERE "tenantId" = ${id} AND "accountId" = ${seats[0].accountId}
        ORDER BY "kind"`,
    ),
  )
  expect(logins.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['alias', 'assigned']))
  const led = await get(manager, `/profil/${gone.handle}`)
  expect([led.status, led.headers.get('Location')]).toEqual([301, `/profil/${kept.handle}`])
  expect((await get(manager, `/admin/membres/${gone.handle}`)).headers.get('Location')).toContain(kept.handle)
  expect((await request(HOST, `/profil/${gone.handle}`)).status).toBe(
    (await request(HOST, '/profil/nul.part97')).status,
  )
  const [twin] = await addPeople(SLUG, [
    { values: { firstName: 'Maud', lastName: String((await rowOf(kept.id))!.lastName), promotion: 1997 } },
  ])
  expect([kept.handle, gone.handle]).not.toContain(twin!.handle)
})

test('after thirty days nothing of it can be undone, and no copy is left', async () => {
  const { kept, gone } = await twice()
  await personSeat(SLUG, kept.id)
  const seat = await personSeat(SLUG, gone.id)
  const id = (await merge(kept.id, gone.id))!
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  await inside(SLUG, (query, scope) => forgetMerges(query, scope.id, later(29)))
  const sealed = () =>
    inside(SLUG, (query) =>
      query<{ sealed: string | null }>(sql`SELECT "sealed" FROM "person_merge" WHERE "id" = ${id}`),
    )
  expect((await sealed())[0]!.sealed).not.toBeNull()
  await inside(SLUG, (query, scope) => forgetMerges(query, scope.id, later(31)))
  expect((await sealed())[0]!.sealed).toBeNull()
  expect(await unmerge(id)).toBeUndefined()
  const accounts = await inside(SLUG, (query) =>
    query(sql`SELECT 1 AS "one" FROM "account" WHERE "id" = ${seat.accountId}`),
  )
  expect(accounts).toEqual([])
})

test('killed in the middle, nothing was merged; and then it can be', async () => {
  const tenantId = await inside(SLUG, async (_, { id }) => id)
  const { kept, gone } = await twice()
  const before = await everything(tenantId)
  // The last thing a merge writes: it has done everything else, and waits.
  await owner.query('BEGIN; LOCK TABLE "person_merge" IN ACCESS EXCLUSIVE MODE')
  const name = database.url('app').split('/').at(-1)!
  const child = spawn(process.execPath, ['test/setup/merge-process.ts', tenantId, kept.id, gone.id], {
    env: { ...process.env, ...variablesOf(name) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const waits = `SELECT 1 FROM pg_locks WHERE relation = 'person_merge'::regclass AND NOT granted`
  for (let tries = 0; (await owner.query(waits)).rowCount === 0; tries++) {
    if (tries > 600) throw new Error('the merge never came to its end')
    await new Promise((done) => setTimeout(done, 50))
  }
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))
  await owner.query('ROLLBACK')
  // Its connection is noticed to be gone when the statement comes to its end.
  await owner.query('LOCK TABLE "person" IN ACCESS SHARE MODE').catch(() => {})
  for (let tries = 0; tries < 100; tries++) {
    const { rowCount } = await owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%person_merge%' AND state <> 'idle' AND pid <> pg_backend_pid()`,
    )
    if (rowCount === 0) break
    await new Promise((done) => setTimeout(done, 50))
  }
  expect(await everything(tenantId)).toEqual(before)
  expect(await merge(kept.id, gone.id)).toBeDefined()
}, 60_000)
