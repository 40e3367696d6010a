/** What of a payment is a gift, and on which day it was made (BOI-IR-RICI-250-20). Pure. */

export interface PaidLine {
  kind: string
  cents: number
  /** Of dues: something is received for them. */
  counterpart?: boolean
}

/**
 * Gifts alone, and dues only where nothing at all is received for them; dues with a counterpart never, whatever their amount.
 * @param refundedCents what went back: taken off what is no gift first, then off the gift
 * @returns cents that a receipt may state
 */
export function giftCents(lines: readonly PaidLine[], refundedCents = 0): number {
  const gift = lines.filter(isGift).reduce((sum, { cents }) => sum + cents, 0)
  const other = lines.filter((line) => !isGift(line)).reduce((sum, { cents }) => sum + cents, 0)
  return Math.max(0, gift - Math.max(0, refundedCents - other))
}

export function isGift({ kind, counterpart }: PaidLine): boolean {
  return kind === 'gift' || (kind === 'dues' && counterpart === false)
}

/**
 * The day a gift counts from: money by card, debit or transfer when it is credited to the association's account; a cheque or
 * cash when it is handed over.
 */
export function giftDay(payment: {
  means: string
  creditedOn: string | null
  handedOverOn: string | null
}): string | null {
  const handed = payment.means === 'cheque' || payment.means === 'cash'
  return handed ? (payment.handedOverOn ?? payment.creditedOn) : payment.creditedOn
}
