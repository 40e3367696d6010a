/** How an event stands, in colours. */
export const TONES = {
  draft: 'warning',
  published: 'success',
  full: 'info',
  cancelled: 'error',
  ended: 'neutral',
} as const

/** Lists of an event's page, in their order. */
export const PEOPLE_STATES = ['registered', 'paying', 'offered', 'waiting', 'withdrawn', 'transferred'] as const
export type PeopleState = (typeof PEOPLE_STATES)[number]
