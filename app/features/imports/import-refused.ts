/** Why a file is refused at once; each word has a text under the i18n key `imports.refused.<code>`. */
export const REFUSAL_CODES = [
  'empty',
  'too-big',
  'too-many-rows',
  'too-many-columns',
  'row-too-long',
  'zip-bomb',
  'encrypted',
  'old-excel',
  'macros',
  'external-links',
  'active-content',
  'wrong-type',
  'corrupt',
  'unclosed-quote',
  'no-sheet',
  'no-text',
  'no-headings',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** A whole file that cannot be imported. `i18nKey` and `detail` are for people; nothing of the file was kept. */
export class ImportRefused extends Error {
  readonly code: RefusalCode
  readonly detail: Record<string, string | number>

  /** @param detail values named in the text, such as the limit that was passed or the line */
  constructor(code: RefusalCode, detail: Record<string, string | number> = {}) {
    super(`import refused: ${code} ${JSON.stringify(detail)}`)
    this.name = 'ImportRefused'
    this.code = code
    this.detail = detail
  }

  get i18nKey(): string {
    return `imports.refused.${this.code}`
  }
}

/** Bounds within which a file is read; what is larger is refused before any of it is interpreted. */
export interface ReadLimits {
  /** Bytes of the file itself. */
  fileBytes: number
  /** Bytes of all parts of a workbook together, once inflated. */
  inflatedBytes: number
  /** Inflated ÷ stored size from which a part above 4 MiB is a bomb; honest sheets stay under 60. */
  inflationRatio: number
  /** Bytes of the parts that are held in memory whole (styles, workbook, relations). */
  wholePartBytes: number
  /** Bytes of the table of shared texts, which is held in memory. */
  sharedTextBytes: number
  rows: number
  columns: number
  /** Characters of one line of a text file. */
  rowLength: number
  pages: number
}

const MIB = 1024 * 1024

export const READ_LIMITS: ReadLimits = {
  fileBytes: 60 * MIB,
  inflatedBytes: 400 * MIB,
  inflationRatio: 150,
  wholePartBytes: 8 * MIB,
  sharedTextBytes: 96 * MIB,
  rows: 500_000,
  columns: 400,
  rowLength: 200_000,
  pages: 1_000,
}
