/** The name of a group as a part of its address. Pure. */
import { fold } from '#app/i18n/fold.ts'

/**
 * @param id of the group: its end tells namesakes apart
 * @returns lower-case letters, digits and hyphens, as ids of groups of the association's file
 */
export function slugOf(name: string, id: string): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const start = /^[a-z]/.test(words) ? words.slice(0, 24) : `groupe-${words}`.slice(0, 24)
  return `${start.replace(/-+$/, '')}-${id.slice(-5)}`
}
