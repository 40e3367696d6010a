/** `/lettres/:letter`: a letter on the site, without anything of anybody in it (B20). */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { readLetter } from '#app/domain/letters/letters.server.ts'
import { type ShownBlock, showBlocks } from '#app/domain/letters/shown-blocks.server.ts'
import { fillTags, NO_VALUES } from '#app/domain/letters/tags.ts'

function withoutReader(block: ShownBlock): ShownBlock {
  if (block.kind === 'text') return { ...block, html: fillTags(block.html, NO_VALUES) }
  return 'text' in block ? { ...block, text: fillTags(block.text, NO_VALUES) } : block
}

/** @throws Response 404 for a letter that has not begun to leave, or was stopped */
export async function readCopy(ctx: Ctx, id: string) {
  const { tenant, now } = ctx
  return ctx.sql(async (query) => {
    const letter = await readLetter(query, tenant.id, id)
    if (letter?.state !== 'sending' && letter?.state !== 'sent') throw notFound()
    const blocks = await showBlocks({ query, tenant }, letter, { channel: 'site', reader: ctx, now })
    return {
      title: fillTags(letter.subject, NO_VALUES),
      at: (letter.sentAt ?? letter.plannedAt ?? letter.createdAt).toISOString(),
      blocks: blocks.map(withoutReader),
    }
  })
}
