/** Narrows a value to a closed list of words. Pure. */

/** @returns true where `value` is one of the closed list `words`; narrows its type. */
export function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return typeof value === 'string' && (words as readonly string[]).includes(value)
}
