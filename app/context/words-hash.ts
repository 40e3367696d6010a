import { createHash } from 'node:crypto'

/**
 * @param seen what somebody looks at before they decide
 * @returns 32 hexadecimal digits: the same for the same words, so a decision holds for what was looked at alone
 */
export const wordsHash = (seen: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 32)
