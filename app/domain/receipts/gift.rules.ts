/** What of a payment is a gift, and on which day it was made (BOI-IR-RICI-250-20). Pure. */
import { leftAfter } from '#app/domain/ledger/given-back.ts'

export interface PaidLine {
  kind: string
  cents: number
  /** Of dues: something is received for them. */
  counterpart?: boolean
}

/**
 * Gifts alone, and dues only where nothing at all is received for them; dues with a counterpart never, whatever their
 * amount.
 * @param backs what went back, in its order: taken off every line as the credit notes do, so that a receipt never
 * states more
 * than the books have left
 * @returns cents that a receipt may state
 */
export function giftCents(lines: readonly PaidLine[], backs: readonly number[] = []): number {
  const left = leftAfter(
    lines.map(({ cents }) => cents),
    backs,
  )
  return lines.reduce((sum, line, i) => sum + (isGift(line) ? left[i]! : 0), 0)
}

/**
 * @returns true where the line is a gift before the law: given, or dues without anything in return (CGI 200, 238 bis)
 */
export function isGift({ kind, counterpart }: PaidLine): boolean {
  return kind === 'gift' || (kind === 'dues' && counterpart === false)
}

/**
 * The day a gift counts from: money by card, debit or transfer when it is credited to the association's account; a
 * cheque or cash when it is handed over.
 */
export function giftDay(payment: {
  means: string
  creditedOn: string | null
  handedOverOn: string | null
}): string | null {
  const handed = payment.means === 'cheque' || payment.means === 'cash'
  return handed ? (payment.handedOverOn ?? payment.creditedOn) : payment.creditedOn
}
