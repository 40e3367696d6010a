import { beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { connect, holes, releaseCanaries, tenantTables } from './wall.ts'

const database = useDatabase()
const urls = () => ({
  ...{ app: database.url('app'), owner: database.url('owner') },
  ...{ platform: database.url('platform'), postfix: database.url('postfix') },
})
const run = (text: string) => connect(database.url('owner'), (client) => client.query(text))

beforeAll(() => releaseCanaries(database.url('owner')))

test('raw SQL of one association reads no row of another, in any tenant table; with no association set, none at all', async () => {
  const tables = await connect(database.url('owner'), tenantTables)
  expect(tables.size).toBeGreaterThan(24)
  expect(await holes(urls())).toEqual([])
})

interface Policy {
  table: string
  name: string
  /** As it would be made again. */
  definition: string
}

async function policies(): Promise<Policy[]> {
  const { rows } = await run(`
    SELECT c.relname AS "table", p.polname AS name,
      format('CREATE POLICY %I ON %I FOR %s TO %s %s %s', p.polname, c.relname,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        CASE WHEN p.polroles = '{0}' THEN 'PUBLIC' ELSE (SELECT string_agg(quote_ident(rolname), ', ') FROM pg_roles WHERE oid = ANY(p.polroles)) END,
        coalesce('USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ''),
        coalesce('WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')) AS definition
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`)
  return rows as Policy[]
}

describe('the check notices', { timeout: 240_000 }, () => {
  test('each policy that is dropped, whichever it is', async () => {
    const all = await policies()
    expect(all.length).toBeGreaterThan(27)
    const unnoticed: string[] = []
    for (const { table, name, definition } of all) {
      await run(`DROP POLICY "${name}" ON "${table}"`)
      const found = await holes(urls(), table)
      await run(definition)
      if (!found.some((hole) => hole.includes(table))) unnoticed.push(`${name} on ${table}`)
    }
    expect(unnoticed).toEqual([])
    expect(await holes(urls())).toEqual([])
  })

  test('a wall that is switched off, or not forced on the owner', async () => {
    for (const table of ['person', 'search_token', 'shared_entry']) {
      await run(`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`)
      expect((await holes(urls(), table)).join('\n'), table).toContain(`app, as alone, sees in ${table}`)
      await run(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY`)
      expect((await holes(urls(), table)).join('\n'), table).toContain(`owner, as alone, sees in ${table}`)
      await run(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`)
    }
  })

  test('a second policy that opens everything, for reading or for writing only', async () => {
    await run('CREATE POLICY slip ON "person" FOR SELECT USING (true)')
    expect((await holes(urls(), 'person')).join('\n')).toContain('app, as nobody, sees in person')
    await run('DROP POLICY slip ON "person"; CREATE POLICY slip ON "person" FOR INSERT WITH CHECK (true)')
    expect((await holes(urls(), 'person')).join('\n')).toContain('app inserts into person of another')
    await run('DROP POLICY slip ON "person"')
    expect(await holes(urls())).toEqual([])
  })
})
