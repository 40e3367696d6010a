/** The attendance sheet of an event: who is expected, and a line for each to sign. */
import type { PaperLook } from './invoice-paper.ts'
import { Paper } from './paper.ts'

export interface AttendancePiece {
  association: string
  event: string
  when: string
  where: string
  /** Names of who comes, guests after who brings them; a guest without a name is a line without one. */
  names: readonly string[]
  at: Date
}

/** @returns the PDF, tagged: a table with a box to sign */
export function attendancePaper(piece: AttendancePiece, { t, language, colour }: PaperLook): Promise<Buffer> {
  const title = t('papers:attendance.title', { event: piece.event })
  const paper = new Paper({
    ...{ title, author: piece.association, language, at: piece.at, footer: title, colour },
    pageText: (page, pages) => t('papers:invoice.page', { page, pages }),
  })
  paper.title(t('papers:attendance.heading'))
  paper.text(`${piece.event}\n${[piece.when, piece.where].filter(Boolean).join('\n')}`)
  paper.space(6)
  paper.table(
    [
      { title: t('papers:attendance.name'), width: 263 },
      { title: t('papers:attendance.signature'), width: 220 },
    ],
    // Two lines high, so that there is room to sign.
    piece.names.map((name) => [`${name}\n `, '']),
  )
  return paper.finish()
}
