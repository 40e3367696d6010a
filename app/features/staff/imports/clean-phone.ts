/**
 * Phone numbers to E.164 (libphonenumber). Pure. A number in the full national form of the association's own country is
 * one of its own wherever the person lives (graduates abroad leave their old mobile); else the address says the
 * country.
 */

import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { overseasOf } from '#app/i18n/countries.ts'
import { wholeNumber } from './whole-number.ts'

export interface PhonePlace {
  /** ISO code of the address. */
  country?: string
  postcode?: string
  /** Where the association is: numbers without a country are read as its own first. */
  home: string
}

/** E.164, or the tidied text where no numbering plan fits (`odd`), or nothing (`bad`). */
export interface CleanPhone {
  value?: string
  issue?: 'bad-phone' | 'odd-phone' | 'several-phones' | 'lost-digits'
}

const FRENCH = /^0?([1-9]\d{8})$/
const FRENCH_ABROAD = /^\+330?([1-9]\d{8})$/

/**
 * @param raw as typed, or the number a spreadsheet made of it (its zero lost)
 * @returns one number; where a cell holds several, the first
 */
export function cleanPhone(raw: string | number, place: PhonePlace): CleanPhone {
  const [first = '', ...others] = splitNumbers(String(raw))
  const typed = wholeNumber(first)
  if (typed === undefined) return { issue: 'lost-digits' }
  const digits = bareNumber(typed)
  if (digits.replace(/\D/g, '').length < 6 || /[a-z]{3}/i.test(first.replace(/tel|fax|poste|ext/gi, '')))
    return { issue: 'bad-phone' }
  const value = internationalForm(digits, place)
  if (!value) return { value: first.trim(), issue: 'odd-phone' }
  return others.length ? { value, issue: 'several-phones' } : { value }
}

/** « 06 12 34 56 78 / 01 40 … » are two; « 06/12/34/56/78 » is one. */
function splitNumbers(text: string): string[] {
  const parts = text.split(/[;|\n]|\/| ou | or | et /)
  return parts.every((part) => part.replace(/\D/g, '').length >= 8) ? parts : [text]
}

function bareNumber(text: string): string {
  const plain = text.replace(/^\s*(\d+)[.,]0+\s*$/, '$1').replace(/\(0\)/g, '')
  const digits = plain.replace(/[^\d+]/g, '')
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

function internationalForm(digits: string, place: PhonePlace): string | undefined {
  if (place.home === 'FR') {
    const abroad = FRENCH_ABROAD.exec(digits)
    if (abroad) return `+33${abroad[1]}`
    const inFrance = !place.country || place.country === 'FR'
    const national = inFrance && !overseasOf(place.postcode) ? FRENCH.exec(digits) : null
    if (national) return `+33${national[1]}`
  }
  if (digits.startsWith('+')) return read(digits, undefined)?.possible
  const readings = [overseasOf(place.postcode), place.home, place.country].map((country) => read(digits, country))
  const [overseas, home, abroad] = readings
  // Without its zero a number has the full form of no country: the address says which comes first.
  if (!digits.startsWith('0') && place.country && place.country !== place.home && abroad?.valid) return abroad.valid
  const inHomeForm = digits.startsWith('0') ? home?.possible : undefined
  return overseas?.valid ?? home?.valid ?? inHomeForm ?? abroad?.valid ?? home?.possible ?? abroad?.possible
}

/** A spreadsheet drops the zero: where the number does not fit without, it is read with it. */
function read(digits: string, country: string | undefined): { valid?: string; possible?: string } | undefined {
  if (country && !isSupportedCountry(country)) return undefined
  let possible: string | undefined
  for (const form of digits.startsWith('+') || digits.startsWith('0') ? [digits] : [digits, `0${digits}`]) {
    const number = parsePhoneNumberFromString(form, country as CountryCode | undefined)
    if (number?.isValid()) return { valid: number.number, possible: number.number }
    // A zero that is left in front stands for a figure that is missing.
    if (number?.isPossible() && !(country === 'FR' && /^0/.test(number.nationalNumber))) possible ??= number.number
  }
  return possible ? { possible } : undefined
}

/**
 * @returns true where two numbers are one written in two ways: same E.164, or same national number with the country
 * left out once
 */
export function samePhone(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [nationalNumber(a), nationalNumber(b)]
  return left.length >= 6 && left === right
}

function nationalNumber(text: string): string {
  if (text.startsWith('+33')) return text.slice(3)
  const parsed = text.startsWith('+') ? parsePhoneNumberFromString(text) : undefined
  return parsed ? String(parsed.nationalNumber) : text.replace(/\D/g, '').replace(/^0+/, '')
}
