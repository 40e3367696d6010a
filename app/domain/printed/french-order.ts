/**
 * The order of a French directory: « de » and « d’ » stand after the name and do not count (Ormesson, d’), « La »,
 * « Le », « L’ », « Du » and « Des » belong to it (La Tour, de; L’Héritier; Du Bellay); accents, hyphens, apostrophes
 * and gaps decide nothing. Pure.
 */
import { fold } from '#app/i18n/fold.ts'

/** A particle that is set after the name, and the name it stood before. */
const PARTICLE = /^(d['’]|de\s+)(?=\S)/iu

export interface Filed {
  /** What stands first and in bold: « Ormesson ». */
  name: string
  /** What is set after it: « d’ »; empty where there is none. */
  particle: string
  /** What entries are sorted by: ASCII letters and digits alone. */
  key: string
  /** Under which letter it stands: A to Z, `#` where it begins with none. */
  letter: string
}

/**
 * @param lastName as it is written: « d'Ormesson », « de La Tour »
 * @param firstName decides between people of one name
 */
export function filedUnder(lastName: string, firstName = ''): Filed {
  const whole = lastName.trim()
  const [found] = PARTICLE.exec(whole) ?? []
  const name = found ? whole.slice(found.length) : whole
  const own = letters(name)
  const first = own.charAt(0)
  return {
    name: name.charAt(0).toLocaleUpperCase('fr') + name.slice(1),
    particle: (found ?? '').trim().replace("'", '’').toLocaleLowerCase('fr'),
    // A mark below every letter keeps « Dupont, Zoé » before « Dupontel, Anne ».
    key: `${own}!${letters(firstName)}!${letters(whole)}`,
    letter: /[a-z]/.test(first) ? first.toUpperCase() : '#',
  }
}

/** @returns words of towns and companies in the same order: sorted by their letters, what begins with no letter last */
export function byLetters(one: string, other: string): number {
  const [a, b] = [letters(one), letters(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')
