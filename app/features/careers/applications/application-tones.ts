/** Colours of where an application stands. */
import type { BadgeTone } from '#app/ui/badge.tsx'
import type { ShownApplication } from '#app/vocabulary/offers.ts'

export const TONES: Record<ShownApplication, BadgeTone | undefined> = {
  ...{ stored: 'info', told: 'info', delivered: 'info', bounced: 'warning', opened: 'brand' },
  ...{ shortlisted: 'brand', interview: 'brand' },
  ...{ accepted: 'success', refused: undefined, withdrawn: undefined },
}
