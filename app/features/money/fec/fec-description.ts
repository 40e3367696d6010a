/** The description that goes with the file of entries (LPF A47 A-1, VIII): what it holds and how to read it. Pure. */
import type { Translate } from '#app/i18n/translator.ts'
import type { Exercise } from './exercise.ts'
import { FEC_COLUMNS, type FecHead, fecName } from './fec.ts'

const JOURNALS = ['AN', 'VE', 'BQ', 'CA', 'OD'] as const

/** @returns plain text in French, lines that end in CR LF. */
export function fecDescription({
  name,
  exercise,
  t,
  ...head
}: FecHead & { name: string; exercise: Exercise; t: Translate }): string {
  const lines = [
    t('books:fec.title', { name }),
    t('books:fec.file', { file: fecName(head) }),
    head.siren ? t('books:fec.siren', { siren: head.siren }) : t('books:fec.notRegulatory'),
    t('books:fec.exercise', { first: exercise.first, last: exercise.last }),
    t('books:fec.charset'),
    t('books:fec.amounts'),
    t('books:fec.numbers'),
    t('books:fec.order'),
    t('books:fec.opening', { first: exercise.first }),
    t('books:fec.journals'),
    ...JOURNALS.map((code) => `  ${code} ${t(`books:journals.${code}`)}`),
    t('books:fec.columns'),
    ...FEC_COLUMNS.map((column) => `  ${column}: ${t(`books:fec.column.${column}`)}`),
  ]
  return `${lines.join('\r\n')}\r\n`
}
