/** Links of the web as people type them into forms. Pure. */

const URL_LENGTH = 500

/** @returns a link of the web; null for none, undefined for a text that is no such link */
export function linkOf(typed: string): string | null | undefined {
  if (typed === '') return null
  const url = URL.parse(/^https?:/i.test(typed) ? typed : `https://${typed}`)
  const isLink = url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.')
  return isLink && !url.username && !url.password && typed.length <= URL_LENGTH ? url.href : undefined
}
