/** What goes wrong with Stripe, as callers are told. */
import Stripe from 'stripe'

/** `later`: worth another try · `missing`: there is no such object on that account · `refused`: never as asked. */
export class StripeTrouble extends Error {
  readonly kind: 'later' | 'missing' | 'refused'
  constructor(kind: StripeTrouble['kind'], message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** @throws StripeTrouble in place of what the SDK throws */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const status = error.statusCode ?? 0
    if (error.code === 'resource_missing' || status === 404) throw new StripeTrouble('missing', error.message, error)
    const later = status === 0 || status === 409 || status === 429 || status >= 500
    throw new StripeTrouble(later ? 'later' : 'refused', error.message, error)
  }
}
