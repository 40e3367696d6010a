import { TABLE_LIMITS, type TableLimits } from '#app/domain/files/file-limits.ts'

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
  'web-page',
  'corrupt',
  'unclosed-quote',
  'no-sheet',
  'no-text',
  'no-headings',
  'too-complex',
  'too-slow',
  'busy',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export function isRefusalCode(word: string): word is RefusalCode {
  return (REFUSAL_CODES as readonly string[]).includes(word)
}

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

/** Bounds within which a table is read: all of them stand with the other limits of files. */
export type ReadLimits = TableLimits
export const READ_LIMITS: ReadLimits = TABLE_LIMITS
