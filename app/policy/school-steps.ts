/** What the association decides about a page or a course: words, for pages too. */
export const SCHOOL_DECISIONS = ['approve', 'refuse', 'take-down', 'show-again'] as const
export type SchoolDecision = (typeof SCHOOL_DECISIONS)[number]
