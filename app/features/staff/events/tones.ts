/** How an event stands, in colours. */
export const TONES = {
  draft: 'warning',
  published: 'success',
  full: 'info',
  cancelled: 'error',
  ended: 'neutral',
} as const
