/** A promotional code that a buyer types: what it takes off; wrong ones spend a budget of the account and network. */
import { beginAttempt, bookOf } from '#app/context/attempts.ts'
import type { Ctx } from '#app/context/open.ts'
import { keyedHash, originOf } from '#app/context/origin.ts'
import { codeLeft, findCode, isCodeLive } from '#app/domain/events/promo-codes.server.ts'
import type { Promo } from '#app/domain/sales/price-seats.ts'

/** `code`: none that holds here and now, whatever the reason · `wait`: seconds, after too many wrong ones. */
export type PromoFault = { fault: 'code' } | { fault: 'tries'; wait: number }

/**
 * Judges a typed code. Never call it inside a transaction.
 * @returns undefined where none is typed; one answer for a code that is unknown, over, stopped or used up
 */
export async function promoOf(ctx: Ctx, eventId: string, typed: string): Promise<Promo | PromoFault | undefined> {
  if (typed.trim() === '') return undefined
  const { tenant, viewer, now } = ctx
  const who = `${tenant.id} ${viewer.accountId}`
  const { network } = originOf(ctx.request, ctx.host, tenant.id)
  const guess = { key: keyedHash(`event-code ${who}`), origin: keyedHash(`account ${who}`), network, known: true }
  const attempt = await beginAttempt(bookOf(ctx), guess, now)
  if (attempt.wait > 0) return { fault: 'tries', wait: attempt.wait }
  const found = await ctx.sql(async (query) => {
    const code = await findCode({ query, tenant }, eventId, { typed })
    if (!code || !isCodeLive(code, now)) return undefined
    return { ...code, seats: await codeLeft({ query, tenant }, code, viewer.personId!) }
  })
  if (!found || found.seats === 0) return { fault: 'code' }
  // A code that somebody was given buys no further guesses at others.
  await attempt.takenBack()
  return found
}
