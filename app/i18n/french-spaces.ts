/** French typography, so that texts may be typed with plain spaces. */

const NO_BREAK = '\u00a0'

/**
 * Puts no-break spaces before `: ; ! ? » % €`, after « and between groups of three digits. Idempotent.
 * @param text French without mark-up
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([:;!?»%€])/g, `${NO_BREAK}$1`)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NO_BREAK}`)
}

/** A tree of texts, as a file of translations holds them. */
export type Texts = { [key: string]: string | Texts }

/**
 * {@link frenchSpaces} on every text of a tree. French counts millions apart (`_many`, « un million de… »): where a
 * text has no form for them, they get that of other numbers.
 */
export function frenchTexts(texts: Texts): Texts {
  const entries = Object.entries(texts).map(([key, value]) => {
    return [key, typeof value === 'string' ? frenchSpaces(value) : frenchTexts(value)] as const
  })
  const many = entries.flatMap(([key, value]) =>
    key.endsWith('_other') ? [[key.replace(/other$/, 'many'), value]] : [],
  )
  return Object.fromEntries([...many, ...entries])
}
