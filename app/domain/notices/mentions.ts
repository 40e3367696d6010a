/** `@identifiant` and `@Prénom Nom` in what people write (A12). Pure. */

/** Somebody named in a text, as groups: what stands before, and the identifier, without a full stop after it. */
export const MENTION = /(^|[\s(«"'’])@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/gi

/** People named in one text; more would be a mailing. */
export const MOST_MENTIONS = 10

/** @returns the identifiers that a text names, each once, at most ten */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, , handle]) => handle!.toLowerCase()))].slice(0, MOST_MENTIONS)
}

/** A name after the sign: the first begins with a capital, and the first few may be somebody's. */
export interface TypedName {
  /** Where the sign stands. */
  at: number
  words: string[]
  /** Where each word ends. */
  ends: number[]
}

const NAME = /(?<=^|[\s(«"'’])@(\p{Lu}[\p{L}\p{M}\d’'-]*(?: \p{L}[\p{L}\p{M}\d’'-]*){0,4})/gu

/** @returns what may be a name, as words: which of them are is known by whom there is */
export function namesIn(text: string): TypedName[] {
  return [...text.matchAll(NAME)].map(({ index, 1: name }) => {
    const words = name!.split(' ')
    const ends = words.map((_, i) => index + 1 + words.slice(0, i + 1).join(' ').length)
    return { at: index, words, ends }
  })
}
