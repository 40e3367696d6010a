/** `/evenements/:event/billets.pdf`: the viewer's own code and tickets on paper. */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { paperColour, pdfAnswer } from '#app/domain/documents/piece-answer.server.ts'
import { whenText } from '#app/domain/events/event-when-text.ts'
import { heldTickets } from '#app/domain/events/held-tickets.server.ts'
import { ownRegistration } from '#app/domain/events/register.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { eventAt } from '../agenda/event-at.server.ts'
import { entryOf } from '../agenda/registration.server.ts'

/** @throws Response 404 for who does not come, and with other eyes */
export async function ownPaper(ctx: Ctx, slug: string): Promise<Response> {
  const row = await eventAt(ctx, slug)
  const { tenant, language } = ctx
  const own = await ctx.sql((query) => ownRegistration(ctx, query, row.id))
  if (own?.state !== 'registered' || row.cancelledAt) throw notFound()
  const { saleId } = own
  const tickets = saleId ? await ctx.sql((query) => heldTickets({ query, tenant }, { ...own, saleId })) : []
  const t = translatorFor(language, tenant.config)
  const { code, path, size } = entryOf(ctx, row)
  const piece = {
    ...{ association: tenant.config.name, event: row.title, code, square: { path, size }, at: own.at },
    when: whenText(row, { t, language }),
    where: [row.place, row.address, row.city].filter(Boolean).join(', '),
    seats: own.seats,
    tickets: tickets.map(({ label }) => label),
  }
  // Drawn by a library of 20 MB, fetched with the first paper.
  const { ticketPaper } = await import('#app/domain/documents/ticket-paper.ts')
  return pdfAnswer(await ticketPaper(piece, { t, language, colour: paperColour(ctx) }), row.slug)
}
