/**
 * Trouble of the store that is nobody's fault in a request: what an error of PostgreSQL, its driver or a disk tells.
 */

/**
 * `away`: a connection broke or none could be made. `busy`: the database lets this one wait no longer. `full`: nothing
 * more can be kept.
 */
export type Trouble = 'away' | 'busy' | 'full'

/** An error of a connection itself, named where it arises: its code alone could be any third party's. */
export class StoreTrouble extends Error {
  override name = 'StoreTrouble'
  readonly code: string | undefined
  readonly trouble: Trouble
  constructor(trouble: Trouble, cause: unknown) {
    super(`the database is ${trouble}`, { cause })
    this.trouble = trouble
    this.code = codeOf(cause)
  }
}

/** SQLSTATEs (PostgreSQL, appendix A) and errors of a file system; other errors are the application's own. */
const BY_CODE: Record<string, Trouble> = {
  '57P01': 'away', // the server shuts down, or somebody ended this connection
  '57P02': 'away',
  '57P03': 'away', // it starts up
  '57P04': 'away',
  '08000': 'away',
  '08003': 'away',
  '08006': 'away',
  '53200': 'busy',
  '53300': 'busy', // connections
  '53400': 'busy',
  '57014': 'busy', // statement_timeout
  '55P03': 'busy', // lock_timeout
  '25P03': 'busy',
  '25P04': 'busy',
  '40001': 'busy',
  '40P01': 'busy', // deadlock
  '53100': 'full',
  ENOSPC: 'full',
  EDQUOT: 'full',
  // Prisma's
  P1001: 'away',
  P1002: 'away',
  P1017: 'away',
  P1008: 'busy',
  P2024: 'busy',
  P2034: 'busy',
}

/** The driver's own words, which have no code. */
const LOST = /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/
const WAITED = /^timeout exceeded when trying to connect/

/** How Prisma's adapter calls what it was told. */
const BY_KIND: Record<string, Trouble> = {
  DatabaseNotReachable: 'away',
  ConnectionClosed: 'away',
  SocketTimeout: 'away',
  TooManyConnections: 'busy',
  TransactionWriteConflict: 'busy',
}

interface Facts {
  name?: unknown
  code?: unknown
  originalCode?: unknown
  kind?: unknown
  message?: unknown
  trouble?: Trouble
  cause?: unknown
  meta?: { driverAdapterError?: unknown } | undefined
}

function codeOf(error: unknown): string | undefined {
  const { code, originalCode } = (error ?? {}) as Facts
  const found = code ?? originalCode
  return typeof found === 'string' ? found : undefined
}

/** @returns undefined for an error that is not the store's: a mistake of ours, or of whoever asked */
export function troubleOf(error: unknown): Trouble | undefined {
  let at: unknown = error
  for (let depth = 0; at && typeof at === 'object' && depth < 6; depth += 1) {
    const facts = at as Facts
    const message = typeof facts.message === 'string' ? facts.message : ''
    const found =
      (facts.name === 'StoreTrouble' ? facts.trouble : undefined) ??
      BY_CODE[codeOf(at) ?? ''] ??
      BY_KIND[String(facts.kind)] ??
      (LOST.test(message) ? 'away' : WAITED.test(message) ? 'busy' : undefined)
    if (found) return found
    at = facts.cause ?? facts.meta?.driverAdapterError
  }
  return undefined
}

/**
 * Errors of a socket; on a connection to the database they mean that it is lost, elsewhere they are a third party's
 * outage.
 */
const SOCKET = ['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']

/** @returns what a statement on a connection failed with, named where it is the connection that broke */
export function statementFault(error: unknown): unknown {
  if (error instanceof StoreTrouble) return error
  const isLost = troubleOf(error) === 'away' || SOCKET.includes(codeOf(error) ?? '')
  return isLost ? new StoreTrouble('away', error) : error
}

/** Waits for a connection. @throws StoreTrouble whatever the reason: none is to be had */
export async function connected<T>(connecting: Promise<T>): Promise<T> {
  try {
    return await connecting
  } catch (error) {
    throw new StoreTrouble(troubleOf(error) ?? 'away', error)
  }
}
