/** What a person may do with a profile of theirs: words, for pages too. */
export const PROFILE_STEPS = ['publish', 'refresh', 'withdraw', 'change', 'remove'] as const
export type ProfileStep = (typeof PROFILE_STEPS)[number]
