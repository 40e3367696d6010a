/** What two people may do about a request of mentoring: words, for pages too. */
export const MENTORING_STATES = ['asked', 'accepted', 'declined', 'full', 'withdrawn', 'ended'] as const
export type MentoringState = (typeof MENTORING_STATES)[number]

export const MENTORING_STEPS = ['accept', 'decline', 'withdraw', 'end', 'thank'] as const
export type MentoringStep = (typeof MENTORING_STEPS)[number]

/** Places that somebody may offer at most. */
export const MOST_PLACES = 10
