/** What somebody may do about their own place in a group: words, for pages too. */
export const GROUP_STEPS = ['join', 'ask', 'withdraw', 'leave', 'mute', 'unmute'] as const
export type GroupStep = (typeof GROUP_STEPS)[number]
