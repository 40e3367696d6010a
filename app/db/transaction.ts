/**
 * The only ways to the data. Each fixes the association first (`SET LOCAL app.tenant`), inside one transaction, so that
 * row level security holds and nothing leaks through the pool (design §3). Never call a third party or argon2 inside.
 */
import type { Socket } from 'node:net'
import type pg from 'pg'
import { database } from './client.ts'
import type { Sql } from './sql.ts'
import { connected, StoreTrouble, statementFault } from './trouble.ts'
import { isUuid } from './uuid.ts'

/** A Prisma client bound to one transaction of one association. */
export type Tx = Parameters<Parameters<ReturnType<typeof database>['prisma']['$transaction']>[0]>[0]

/**
 * Sends one composed statement inside the transaction. With `last` the transaction is committed in the same packet, one
 * turn to the server less: nothing may follow, and where the statement fails the commit rolls back. With `fresh` it is
 * planned for its own values: a statement that reads much of an association is read as an average one of all when its
 * plan is kept, and then the whole table.
 */
export type Query = <Row extends object = Record<string, unknown>>(
  statement: Sql,
  options?: { last?: boolean; fresh?: boolean },
) => Promise<Row[]>

export interface TransactionOptions {
  /** Milliseconds a statement may take (default 5,000; imports and exports ask for more). */
  statementTimeout?: number
  /** When it fires, the statement that runs is cancelled on the server: the visitor has left. */
  signal?: AbortSignal
  /**
   * True where the commit need not wait for the disk: for steps of long work that goes on from what was committed.
   * Should the server fail, the last of them are undone whole; any later commit that does wait keeps all before it.
   */
  isStep?: boolean
}

const STATEMENT_TIMEOUT = 5_000

/** On globalThis like the pool: two copies of this file are one process. */
const known = globalThis as typeof globalThis & { alumniFederations?: ReadonlyMap<string, string> }

/**
 * Names the federation of each association, for `app.federation`. The database believes the setting, so
 * `context/tenants.ts` alone calls this, with the rows of the table `tenant`; nothing of a request ever comes here.
 */
export function rememberFederations(federations: ReadonlyMap<string, string>): void {
  known.alumniFederations = federations
}

/**
 * The one place that builds statements from values: each is checked to be what it is. One setting a statement: a
 * distributed database sends the whole text in which a SET LOCAL stands to each of its nodes.
 */
function opening(tenantId: string, statementTimeout: number, isStep = false): string[] {
  if (!isUuid(tenantId)) throw new Error('a tenant is named by its uuid')
  const federationId = known.alumniFederations?.get(tenantId)
  if (federationId !== undefined && !isUuid(federationId)) throw new Error('a federation is named by its uuid')
  return [
    `SET LOCAL app.tenant = '${tenantId}'`,
    ...(federationId ? [`SET LOCAL app.federation = '${federationId}'`] : []),
    `SET LOCAL statement_timeout = ${Math.trunc(statementTimeout)}`,
    ...(isStep ? ['SET LOCAL synchronous_commit = off'] : []),
  ]
}

/** Patience with the statements of bulk work, which take longer than a page's. */
export const SLOW = { statementTimeout: 60_000 } as const

/**
 * One unit of work on one association through Prisma; commits when `work` returns, rolls back when it throws.
 * @param tenantId uuid of the association
 */
export async function inTenant<T>(
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  { statementTimeout = STATEMENT_TIMEOUT }: Pick<TransactionOptions, 'statementTimeout'> = {},
): Promise<T> {
  const statements = opening(tenantId, statementTimeout)
  try {
    return await database().prisma.$transaction(
      async (tx) => {
        // Settings take no parameters; `opening` has checked both values.
        for (const statement of statements) await tx.$executeRawUnsafe(statement)
        return work(tx)
      },
      { maxWait: 10_000, timeout: Math.max(30_000, statementTimeout * 4) },
    )
  } catch (error) {
    throw statementFault(error)
  }
}

/**
 * One unit of work in composed SQL on a bare connection: reads where pages must be fast, bulk writes of imports.
 * About half the cost of {@link inTenant} (design §5).
 */
export function inTenantSql<T>(
  tenantId: string,
  work: (query: Query, client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { statementTimeout = STATEMENT_TIMEOUT, isStep, signal } = options
  return onConnection(database().pool, opening(tenantId, statementTimeout, isStep), work, { statementTimeout, signal })
}

/**
 * Global tables only (which association has this host; operators): no tenant is set, so tenant tables answer nothing.
 */
export function outsideTenants<T>(work: (query: Query) => Promise<T>): Promise<T> {
  const limits = { statementTimeout: STATEMENT_TIMEOUT }
  return onConnection(database().pool, [`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT}`], work, limits)
}

/**
 * Work of the platform role: tenant files, versions, contracts. Audited by its callers.
 * @throws where this process has no platform connection
 */
export function onPlatform<T>(work: (query: Query) => Promise<T>): Promise<T> {
  const platform = database().platform
  if (!platform) throw new Error('this process has no platform connection (DATABASE_PLATFORM_URL)')
  return onConnection(platform.pool, ['SET LOCAL statement_timeout = 60000'], work, { statementTimeout: 60_000 })
}

async function onConnection<T>(
  pool: pg.Pool,
  settings: readonly string[],
  work: (query: Query, client: pg.PoolClient) => Promise<T>,
  { statementTimeout, signal }: { statementTimeout: number; signal?: AbortSignal | undefined },
): Promise<T> {
  signal?.throwIfAborted()
  const client = await connected(pool.connect())
  const unwatch = watchSilence(client, statementTimeout + SILENCE)
  let cancelling: Promise<unknown> | undefined
  const cancel = () => {
    cancelling = cancelOn(client)
  }
  let broken: Error | undefined
  try {
    const [begun, working] = together(client, () => {
      const begun = begin(client, settings)
      begun.then(() => signal?.addEventListener('abort', cancel, { once: true })).catch(() => {})
      return [begun, workOn(client, begun, work)]
    })
    const { result, end } = await working
    await begun
    committed(await (end ?? client.query('COMMIT')))
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    // Also where the COMMIT went out and its answer never came: whether it counts is unknown, so it is no success.
    throw broken && error instanceof Error ? new StoreTrouble('away', error) : error
  } finally {
    unwatch()
    signal?.removeEventListener('abort', cancel)
    // Not before: a late cancellation would hit the next visitor on this connection.
    await cancelling
    client.release(broken)
  }
}

/** Milliseconds beyond its own limit after which a server that says nothing is taken for gone. */
const SILENCE = 5_000

/**
 * A server whose machine went away closes no connection: a statement would wait for a quarter of an hour. The server
 * ends each by its limit, so silence beyond that, while an answer is due, breaks the connection on our side.
 * @returns how to let go of it
 */
function watchSilence(client: pg.PoolClient, limit: number): () => void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Socket } }).connection
  const isDue = () => Boolean((client as unknown as { _getActiveQuery(): unknown })._getActiveQuery())
  const silent = () => {
    if (isDue()) stream.destroy()
  }
  stream.setTimeout(limit, silent)
  return () => void stream.setTimeout(0, silent)
}

/**
 * @throws where PostgreSQL answered with « ROLLBACK »: a statement failed and the work went on all the same, so nothing
 * was kept.
 */
function committed(answer: { command: string }): void {
  if (answer.command !== 'COMMIT') throw new Error('a transaction with a failed statement was to be committed')
}

const isPipelined = (client: pg.PoolClient): boolean =>
  (client as pg.PoolClient & { pipeline?: boolean }).pipeline === true

/** Each setting is a message of its own; where the connection is no pipeline, one waits for the other. */
async function begin(client: pg.PoolClient, settings: readonly string[]): Promise<void> {
  if (isPipelined(client)) await Promise.all(['BEGIN', ...settings].map((statement) => client.query(statement)))
  else for (const statement of ['BEGIN', ...settings]) await client.query(statement)
}

/**
 * The first statement goes out in one packet with the opening; should that fail, it runs by itself, and the tenant wall
 * refuses it.
 * @returns what the work came to, and the commit where its last statement brought it along
 */
async function workOn<T>(
  client: pg.PoolClient,
  begun: Promise<unknown>,
  work: (query: Query, client: pg.PoolClient) => Promise<T>,
) {
  let end: Promise<pg.QueryResult> | undefined
  let isFirst = true
  const query: Query = async (statement, { last = false, fresh = false } = {}) => {
    shared.alumniRecorder?.(statement.text)
    if (end) throw new Error('a statement was sent after the last one')
    if (!isFirst || !isPipelined(client)) await begun
    isFirst = false
    const [answer, ended] = together(client, () => [
      client.query(fresh ? { text: statement.text, values: [...statement.values] } : prepared(statement)),
      last ? client.query('COMMIT') : undefined,
    ])
    end = ended
    // Heard by the caller once the work is done.
    end?.catch(() => {})
    return (await answer).rows
  }
  const result = await work(query, client)
  return { result, end }
}

/** What is sent meanwhile leaves in one packet. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Socket } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/**
 * Statements are composed from few pieces, so their texts recur: named, the server plans each once per connection. On
 * globalThis like the pool: two copies of this file would give one name to two texts on one connection.
 */
const shared = globalThis as typeof globalThis & {
  alumniStatements?: Map<string, string>
  /** Hears the text of each statement: an instrument of tests, which check what texts may say. */
  alumniRecorder?: (text: string) => void
}
shared.alumniStatements ??= new Map<string, string>()
const names = shared.alumniStatements

function prepared(statement: Sql): pg.QueryConfig {
  const { text } = statement
  const values = [...statement.values]
  let named = names.get(text)
  if (named === undefined) {
    // Texts beyond this are odd one-offs; they run unnamed rather than filling the server's memory.
    if (names.size >= 500) return { text, values }
    named = `s${names.size}`
    names.set(text, named)
  }
  return { name: named, text, values }
}

/** From a second connection, as PostgreSQL wants it; should it fail, the statement limit ends the query instead. */
function cancelOn(client: pg.PoolClient): Promise<unknown> | undefined {
  const pid = (client as pg.PoolClient & { processID?: number }).processID
  return pid
    ? database()
        .cancels.query('SELECT pg_cancel_backend($1)', [pid])
        .catch(() => undefined)
    : undefined
}
