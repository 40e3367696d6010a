/**
 * Whether the proxies in front are the ones `PROXIES` says: with 0 behind one, every visitor counts as the proxy's
 * network.
 */
import { env, given } from './env.ts'
import { log } from './log.ts'

export interface Forwarded {
  /** Requests since the process started, and those of them that carried `X-Forwarded-For`. */
  all: number
  carried: number
}

const seen: Forwarded = { all: 0, carried: 0 }

/** Counts a request; the first that says it came through a proxy nobody told us of is logged, once. */
export function noteForwarded(carries: boolean): void {
  if (env().PROXIES > 0) return
  seen.all += 1
  if (!carries) return
  seen.carried += 1
  if (seen.carried === 1)
    log().warn(
      'PROXIES=0, yet a request carries X-Forwarded-For: behind a proxy all visitors share one budget of guesses',
    )
}

/** @returns what the operator's page warns of; null where nothing is amiss. */
export function unexpectedProxy(): Forwarded | null {
  return seen.carried > 0 ? { ...seen } : null
}

/** At start: a site reached through TLS has something in front of it that ends TLS, and nobody said how many. */
export function warnOfUnsetProxies(): void {
  const { NODE_ENV, DEMO, BASE_DOMAIN } = env()
  const local = BASE_DOMAIN === 'localhost' || BASE_DOMAIN.endsWith('.localhost')
  if (NODE_ENV === 'production' && !DEMO && !local && given('PROXIES') === undefined)
    log().warn('PROXIES is not set: say how many proxies stand in front, or 0 where there are none')
}
