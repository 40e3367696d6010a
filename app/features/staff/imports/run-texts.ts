/** What imports say, in the words of the pages and of the command line alike. Pure. */
import type { useTranslation } from 'react-i18next'
import type { Translate } from '#app/i18n/translator.ts'
import type { CellIssue } from './clean-row.ts'

type T = ReturnType<typeof useTranslation>['t']

/** @returns the texts of imports, for whom no page gives them. @param translate of all texts */
export function importTexts(translate: Translate): T {
  return ((key: string, values?: object) => (translate as unknown as Loose)(`imports:${key}`, values)) as unknown as T
}
type Loose = (key: string, values?: object) => string

/** @returns a value of a field in one line; booleans are `yes` or `no` for the caller to say, nothing is ''. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueText).join(' ; ')
  return String(value)
}

/** @returns why a file is refused, with the very limit or line. @param t of the file `imports` */
export function refusalText(t: T, { code, detail }: { code: string; detail?: Record<string, unknown> }): string {
  const isPages = code === 'too-big' && detail?.pages !== undefined
  return t(`refused.${isPages ? 'too-big-pages' : code}`, { ...detail, defaultValue: t('refused.unexpected') })
}

/** @returns why a line is left aside */
export function reasonText(t: T, { kind, reason }: { kind: 'refused' | 'doubtful'; reason: string }): string {
  return t(`${kind === 'refused' ? 'refusalReasons' : 'doubtReasons'}.${reason}`)
}

/** @returns what is to be known of one value of a line */
export function issueText(t: T, { field, code, raw }: CellIssue): string {
  return `${t('values.of', { field: t(`fields.${field}`) })} ${t(`issue.${code}`, { raw })}`
}
