/** Names, addresses and days as papers write them. Pure. */
import { countryCode, countryName } from '../../i18n/countries.ts'
import type { Translate } from '../../i18n/translator.ts'
import type { Seller } from '../../tenant/seller.schema.ts'

interface Address {
  street?: string | null
  address?: string | null
  more?: string | null
  postcode?: string | null
  city?: string | null
  country?: string | null
}

/** @returns the lines of an address without its name; France is not said, another country by its name in the paper's language. */
export function addressText({ street, address, more, postcode, city, country }: Address, language: string): string {
  const place = [postcode, city].filter(Boolean).join(' ')
  return [street ?? address, more, place, countryText(country, language)].filter(Boolean).join('\n')
}

/** @returns who a paper is made out to, with the second line of the name under it. */
export function buyerLines({ more, ...buyer }: Address & { name: string }, language: string): string {
  return [buyer.name, more, addressText(buyer, language)].filter(Boolean).join('\n')
}

/** Papers freeze the code; records of people may hold a name, which is read first so that both are said alike. */
function countryText(country: string | null | undefined, language: string): string {
  if (!country) return ''
  const code = countryCode(country)
  return code === 'FR' ? '' : code ? countryName(code, language) : country
}

/** @returns who sells, with all numbers that the law wants on a piece. */
export function sellerText(seller: Seller, t: Translate, language: string): string {
  return [
    seller.legalName,
    seller.legalForm,
    addressText(seller.address, language),
    seller.siren ? t('papers:invoice.siren', { siren: seller.siren }) : '',
    seller.rna ? t('papers:invoice.rna', { rna: seller.rna }) : '',
    seller.vat.number ? t('papers:invoice.vatNumber', { number: seller.vat.number }) : '',
  ]
    .filter(Boolean)
    .join('\n')
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** @returns « 22/11/2026 » of `2026-11-22`; « 22 November 2026 » in English. */
export function dayWords(day: string, language: string): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  return language === 'en' ? `${date} ${MONTHS[Number(month) - 1]} ${year}` : `${date}/${month}/${year}`
}

const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** @returns from and to of what a line opens, both days included; empty where it opens nothing. */
export function periodText(
  { startsAt, endsAt }: { startsAt?: string | null; endsAt?: string | null },
  t: Translate,
  language: string,
): string {
  if (!startsAt) return ''
  const from = dayWords(PARIS.format(new Date(startsAt)), language)
  if (!endsAt) return t('papers:invoice.since', { from })
  const last = PARIS.format(new Date(Date.parse(endsAt) - 1))
  return t('papers:invoice.period', { from, until: dayWords(last, language) })
}
