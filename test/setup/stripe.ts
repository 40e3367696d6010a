/**
 * Payments in tests: the application's own SDK talks to Stripe's double in this process; a test posts the events it
 * wants.
 */
import { setupServer } from 'msw/node'
import { afterAll, beforeAll } from 'vitest'
import { setEnvironment } from '#app/context/env.ts'
import { connectStripe } from '../factories/connect-stripe.ts'
import { type Posted, STRIPE_SECRET, type StripeDouble, stripeDouble } from '../outside/stripe.ts'
import { request } from './site.ts'

export interface StripeInTests extends StripeDouble {
  /** Connects an association. @returns its account */
  connect(slug: string): Promise<string>
  /** Posts an event as Stripe does. @returns the status of the answer */
  post(posted: Posted, host?: string): Promise<number>
}

/** Call at the top of a test file, after `useDatabase()`. */
export function useStripe(): StripeInTests {
  const double = stripeDouble()
  const server = setupServer(...double.handlers)
  beforeAll(() => {
    setEnvironment({ STRIPE_SECRET_KEY: 'sk_test_double', STRIPE_WEBHOOK_SECRET: STRIPE_SECRET })
    server.listen({ onUnhandledFrame: 'error' })
  })
  afterAll(() => server.close())
  return Object.assign(double, {
    connect: connectStripe,
    async post({ body, signature }: Posted, host = 'isep.localhost') {
      const headers = { 'Content-Type': 'application/json', ...(signature ? { 'Stripe-Signature': signature } : {}) }
      const answer = await request(host, '/webhooks/stripe', { method: 'POST', headers, text: body })
      return answer.status
    },
  })
}
