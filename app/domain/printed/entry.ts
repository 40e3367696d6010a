/** A person as the printed directory sets them: out of what the policy revealed and nothing else. Pure. */
import type { Revealed } from '#app/policy/view.ts'
import { type Filed, filedUnder } from './french-order.ts'

export interface Entry {
  /** Of the person: not printed. */
  id: string
  filed: Filed
  /** « ORMESSON (d’) Jean ». */
  name: string
  /** What stands under the name, each on a line of its own or more. */
  lines: readonly string[]
  /** What the indexes know them by, where it is printed. */
  promotion: string
  town: string
  company: string
}

type Shown = Revealed['fields']

const words = (...parts: readonly unknown[]): string => parts.filter(Boolean).map(String).join(', ')
const said = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** @param person what the print channel shows of them */
export function entryOf(id: string, { fields }: Revealed): Entry {
  const [last, first] = [said(fields.lastName) || said(fields.pseudonym), said(fields.firstName)]
  const filed = filedUnder(last, first)
  const particle = filed.particle ? ` (${filed.particle})` : ''
  return {
    id,
    filed,
    name: [`${filed.name.toLocaleUpperCase('fr')}${particle}`, first].filter(Boolean).join(' '),
    lines: linesOf(fields),
    promotion: fields.promotion === undefined ? '' : String(fields.promotion),
    town: said(fields.homeCity),
    company: said(fields.company),
  }
}

function linesOf(fields: Shown): string[] {
  const maiden = said(fields.diplomaName)
  return [
    maiden && maiden !== said(fields.lastName) ? `(${maiden})` : '',
    words(fields.promotion, fields.diploma, fields.speciality),
    words(fields.jobTitle, fields.company),
    words(fields.companyAddress),
    words(fields.workPhone, fields.workEmail),
    words(fields.homeAddress),
    words([fields.homePostcode, fields.homeCity].filter(Boolean).join(' '), foreign(fields.homeCountry)),
    words(fields.homePhone, fields.mobilePhone, fields.primaryEmail),
  ].filter(Boolean)
}

/** France goes without saying in a French directory. */
const foreign = (country: unknown): string => (country === 'FR' || country === 'France' ? '' : said(country))

/** Sorts in place, in French order. @returns the same list */
export const inOrder = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => (a.filed.key < b.filed.key ? -1 : a.filed.key > b.filed.key ? 1 : 0))
