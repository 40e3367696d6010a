/** What people type, as it is stored: dates, phones, lists of words, addresses. Pure. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { countryCode, frenchCountry } from './countries.ts'
import { fold } from './fold.ts'
import { monthNumber } from './month-names.ts'

const TYPED = /^(?:(?:(\d{1,2})[/. -])?(\d{1,2})[/. -])?(\d{4})$/
/** « 2026/3 », « 2026.03.12 »: the year first, as few people type it and many programs do. */
const YEAR_FIRST = /^(\d{4})[/. -](\d{1,2})(?:[/. -](\d{1,2}))?$/
const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/**
 * @param typed « 22/11/1958 », « 22 novembre 1958 », « mars 2026 », « 03.2026 », « 2026-03 », « 1958 », or ISO 8601
 * @returns ISO 8601 of the same precision; undefined for what is no date between 1900 and 2100
 */
export function readDate(typed: string): string | undefined {
  const text = typed.trim()
  const parts = ISO.exec(text) ?? YEAR_FIRST.exec(text)
  const [year, month, day] = parts ? parts.slice(1) : (TYPED.exec(text)?.slice(1).reverse() ?? inWords(text))
  if (!year || Number(year) < 1900 || Number(year) > 2100) return undefined
  const known = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  const isReal = at.getUTCMonth() === Number(month ?? 1) - 1 && at.getUTCDate() === Number(day ?? 1)
  return isReal ? known.join('-') : undefined
}

/** « 1er mars 2026 », « mars 2026 »: year, month, day. */
function inWords(text: string): (string | undefined)[] {
  const words = /^(?:(\d{1,2})(?:er)? )?([a-z]+)[. ]+(\d{4})$/.exec(fold(text))
  const month = words && monthNumber(words[2]!)
  return words && month ? [words[3], String(month), words[1]] : []
}

/** @returns a stored date as one types it, `22/11/1958`; the text itself where it is no date. */
export function typedDate(iso: string): string {
  const parts = ISO.exec(iso)?.slice(1).filter(Boolean)
  return parts ? parts.reverse().join('/') : iso
}

/** @returns E.164, French unless it says otherwise; undefined for what is no number. */
export function readPhone(typed: string): string | undefined {
  const phone = parsePhoneNumberFromString(typed, 'FR')
  return phone?.isPossible() ? phone.number : undefined
}

/** @returns a country under its French name; undefined for what is none, in any language we know. */
export function readCountry(typed: string): string | undefined {
  const code = countryCode(typed)
  return code && frenchCountry(code)
}

/**
 * @param country the country's name; an address without one is French
 * @returns five figures in France; elsewhere what has a figure in at most ten signs; undefined for anything else
 */
export function readPostcode(typed: string, country: string | null): string | undefined {
  const code = country ? (countryCode(country) ?? '') : 'FR'
  const text = typed.trim().replace(/\s+/g, ' ').toUpperCase()
  if (code !== 'FR') return /^(?=.*\d)[A-Z\d][A-Z\d -]{1,9}$/.test(text) ? text : undefined
  const figures = text.replace(/^F(?:R)?-/, '').replaceAll(' ', '')
  return /^\d{5}$/.test(figures) ? figures : undefined
}

/** @returns the fourteen figures of an establishment, without spaces; undefined for any other number of them. */
export function readSiret(typed: string): string | undefined {
  const figures = typed.replace(/\s/g, '')
  return /^\d{14}$/.test(figures) ? figures : undefined
}

/** @returns words told apart by commas, semicolons or lines, each once, whatever the capitals. */
export function readWords(typed: string): string[] {
  const words = new Map<string, string>()
  for (const word of typed.split(/[,;\n]+/).map((one) => one.trim().replace(/\s+/g, ' ')))
    if (word && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word)
  return [...words.values()]
}

/**
 * @param typed with or without `https://`
 * @returns an address of the web over TLS, without credentials; undefined otherwise
 */
export function readWebAddress(typed: string): string | undefined {
  const text = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text.replace(/^http:/i, 'https:') : `https://${text}`
  if (!URL.canParse(whole)) return undefined
  const { protocol, username, hostname, href } = new URL(whole)
  return protocol === 'https:' && username === '' && hostname.includes('.') ? href : undefined
}
