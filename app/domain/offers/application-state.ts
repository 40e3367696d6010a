/** Where an application stands, worked out in one way for who sent it and for who reads it (C9). Pure. */
import type { ApplicationStage, ApplicationState, BoardColumn, ShownApplication } from '#app/vocabulary/offers.ts'

interface Facts {
  state: ApplicationState
  stage: ApplicationStage | null
  openedAt: Date | null
  /** Of the mail that told the recruiter: a word of the outbox; none where nobody could be written to. */
  mail: string | null
}

const FAILED = ['bounced', 'complained', 'suppressed', 'failed']

/** @returns what both sides see; a mail that came back says so, and the application waits in the space all the same */
export function shownApplication({ state, stage, openedAt, mail }: Facts): ShownApplication {
  if (state !== 'sent') return state
  if (stage) return stage
  if (openedAt) return 'opened'
  if (mail === 'delivered') return 'delivered'
  if (mail === 'sent') return 'told'
  return mail !== null && FAILED.includes(mail) ? 'bounced' : 'stored'
}

/** @returns the column of the recruiter's board in which it stands */
export const columnOf = ({ state, stage }: Pick<Facts, 'state' | 'stage'>): BoardColumn =>
  state === 'sent' ? (stage ?? 'unread') : 'answered'

const DAY = 86_400_000
/** Days without an answer after which one may ask once more (C11). */
const NUDGE_AFTER = 10

/** @returns true where the applicant may ask once more: unanswered for ten days, and not asked before (C11) */
export function mayNudge(
  { state, at, nudgedAt }: { state: string; at: Date; nudgedAt: Date | null },
  now: Date,
): boolean {
  return state === 'sent' && nudgedAt === null && now.getTime() - at.getTime() >= NUDGE_AFTER * DAY
}
