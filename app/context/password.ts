/**
 * Passwords: argon2id with the parameters of OWASP's cheat sheet; a few at a time, so that sign-ins never starve pages.
 */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'

/** 19 MiB, two passes, one lane (design §2). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Half the processors at most: pages are drawn on the others, however many sign in. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

/** One password typed on two keyboards is one password (NIST SP 800-63B-4: NFKC before hashing). */
const normal = (typed: string) => typed.normalize('NFKC')

/** @returns the PHC string to store. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST))
}

/** The hash of a password that nobody has: comparing with it costs what comparing with a real one does. */
let nobodys: Promise<string> | undefined

/**
 * @param stored the account's hash; null where there is no such account, for the same work and the answer no
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString('base64url'))
  const against = stored ?? (await nobodys)
  const right = await inTurn(() => verify(against, normal(password)))
  return stored !== null && right
}
