/** How long after a message its mail leaves, as each person chooses. Pure. */

export const MESSAGE_DELAYS = ['once', 'quarter', 'hour', 'day', 'never'] as const
export type MessageDelay = (typeof MESSAGE_DELAYS)[number]
export const USUAL_DELAY: MessageDelay = 'quarter'
