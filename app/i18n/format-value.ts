/** Dates, phones and places as people read them. Pure; on the server, so that no browser loads phone tables. */

import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { localeOf } from './format.ts'
import type { Language } from './language.ts'

/**
 * @param iso ISO 8601, reduced precision allowed: `1958`, `1958-11`, `1958-11-22`
 * @returns « 22 novembre 1958 », « novembre 1958 », « 1958 »; the text itself where it is no date
 */
export function formatDate(iso: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso) ?? []
  if (!year || Number(month ?? 1) > 12) return iso
  if (!month) return year
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  const text = formatOf(language, Boolean(day)).format(at)
  return language === 'en' ? text : text.replace(/^1 /, '1er ')
}

/** Making one takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: Language, withDay: boolean): Intl.DateTimeFormat {
  const key = `${language} ${withDay}`
  const day = withDay ? ({ day: 'numeric' } as const) : {}
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(localeOf(language), { ...day, month: 'long', year: 'numeric', timeZone: 'UTC' })
  formats.set(key, format)
  return format
}

/** @returns « 2007 – 2019 », « depuis mars 2019 » (with `since`), or nothing. */
export function formatSpan(from: unknown, to: unknown, language: Language, since: (date: string) => string): string {
  const year = (value: unknown) => (typeof value === 'string' ? value.slice(0, 4) : '')
  if (typeof from === 'string' && !to) return since(formatDate(from.slice(0, 7), language))
  if (year(from) === year(to)) return year(to)
  return [year(from), year(to)].filter(Boolean).join(' – ')
}

/** @returns a phone in national form for France, international elsewhere, and its `tel:` address. */
export function formatPhone(stored: string): { text: string; to: string } {
  const phone = parsePhoneNumberFromString(stored, 'FR')
  if (!phone) return { text: stored, to: `tel:${stored.replace(/[^\d+]/g, '')}` }
  const text = phone.countryCallingCode === '33' ? phone.formatNational() : phone.formatInternational()
  return { text: text.replaceAll(' ', '\u00a0'), to: `tel:${phone.number}` }
}

/** @returns the address, where it is one of the web over TLS; else nothing: no other scheme is ever linked. */
export function webAddress(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { protocol, username, href } = new URL(url)
  return protocol === 'https:' && username === '' ? href : undefined
}
