/**
 * A canary in every cell of every tenant table, and the check that none of them ever sings in another association's
 * house.
 */
import pg from 'pg'

/** Two associations by themselves, two of one federation. */
export const TENANTS = {
  alone: '018f0000-0000-7000-a000-00000000000a',
  other: '018f0000-0000-7000-a000-00000000000b',
  sister: '018f0000-0000-7000-a000-00000000000c',
  brother: '018f0000-0000-7000-a000-00000000000d',
} as const
type Name = keyof typeof TENANTS
const NAMES = Object.keys(TENANTS) as Name[]
const FEDERATION = '018f0000-0000-7000-a000-0000000000ff'
const FEDERATED: readonly Name[] = ['sister', 'brother']
/** Tables that the federation may read besides (design §3). */
const SHARED = [
  'federation_contract',
  'shared_entry',
  'shared_token',
  'shared_deletion',
  'shared_place',
  'shared_post',
  'shared_decision',
]

/** The contract itself, and what the federation decides: no contract dates these. */
const UNDATED = ['federation_contract', 'shared_decision']

export interface Column {
  name: string
  type: string
}

export async function connect<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** @returns every table that has a tenant, from the catalogue. */
export async function tenantTables(client: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<{ table: string; name: string; type: string }>(`
    SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenantId')
      AND c.relname NOT IN ('domain', 'federation_member', 'stripe_account')
    ORDER BY c.relname, a.attnum`)
  const tables = new Map<string, Column[]>()
  for (const { table, name, type } of rows) tables.set(table, [...(tables.get(table) ?? []), { name, type }])
  return tables
}

/** A word that only this association's row of this table holds. */
function canary(name: Name, table: string): string {
  return `canary-${name}-${table}`
}

/** One id per association for everything: whatever refers to something finds it. */
export function idOf(name: Name, more = ''): string {
  return TENANTS[name].replace('a000', more === '' ? 'a001' : 'a002')
}

function cellOf(name: Name, table: string, { name: column, type }: Column, more: string): unknown {
  if (column === 'tenantId') return TENANTS[name]
  if (column === 'federationId') return FEDERATED.includes(name) ? FEDERATION : idOf(name)
  if (type === 'uuid') return column === 'id' ? idOf(name, more) : idOf(name)
  // A session is named by a hash and no uuid: what refers to one refers to the canary's.
  if (column === 'sessionId') return canary(name, 'session')
  // Nor has a movement of Stripe's; a line of the bank names one without a foreign key.
  if (column === 'movementId' && table === 'movement_class') return canary(name, 'stripe_movement')
  const word = canary(name, table) + more
  if (type === 'text') return word
  if (type === 'text[]') return [word]
  if (type === 'uuid[]') return [idOf(name)]
  if (type === 'jsonb' || type === 'json') return JSON.stringify({ word })
  if (type === 'boolean') return true
  if (column === 'sharedUntil') return '2999-01-02T03:04:05Z'
  if (type.startsWith('timestamp') || type === 'date') return '2026-01-02T03:04:05Z'
  if (type === 'smallint[]' || type === 'integer[]') return [NAMES.indexOf(name)]
  if (type === 'bytea') return Buffer.from(word)
  return NAMES.indexOf(name) + (more === '' ? 0 : 100)
}

function insertion(name: Name, table: string, columns: Column[], more = ''): [string, unknown[]] {
  const names = columns.map((column) => `"${column.name}"`).join()
  const marks = columns.map((_, i) => `$${i + 1}`).join()
  return [
    `INSERT INTO "${table}" (${names}) VALUES (${marks})`,
    columns.map((column) => cellOf(name, table, column, more)),
  ]
}

/** @returns one digest over every row an association has, to see that nothing of it was changed. */
export async function digestOf(ownerUrl: string, name: Name): Promise<string> {
  return connect(ownerUrl, async (client) => {
    const digests: string[] = []
    for (const [table] of await tenantTables(client)) {
      const text = `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM "${table}" t`
      const { rows } = await within(client, name, () => client.query<{ digest: string }>(text))
      digests.push(`${table} ${rows[0]!.digest}`)
    }
    return digests.join('\n')
  })
}

/** Fills every tenant table with one row per association, as the owner behind the same wall. */
export async function releaseCanaries(ownerUrl: string, names: readonly Name[] = NAMES): Promise<void> {
  await connect(ownerUrl, async (client) => {
    for (const name of FEDERATED.filter((one) => names.includes(one)))
      await client.query('INSERT INTO "federation_member" ("federationId", "tenantId") VALUES ($1, $2)', [
        FEDERATION,
        TENANTS[name],
      ])
    const tables = await tenantTables(client)
    // What money must be is checked by triggers of its own: the wall has to hold without their help.
    for (const table of tables.keys()) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`)
    for (const name of names) await fill(client, name, tables)
  })
}

/** Whoever is referred to comes first; the order is found by trying. */
async function fill(client: pg.Client, name: Name, tables: Map<string, Column[]>): Promise<void> {
  let left = [...tables]
  while (left.length > 0) {
    const waiting: typeof left = []
    let reason: unknown
    for (const [table, columns] of left)
      await within(client, name, () => client.query(...insertion(name, table, columns))).catch((error) => {
        reason = error
        waiting.push([table, columns])
      })
    if (waiting.length === left.length) throw new Error(`${waiting.map(([table]) => table)}`, { cause: reason })
    left = waiting
  }
}

async function within<T>(
  client: pg.Client,
  name: Name | undefined,
  work: () => Promise<T>,
  end = 'COMMIT',
): Promise<T> {
  await client.query('BEGIN')
  try {
    if (name) await client.query(`SET LOCAL app.tenant = '${TENANTS[name]}'`)
    if (name && FEDERATED.includes(name)) await client.query(`SET LOCAL app.federation = '${FEDERATION}'`)
    const result = await work()
    await client.query(end)
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

function mayBeSeen(table: string, by: Name): Name[] {
  return SHARED.includes(table) && FEDERATED.includes(by) ? NAMES.filter((name) => FEDERATED.includes(name)) : [by]
}

async function seenIn(client: pg.Client, table: string, by: Name | undefined): Promise<string[]> {
  const { rows } = await within(client, by, () =>
    client.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t`),
  )
  return NAMES.filter((name) =>
    rows.some(({ row }) => row.includes(TENANTS[name]) || row.includes(`canary-${name}-`)),
  ).map(String)
}

/** @returns what the client's role reads, or may write, that it must not, and what it no longer reads of its own. */
async function faultsOf(client: pg.Client, who: string, only?: string): Promise<string[]> {
  const faults: string[] = []
  for (const [table, columns] of await tenantTables(client)) {
    if (only && table !== only) continue
    for (const by of NAMES) {
      const [seen, wanted] = [await seenIn(client, table, by), mayBeSeen(table, by)]
      if (seen.join() !== wanted.join())
        faults.push(`${who}, as ${by}, sees in ${table}: ${seen.join(' ') || 'nothing'}`)
    }
    const outside = await seenIn(client, table, undefined)
    if (outside.length > 0) faults.push(`${who}, as nobody, sees in ${table}: ${outside.join(' ')}`)
    faults.push(...(await writeFaults(client, who, table, columns)))
  }
  return faults
}

/** From one house into another's: a row brought in, a row sent over, rows changed or removed there. */
async function writeFaults(client: pg.Client, who: string, table: string, columns: Column[]): Promise<string[]> {
  const attempts: [string, string, unknown[]][] = [
    ['inserts into', ...insertion('other', table, columns, '-new')],
    ['sends to', `UPDATE "${table}" SET "tenantId" = $1`, [TENANTS.other]],
    ['changes rows of', `UPDATE "${table}" SET "tenantId" = "tenantId" WHERE "tenantId" = $1`, [TENANTS.other]],
    ['deletes from', `DELETE FROM "${table}" WHERE "tenantId" = $1`, [TENANTS.other]],
    [
      'changes shared rows of',
      `UPDATE "${table}" SET "tenantId" = "tenantId" WHERE "tenantId" = $1`,
      [TENANTS.brother],
    ],
    ['deletes shared rows of', `DELETE FROM "${table}" WHERE "tenantId" = $1`, [TENANTS.brother]],
  ]
  const faults: string[] = []
  for (const [what, text, values] of attempts) {
    const by = what.includes('shared') ? 'sister' : 'alone'
    const count = await within(client, by, async () => (await client.query(text, values)).rowCount, 'ROLLBACK').catch(
      (error) => {
        // 42501: the policy or the role's privileges; anything else would be luck.
        if (error.code !== '42501') faults.push(`${who} ${what} ${table} of another: refused only by ${error.code}`)
        return 0
      },
    )
    if (count) faults.push(`${who} ${what} ${table} of another`)
  }
  return faults
}

/** The platform applies tenant files of all associations: these two tables and no other tenant table. */
async function platformFaults(client: pg.Client, only?: string): Promise<string[]> {
  const faults: string[] = []
  for (const [table] of await tenantTables(client)) {
    if (only && table !== only) continue
    const seen = await seenIn(client, table, undefined).catch(() => [])
    const wanted = ['tenant_version', 'federation_contract'].includes(table) ? NAMES.length : 0
    if (seen.length !== wanted) faults.push(`platform sees in ${table}: ${seen.join(' ') || 'nothing'}`)
    // Of what is shared it knows whose it is, to date it, and nothing else.
    if (!SHARED.includes(table) || UNDATED.includes(table)) continue
    const { rowCount } = await client.query(`SELECT "federationId", "tenantId" FROM "${table}"`)
    if (rowCount !== NAMES.length) faults.push(`platform dates ${rowCount} rows of ${table}`)
  }
  return faults
}

type Urls = Record<'app' | 'owner' | 'platform' | 'postfix', string>

/** The mail server reads where addresses for life lead, of every association, and no tenant table besides. */
async function postfixFaults(client: pg.Client, only?: string): Promise<string[]> {
  const faults: string[] = []
  const { rows } = await client.query<{ row: string }>('SELECT t::text AS row FROM "lifetime_mail" t')
  const seen = NAMES.filter((name) => rows.some(({ row }) => row.includes(`canary-${name}-`)))
  if (seen.length !== NAMES.length) faults.push(`postfix sees in lifetime_alias: ${seen.join(' ') || 'nothing'}`)
  for (const [table] of await tenantTables(client))
    if ((!only || table === only) && (await seenIn(client, table, undefined).catch(() => [])).length > 0)
      faults.push(`postfix sees in ${table}`)
  return faults
}

/**
 * @param only one table alone
 * @returns every hole in the wall; empty when it holds for the application, the owner and the platform.
 */
export async function holes(urls: Urls, only?: string): Promise<string[]> {
  return [
    ...(await connect(urls.app, (client) => faultsOf(client, 'app', only))),
    ...(await connect(urls.owner, (client) => faultsOf(client, 'owner', only))),
    ...(await connect(urls.platform, (client) => platformFaults(client, only))),
    ...(await connect(urls.postfix, (client) => postfixFaults(client, only))),
  ]
}
