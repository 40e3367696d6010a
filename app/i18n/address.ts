/**
 * « Tu » in place of « vous », where the association says so: the texts of `locales/fr-tu` stand for those of the same
 * keys. In files of their own, so that browsers load them for those associations alone. Pure, for server and browsers
 * alike.
 */
import type { Texts } from './french-spaces.ts'

export type Address = 'vous' | 'tu'

/** @returns the texts as who says « tu » says them; those without a form of their own stay as they are */
export function inFamiliar(texts: Texts, familiar: Texts): Texts {
  const said: Texts = { ...texts }
  for (const [key, value] of Object.entries(familiar)) {
    const plain = said[key]
    said[key] = typeof value === 'string' || typeof plain !== 'object' ? value : inFamiliar(plain, value)
  }
  return said
}
