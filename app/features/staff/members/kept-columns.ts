/** The columns that the list of people showed last in this browser: the next visit begins with them. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { isLocal, onlyCookie } from '#app/context/session.ts'
import type { MemberColumn } from '#app/domain/search/members-address.ts'

const NAME = 'columns'
const HALF_A_YEAR = 182 * 24 * 3600

/** @returns the parameters of the address, with the columns of the last visit where it names none */
export function withKeptColumns({ request, url }: Pick<Ctx, 'request' | 'url'>): URLSearchParams {
  const params = new URLSearchParams(url.searchParams)
  const kept = onlyCookie(request, NAME)
  if (kept && !params.has('colonnes')) params.set('colonnes', kept.replaceAll('.', ','))
  return params
}

/** @returns headers that keep the columns an address asked for */
export function keepColumns({ url, host }: Pick<Ctx, 'url' | 'host'>, columns: readonly MemberColumn[]): HeadersInit {
  if (!url.searchParams.has('colonnes')) return {}
  const where = `Path=${href.members}; Max-Age=${HALF_A_YEAR}; HttpOnly; SameSite=Lax`
  return { 'Set-Cookie': `${NAME}=${columns.join('.')}; ${where}${isLocal(host) ? '' : '; Secure'}` }
}
