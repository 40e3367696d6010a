/**
 * Guesses at a password, counted in PostgreSQL before they are judged: a hundred sent at once to four processes are as
 * many as a hundred one after the other, and a restart forgets none.
 *
 * Whoever guesses from elsewhere spends a budget of their own: a browser or a network from which the account signed in
 * before is never shut out by a stranger. A stranger's network has ten guesses, then waits a minute, two, four … an
 * hour between two; all strangers together have a hundred a day before they wait alike; one network has three hundred
 * in a quarter of an hour over all accounts.
 */
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { env } from './env.ts'
import type { Ctx } from './open.ts'

export interface Guess {
  /** Keyed hash of whose password it is: the table names nobody. */
  key: string
  /** Keyed hash of the browser or network that guesses. */
  origin: string
  /** Keyed hash of the network; empty where there is none to count. */
  network: string
  /** The account has signed in from this origin. */
  known: boolean
}

export interface Attempt {
  /** Seconds to wait before the next guess is looked at; 0 where this one may be. */
  wait: number
  /** The guess was right: this origin begins anew. */
  succeeded(): Promise<void>
  /** The guess was right and proves nobody: it counts no more, those before it do. */
  takenBack(): Promise<void>
}

/** A table of guesses, and the way to it. */
export interface Book {
  table: Sql
  /** Which rows, and the columns that make them so. */
  within: Sql
  columns: Sql
  values: Sql
  run<T>(work: (query: Query) => Promise<T>): Promise<T>
}

/** Seconds that a failure is remembered. */
export const ATTEMPT_SECONDS = 24 * 3600
const OWN = { free: 10 }
const STRANGERS = { free: 100 }
/** The demo is one machine's, where everybody who tries it out comes from one address. */
const NETWORK = { free: 300, inDemo: 3000, seconds: 15 * 60 }
const FIRST_WAIT = 60
const LONGEST_WAIT = 3600

interface Counted {
  failures: number
  last: Date | null
}

/** @returns seconds that are left to wait: twice as many after each failure beyond the free ones. */
function waitOf({ failures, last }: Counted, { free }: { free: number }, now: Date): number {
  if (failures < free || !last) return 0
  const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - free))
  return Math.max(0, whole - (now.getTime() - last.getTime()) / 1000)
}

/** The association's own book. */
export function bookOf({ tenant, sql: run }: Pick<Ctx, 'tenant' | 'sql'>): Book {
  return {
    table: sql`"login_attempt"`,
    within: sql`"tenantId" = ${tenant.id}`,
    columns: sql`"tenantId", `,
    values: sql`${tenant.id}, `,
    // A visitor who leaves meanwhile has guessed all the same.
    run: (work) => run(work, { signal: undefined }),
  }
}

/** Counts a guess as a failure until it proves to be none. */
export async function beginAttempt(book: Book, guess: Guess, now: Date): Promise<Attempt> {
  const { table, within, run } = book
  const id = uuidv7(now.getTime())
  const wait = await run(async (query) => {
    // One after the other: each sees those before it.
    await query(sql`SELECT pg_advisory_xact_lock(hashtext('attempt'), hashtext(${guess.key}))`)
    const left = await waitLeft(query, book, guess, now)
    if (left <= 0) await write(query, book, { ...guess, id }, now)
    return left
  })
  const succeeded = () =>
    run(async (query) => {
      await query(sql`DELETE FROM ${table} WHERE ${within} AND "key" = ${guess.key} AND "origin" = ${guess.origin}`)
    })
  const takenBack = () =>
    run(async (query) => {
      await query(sql`DELETE FROM ${table} WHERE ${within} AND "id" = ${id}`)
    })
  if (wait <= 0) return { wait: 0, succeeded, takenBack }
  return { wait: Math.max(1, wait), succeeded: async () => {}, takenBack: async () => {} }
}

async function waitLeft(query: Query, { table, within }: Book, guess: Guess, now: Date): Promise<number> {
  const { key, origin, network, known } = guess
  const since = new Date(now.getTime() - ATTEMPT_SECONDS * 1000)
  const [row] = await query<{ own: number; ownLast: Date | null; strangers: number; strangersLast: Date | null }>(sql`
    SELECT count(*) FILTER (WHERE "origin" = ${origin})::int AS "own",
      max("at") FILTER (WHERE "origin" = ${origin}) AS "ownLast",
      count(*) FILTER (WHERE NOT "known")::int AS "strangers", max("at") FILTER (WHERE NOT "known") AS "strangersLast"
    FROM ${table} WHERE ${within} AND "key" = ${key} AND "at" > ${since}`)
  const own = waitOf({ failures: row!.own, last: row!.ownLast }, OWN, now)
  if (known) return own
  const strangers = waitOf({ failures: row!.strangers, last: row!.strangersLast }, STRANGERS, now)
  return Math.max(own, strangers, network === '' ? 0 : await networkWait(query, { table, within }, network, now))
}

/** A network's guesses at whatever accounts: the one that left the window first makes room for the next. */
async function networkWait(
  query: Query,
  { table, within }: Pick<Book, 'table' | 'within'>,
  network: string,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - NETWORK.seconds * 1000)
  const [row] = await query<{ failures: number; oldest: Date | null }>(sql`
    SELECT count(*)::int AS "failures", min("at") AS "oldest" FROM ${table}
    WHERE ${within} AND "network" = ${network} AND NOT "known" AND "at" > ${since}`)
  if (!row?.oldest || row.failures < (env().DEMO ? NETWORK.inDemo : NETWORK.free)) return 0
  return NETWORK.seconds - (now.getTime() - row.oldest.getTime()) / 1000
}

async function write(
  query: Query,
  { table, within, columns, values }: Book,
  { id, key, origin, network, known }: Guess & { id: string },
  now: Date,
): Promise<void> {
  const over = new Date(now.getTime() - ATTEMPT_SECONDS * 1000)
  await query(sql`DELETE FROM ${table} WHERE ${within} AND "key" = ${key} AND "at" <= ${over}`)
  await query(sql`INSERT INTO ${table} (${columns}"id", "key", "origin", "network", "known", "at")
    VALUES (${values}${id}, ${key}, ${origin}, ${network}, ${known}, ${now})`)
}

/** Forgets what no longer counts: failures of logins that nobody tried again. */
export async function forgetAttempts({ table, within, run }: Book, now: Date): Promise<void> {
  const over = new Date(now.getTime() - ATTEMPT_SECONDS * 1000)
  await run((query) => query(sql`DELETE FROM ${table} WHERE ${within} AND "at" <= ${over}`))
}
