/** Events of Stripe, as it signed them. */
import Stripe from 'stripe'
import { idOf } from './stripe-states.ts'

/** What an event is about; its content is not believed, but asked for. */
export interface StripeEventFacts {
  id: string
  type: string
  account: string
  livemode: boolean
  /** Of the object it tells about. */
  object: { id: string; kind: string; intent: string | null; charge: string | null; metadata: Record<string, string> }
}

/**
 * Reads an event as Stripe signed it, not older and not newer than five minutes.
 * @param payload the body, byte for byte
 * @returns undefined where the signature does not hold, or it is no event of a connected account
 */
export function readStripeEvent(
  payload: string,
  signature: string | null,
  secret: string,
  now: Date,
): StripeEventFacts | undefined {
  const at = Number(/(?:^|,)t=(\d+)/.exec(signature ?? '')?.[1])
  const seconds = now.getTime() / 1000
  // The SDK refuses what is too old; a time that is yet to come is as wrong.
  if (!signature || !(at <= seconds + TOLERANCE)) return undefined
  try {
    const event = Stripe.webhooks.constructEvent(payload, signature, secret, TOLERANCE, undefined, now.getTime())
    return event.account ? factsOf(event, event.account) : undefined
  } catch {
    return undefined
  }
}

const TOLERANCE = 300

function factsOf(event: Stripe.Event, account: string): StripeEventFacts {
  const object = event.data.object as unknown as Record<string, unknown> & { id?: string; object?: string }
  const text = (value: unknown) => idOf(value as string | { id: string } | null)
  return {
    id: event.id,
    type: event.type,
    account,
    livemode: event.livemode,
    object: {
      id: object.id ?? '',
      kind: object.object ?? '',
      intent: text(object.payment_intent),
      charge: text(object.charge),
      metadata: (object.metadata ?? {}) as Record<string, string>,
    },
  }
}
