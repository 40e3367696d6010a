/** Deaths, in the words of schools: one word for them, whatever was typed. Pure. */
import { cleanDate } from './clean-date.ts'
import { foldCached as fold } from './fold-cached.ts'

const DEAD =
  /^(?:dece(?:de|dee|s|dee?s?|ase|ased)(?: e)?|dcd|mort|morte|feu|feue|defunt|defunte|disparu|disparue|in memoriam|dc|deceased|dead|died|rip)$/
const WOMAN = /^(?:decedee|morte|feue|defunte|disparue)$/
/** The sign put before or behind the names of the dead. */
const CROSS = /[†✝✞☩✠]/u

/** @returns « décédé » or « décédée » for every word that tells a death; any other status as it was typed */
export function cleanStatus(text: string): string {
  return deathOf(text) ?? text
}

/** @returns « décédé », « décédée », or undefined where the text tells no death */
export function deathOf(text: string): string | undefined {
  if (CROSS.test(text) && !/\p{L}/u.test(text)) return 'décédé'
  // Both forms at once (« décédé(e) ») and days behind the word say no more than the word.
  const word = fold(text.replace(/\(e\)|(?<!\p{L})e(?!\p{L})/giu, '').replace(CROSS, ' '))
    .replace(/[^a-z ]/g, ' ')
    .replace(/\b(?:le|en|on)\b|\s+/g, ' ')
    .trim()
  if (!DEAD.test(word)) return undefined
  return WOMAN.test(word) ? 'décédée' : 'décédé'
}

const YES = /^(?:oui|o|yes|y|true|vrai|1|x|ok)$/
const NO = /^(?:non|n|no|false|faux|0|vivant|vivante|en vie|alive)$/

/**
 * A column that is about death alone: yes, no, a day or a year of death, or a word for it.
 * @returns the status; null for a no, undefined where the text says neither
 */
export function deathTold(raw: string | number | boolean, thisYear: number): string | null | undefined {
  const text = String(raw)
  const word = fold(text).trim()
  if (NO.test(word)) return null
  if (YES.test(word)) return 'décédé'
  const isDay = cleanDate(typeof raw === 'number' ? raw : text, thisYear) !== undefined
  return deathOf(text) ?? (isDay ? 'décédé' : undefined)
}

/** @returns the name without the sign of the dead, and whether it bore one */
export function withoutCross(name: string): { name: string; isDead: boolean } {
  if (!CROSS.test(name)) return { name, isDead: false }
  return {
    name: name
      .replace(/\(\s*[†✝✞☩✠]\s*\)|[†✝✞☩✠]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    isDead: true,
  }
}
