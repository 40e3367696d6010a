/**
 * Dues whose tier asks for a paper (E1), of somebody who has an account: the paper is kept for the staff, then the
 * basket is opened.
 */
import type { Ctx } from '#app/context/open.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { isMissing, type JudgedPaper, judgePaper, type Paper, withPaper } from '#app/domain/requests/papers.server.ts'
import { putRequest } from '#app/domain/requests/put-request.server.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { readLines } from '#app/domain/sales/make-sale.server.ts'
import { dropPaper } from '#app/domain/sales/papers-asked.server.ts'
import { duesState } from './dues-page.server.ts'
import type { Join } from './join.schema.ts'
import { type JoinFault, join } from './join.server.ts'

export type PaperFault = Extract<JudgedPaper, { error: string }>['error'] | 'waits' | 'throttled'

/** @param file what the form sent along; looked at only where the tier asks for one */
export async function joinWithPaper(
  ctx: Ctx,
  wish: Join,
  file: unknown,
): Promise<{ saleId: string } | { fault: JoinFault | PaperFault; wait?: number }> {
  const state = await duesState(ctx, wish.situation)
  if (state?.paper?.state === 'waiting') return { fault: 'waits' }
  const tier = state?.offer?.chosen.tier
  if (!tier?.proof) return join(ctx, wish)
  if (isMissing(file)) return { fault: 'noFile' }
  // Counted before a picture is unpacked: that is the dear part.
  const wait = await countForm(ctx, 'proof', [ctx.viewer.personId])
  if (wait > 0) return { fault: 'throttled', wait }
  const paper = await judgePaper(file, ctx.tenant.id)
  return 'error' in paper ? { fault: paper.error } : joinBy(ctx, wish, tier.id, paper)
}

async function joinBy(ctx: Ctx, wish: Join, tier: string, paper: Paper) {
  const { tenant, viewer, account, now } = ctx
  const by = { personId: viewer.personId!, accountId: account!.accountId }
  const email = await ctx.sql(async (query) => (await findBuyer(query, tenant, by))?.email ?? undefined)
  const proof = await withPaper(ctx, paper, (file) =>
    putRequest(ctx, { kind: 'proof', door: 'people', claimed: { tier }, email, file, by }),
  )
  const waits = tenant.config.money.dues.proofOpens === 'when-accepted'
  const made = await join(ctx, wish, { proof, waits })
  await ctx.sql(async (query) => {
    const lines = 'saleId' in made ? await readLines(query, tenant.id, made.saleId) : []
    // Another sale stands in the way, or none could be opened: nobody has to look at this one.
    if (!lines.some(({ data }) => data?.proof === proof)) await dropPaper(query, tenant.id, proof, now)
  })
  return made
}
