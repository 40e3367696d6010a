/** The name of a group as a part of its address. Pure. */
import { slugOf } from '#app/domain/content/slugs.ts'

/**
 * @param id of the group: its end tells namesakes apart
 * @returns lower-case letters, digits and hyphens, as ids of groups of the association's file
 */
export function groupSlug(name: string, id: string): string {
  const words = slugOf(name, '')
  const start = /^[a-z]/.test(words) ? words.slice(0, 24) : `groupe-${words}`.slice(0, 24)
  return `${start.replace(/-+$/, '')}-${id.slice(-5)}`
}
