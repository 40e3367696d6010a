/** The page of the printed directory: its measures in points, and what stands on all of them. */
import type { Weight } from '#app/domain/documents/paper-fonts.ts'
import { MARK_FORM, markOf } from './copy-mark.ts'

export interface BookHead {
  title: string
  author: string
  language: 'fr' | 'en'
  /** The frozen instant: stands for creation and change. */
  at: Date
  /** Colour of the association, `#5B2A86`. */
  colour: string
  /** On the foot of every page: « Annuaire imprimé, édition du 1er décembre 2026 ». */
  foot: string
}

export interface Line {
  text: string
  weight?: Weight
  /** At the right edge: the page in an index. */
  right?: string
}

export const PAGE = { width: 595.28, height: 841.89 }
export const MARGIN = 40
export const TOP = 58
export const BOTTOM = 790
export const COLUMNS = 3
export const GAP = 14
/** Width of a column. */
export const COLUMN = (PAGE.width - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
export const SIZE = 7.6
export const LEADING = 9.4

/** An object of its own, on every page: a copy gives it other words without a page being drawn again. */
export function markForm(doc: PDFKit.PDFDocument): { form: object; number: number } {
  const form = (doc as unknown as { ref(data: object): { id: number; end(words: Buffer): void } }).ref(MARK_FORM)
  ;(form as unknown as { compress: boolean }).compress = false
  form.end(markOf(''))
  return { form, number: form.id }
}
