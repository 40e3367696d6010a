/** Answers to what may not be (rules.md, "Answers"): thrown as Responses, drawn by the root's error page. */
import * as href from '#app/addresses.ts'
import { troubleOf } from '#app/db/trouble.ts'
import type { Action } from '#app/vocabulary/actions.ts'

/** Why a page is closed, for the words of the error page; `opensWith` says what would open it. */
export interface Refusal {
  reason:
    | 'forbidden'
    | 'malformed'
    | 'too-large'
    | 'not-found'
    | 'criterion'
    | 'budget'
    | 'pass-day'
    | 'pass-all'
    | 'throttled'
    | 'shown'
    | 'shown-network'
    | 'heavy'
    | 'federation'
    | 'contacts'
    | 'reports'
    | 'reading'
    | 'private'
    | 'store'
  opensWith?: 'dues' | 'pass' | 'validation' | 'completion'
  /** Tasks of the staff, one of which would open the page. */
  tasks?: Action[]
  /** The criterion that may not be used. */
  criterion?: string
}

function answer(status: number, refusal: Refusal, headers: Record<string, string> = {}): Response {
  return Response.json(refusal, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

/** A record that is hidden and one that does not exist: the same answer. */
export function notFound(): Response {
  return answer(404, { reason: 'not-found' })
}

/** Signed in, without the right. */
export function forbidden(refusal: Omit<Refusal, 'reason'> & { reason?: Refusal['reason'] } = {}): Response {
  return answer(403, { reason: 'forbidden', ...refusal })
}

/** A body that breaks off, or that its own type does not describe. */
export function malformed(): Response {
  return answer(400, { reason: 'malformed' })
}

/** A body longer than its address takes. */
export function tooLarge(): Response {
  return answer(413, { reason: 'too-large' })
}

/** A body of another type where a form is due. */
export function notAForm(): Response {
  return answer(415, { reason: 'malformed' })
}

/** @returns the answer 422 to a body that is no text */
export function unreadable(): Response {
  return answer(422, { reason: 'forbidden' })
}

/** Too many; try again after so many seconds. */
export function tooMany(
  reason: 'budget' | 'pass-day' | 'throttled' | 'shown' | 'shown-network' | 'heavy' | 'contacts' | 'reports',
  seconds: number,
): Response {
  return answer(429, { reason }, { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) })
}

/** Seconds after which to ask again: a database that restarts is back by then. */
const AGAIN = 5

/** @returns what an error of the database or the disk is answered with; undefined where it is another's. */
export function storeRefusal(error: unknown): Response | undefined {
  const trouble = troubleOf(error)
  if (!trouble) return undefined
  return trouble === 'full'
    ? answer(507, { reason: 'store' })
    : answer(503, { reason: 'store' }, { 'Retry-After': String(AGAIN) })
}

/** Signed out, without the right: sign in, then come back. */
export function toSignIn(url: URL): Response {
  const back = url.pathname + url.search
  return new Response(null, {
    status: 302,
    headers: { Location: `${href.signIn}?redirectTo=${encodeURIComponent(back)}`, 'Cache-Control': 'no-store' },
  })
}

/** The password was given, the second factor is next. */
export function toSecondFactor(url: URL): Response {
  const back = encodeURIComponent(url.pathname + url.search)
  const headers = { Location: `${href.signInVerification}?redirectTo=${back}`, 'Cache-Control': 'no-store' }
  return new Response(null, { status: 302, headers })
}

/** A role opens nothing until its holder has a second factor: where one is added. */
export function toSecurity(): Response {
  return new Response(null, { status: 302, headers: { Location: href.security, 'Cache-Control': 'no-store' } })
}

/** A path on this host and nothing else: what may follow a sign-in. */
export function safeRedirect(wish: FormDataEntryValue | string | null | undefined, otherwise: string): string {
  if (typeof wish !== 'string' || !wish.startsWith('/') || /[\r\n\t\\]/.test(wish)) return otherwise
  // Two slashes could name another host, and the router writes such a path to the log in clear.
  if (/^[^?#]*\/\//.test(wish)) return otherwise
  return wish
}
