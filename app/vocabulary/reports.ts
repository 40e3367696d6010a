/** Why somebody reports a person (E6, N11): closed words, so that a queue can be read at a glance. */
export const REASONS = ['impersonation', 'fraud', 'abuse', 'falseData', 'other'] as const
export type Reason = (typeof REASONS)[number]

export const DECISIONS = ['dismissed', 'warned', 'disabled'] as const
export type Decision = (typeof DECISIONS)[number]

/** Characters of what one may add. */
export const WORDS_LENGTH = 1000
