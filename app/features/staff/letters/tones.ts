/** How the state of a letter is coloured. */
export const TONES = {
  draft: 'warning',
  planned: 'info',
  sending: 'info',
  sent: 'success',
  late: 'error',
  stopped: 'error',
} as const
