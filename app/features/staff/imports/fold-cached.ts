import { fold } from '#app/i18n/fold.ts'

const KEPT = 20_000
const cache = new Map<string, string>()

/**
 * {@link fold} for words that come again on line after line (countries, first names, states): remembers a bounded
 * number of them.
 */
export function foldCached(text: string): string {
  let folded = cache.get(text)
  if (folded !== undefined) return folded
  folded = fold(text)
  if (cache.size >= KEPT) cache.clear()
  if (text.length <= 40) cache.set(text, folded)
  return folded
}
