/** What people type, as it is stored: dates, phones, lists of words, addresses. Pure. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const TYPED = /^(?:(?:(\d{1,2})[/. -])?(\d{1,2})[/. -])?(\d{4})$/
const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/**
 * @param typed `22/11/1958`, `11/1958`, `1958`, or ISO 8601
 * @returns ISO 8601 of the same precision; undefined for what is no date between 1900 and 2100
 */
export function readDate(typed: string): string | undefined {
  const text = typed.trim()
  const iso = ISO.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : (TYPED.exec(text)?.slice(1).reverse() ?? [])
  if (!year || Number(year) < 1900 || Number(year) > 2100) return undefined
  const parts = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  const isReal = at.getUTCMonth() === Number(month ?? 1) - 1 && at.getUTCDate() === Number(day ?? 1)
  return isReal ? parts.join('-') : undefined
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
