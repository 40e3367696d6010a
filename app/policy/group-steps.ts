/** What somebody may do about their own place in a group: words, for pages too. */
export const GROUP_STEPS = ['join', 'ask', 'withdraw', 'leave', 'mute', 'unmute', 'mail-on', 'mail-off'] as const
export type GroupStep = (typeof GROUP_STEPS)[number]

/** What somebody may do about an article. */
export const POST_STEPS = ['answer', 'thank', 'change', 'pin', 'unpin', 'hide', 'show'] as const
export type PostStep = (typeof POST_STEPS)[number]
