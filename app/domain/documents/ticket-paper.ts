/** Tickets on paper, for who holds them: neither the code nor the paper says anything of the person. */
import type { PaperLook } from './invoice-paper.ts'
import { Paper } from './paper.ts'

export interface TicketPiece {
  association: string
  event: string
  /** The event's day and hour, with its zone. */
  when: string
  /** Name of the place and address; empty: online. */
  where: string
  /** « ABCDE-12345 », and its square. */
  code: string
  square: { path: string; size: number }
  /** How many come in with it. */
  seats: number
  /** What was bought; none of a free place. */
  tickets: readonly string[]
  /** When it was made: the same ticket gives the same bytes. */
  at: Date
}

/** @returns the PDF, tagged */
export function ticketPaper(piece: TicketPiece, { t, language, colour }: PaperLook): Promise<Buffer> {
  const title = t('papers:ticket.title', { event: piece.event })
  const paper = new Paper({
    ...{ title, author: piece.association, language, at: piece.at, footer: piece.event, colour },
    pageText: (page, pages) => t('papers:invoice.page', { page, pages }),
  })
  paper.title(piece.event)
  paper.text(piece.association)
  paper.space(6)
  paper.facts([
    [t('papers:ticket.when'), piece.when],
    ...(piece.where ? [[t('papers:ticket.where'), piece.where] as [string, string]] : []),
    [t('papers:ticket.seats'), String(piece.seats)],
    [t('papers:ticket.code'), piece.code],
  ])
  paper.space(10)
  paper.square(piece.square, t('papers:ticket.square', { code: piece.code }))
  paper.text(t('papers:ticket.text'))
  if (piece.tickets.length > 0) paper.heading(t('papers:ticket.bought'))
  for (const ticket of piece.tickets) paper.text(ticket)
  return paper.finish()
}
