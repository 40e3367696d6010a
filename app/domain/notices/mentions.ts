/** `@identifiant` in what people write (A12). Pure. */

/** Somebody named in a text, as groups: what stands before, and the identifier, without a full stop after it. */
export const MENTION = /(^|[\s(«"'’])@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/gi

/** People named in one text; more would be a mailing. */
const MOST = 10

/** @returns the identifiers that a text names, each once, at most ten */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, , handle]) => handle!.toLowerCase()))].slice(0, MOST)
}
