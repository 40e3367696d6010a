/** What a bounce says of an address, by its enhanced status code (RFC 3463) and the carrier's own word. Pure. */

/**
 * `dead`: the mailbox is not there (5.1, 5.5) · `refused`: a permanent failure without such a code · `policy`: our
 * mails are refused, whoever they are for (5.7) · `soft`: full, busy or away (4.x) ·
 * `unknown`: says nothing.
 */
export type Bounce = 'dead' | 'refused' | 'policy' | 'soft' | 'unknown'

const CODE = /(?<![\d.])([45])\.(\d{1,3})\.\d{1,3}(?![\d.])/

/** @param bounce as Resend tells it: `type` is `Permanent`, `Transient` or `Undetermined` */
export function bounceOf(bounce: { type?: string; message?: string } | undefined): Bounce {
  const [, kind, subject] = CODE.exec(bounce?.message ?? '') ?? []
  if (kind === '5' && subject === '7') return 'policy'
  if (kind === '4' || bounce?.type === 'Transient') return 'soft'
  if (bounce?.type !== 'Permanent') return 'unknown'
  return kind === '5' && (subject === '1' || subject === '5') ? 'dead' : 'refused'
}
