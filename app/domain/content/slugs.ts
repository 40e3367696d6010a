/** Ends of addresses out of titles. Pure. */
import { fold } from '#app/i18n/fold.ts'

/** Characters of an address made of a title. */
const LENGTH = 60

/** @returns `assemblee-generale-2026` of « Assemblée générale 2026 »; `otherwise` for a title without letters */
export function slugOf(title: string, otherwise: string): string {
  const words = fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return words.slice(0, LENGTH).replace(/-+$/, '') || otherwise
}

/** @returns the slug, or the first of `slug-2`, `slug-3` … that is not taken */
export function freeSlug(slug: string, taken: readonly string[]): string {
  if (!taken.includes(slug)) return slug
  for (let n = 2; ; n++) if (!taken.includes(`${slug}-${n}`)) return `${slug}-${n}`
}
