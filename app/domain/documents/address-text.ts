/** Names, addresses and days as papers write them. Pure. */

import { civilDay } from '#app/calendar/civil-day.ts'
import { countryCode, countryName } from '#app/i18n/countries.ts'
import { paperDay } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'

interface Address {
  street?: string | null
  address?: string | null
  more?: string | null
  postcode?: string | null
  city?: string | null
  country?: string | null
}

/**
 * @returns the lines of an address without its name; France is not said, another country by its name in the paper's
 * language.
 */
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

/** @returns from and to of what a line opens, both days included; empty where it opens nothing. */
export function periodText(
  { startsAt, endsAt }: { startsAt?: string | null; endsAt?: string | null },
  t: Translate,
  language: string,
): string {
  if (!startsAt) return ''
  const from = paperDay(civilDay(new Date(startsAt)), language)
  if (!endsAt) return t('papers:invoice.since', { from })
  const last = civilDay(new Date(Date.parse(endsAt) - 1))
  return t('papers:invoice.period', { from, until: paperDay(last, language) })
}
