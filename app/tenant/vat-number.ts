/** VAT numbers of companies by their form (directive 2006/112, art. 215), French ones by their key as well. Pure. */
import { digitsOf } from './siret.ts'

/** After the two letters of the state. */
const FORMS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[0-9A-Z]\d{7}[0-9A-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[0-9A-Z+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}
/** Elsewhere: two letters of the country, and what its own law says. */
const ELSEWHERE = /^[0-9A-Z]{2,13}$/

/** @returns the number without blanks, dots and hyphens, in capitals */
export function plainVatNumber(typed: string): string {
  return digitsOf(typed).toUpperCase()
}

/** @returns whether it can be a VAT number: its form, and of a French one its key where that is of digits */
export function isVatNumber(typed: string): boolean {
  const [, state, rest] = /^([A-Z]{2})(.+)$/.exec(plainVatNumber(typed)) ?? []
  if (!state || !rest) return false
  if (!(FORMS[state] ?? ELSEWHERE).test(rest)) return false
  return state !== 'FR' || !/^\d{2}/.test(rest) || Number(rest.slice(0, 2)) === frenchKey(rest.slice(2))
}

const frenchKey = (siren: string) => (12 + 3 * (Number(siren) % 97)) % 97

/**
 * @returns whether a French VAT number is that of the company: it ends with the SIREN. Another state's has none to
 * compare.
 */
export function isVatNumberOf(vatNumber: string, siret: string): boolean {
  const number = plainVatNumber(vatNumber)
  return !number.startsWith('FR') || number.slice(4) === digitsOf(siret).slice(0, 9)
}
