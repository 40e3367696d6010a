/**
 * What is sent to Stripe, held to the SDK's own types and the pinned version: every call of ours goes through, whatever
 * is not of it is refused.
 */
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type NewCheckout, stripeAccount } from '#app/outside/stripe.ts'
import { stripeDouble } from '../outside/stripe.ts'
import { API_VERSION } from '../outside/stripe-asks.ts'
import * as life from '../outside/stripe-life.ts'

const double = stripeDouble()
const server = setupServer(...double.handlers)
const ACCOUNT = 'acct_essai'
const gate = stripeAccount({ key: 'sk_test_double' }, ACCOUNT)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => double.requests.splice(0))
afterAll(() => server.close())

const checkout = (more: Partial<NewCheckout> = {}): NewCheckout => ({
  ...{ lines: [{ name: 'Adhésion', cents: 8000, quantity: 1 }], currency: 'eur', email: 'a@b.example', language: 'fr' },
  ...{ successUrl: 'https://a.example/oui', cancelUrl: 'https://a.example/non', feeCents: 80, means: ['card', 'sepa'] },
  ...{ expiresAt: new Date(Date.now() + 3_600_000), metadata: { payment: 'p1' } },
  ...more,
})
const renewal = { name: 'Adhésion', cents: 8000, firstAt: new Date(Date.now() + 86_400_000), feePoints: 100 }

test('every call of the gate is taken, with the pinned version and on the connected account', async () => {
  const account = double.account(ACCOUNT)
  const paid = await gate.openCheckout(checkout({ keeps: { customer: null } }), 'k1')
  life.pay(account, paid.id, 'card', new Date())
  const renewed = await gate.openCheckout(checkout({ renewal }), 'k2')
  life.pay(account, renewed.id, 'card', new Date())
  const [subscription] = [...account.subscriptions.keys()]
  const { intent, customer, method } = await gate.readCheckout(paid.id)
  const { made } = life.dispute(account, (await gate.readCheckout(renewed.id)).intent ?? intent!)
  const left = await gate.openCheckout(checkout({ email: null, feeCents: 0, language: 'en' }), 'k3')
  await gate.expireCheckout(left.id)
  await gate.refund(intent!, 1000, { refund: 'r1' }, 'k4')
  expect(await gate.readRefunds(intent!)).toHaveLength(1)
  await gate.readDispute(made.id)
  await gate.movements(new Date(0))
  await gate.recentInvoices(new Date(0))
  for (const id of account.invoices.keys()) await gate.readInvoice(id)
  await gate.readSubscription(subscription!)
  const wish = {
    customer: customer!,
    method: method!,
    means: 'card' as const,
    cents: 500,
    currency: 'eur',
    feeCents: 5,
  }
  const debit = await gate.debit({ ...wish, metadata: { payment: 'p2' } }, 'k5')
  await gate.readDebit(debit.id)
  expect((await gate.debitsOf(customer!)).map(({ id }) => id)).toContain(debit.id)
  await gate.endSubscription(subscription!, 'k6')
  await gate.forgetCustomer(customer!)
  expect(new Set(double.requests.map((one) => one.account))).toEqual(new Set([ACCOUNT]))
  expect(double.requests.filter(({ method: verb, key }) => verb === 'POST' && !key)).toEqual([])
})

describe('refused', () => {
  const ask = async (method: string, path: string, form?: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`https://api.stripe.com/v1/${path}`, {
      method,
      headers: {
        ...{ Authorization: 'Bearer sk_test_double', 'Stripe-Account': ACCOUNT, 'Stripe-Version': API_VERSION },
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      ...(form === undefined ? {} : { body: form }),
    })
    return { status: answer.status, message: ((await answer.json()) as { error?: { message: string } }).error?.message }
  }
  const SESSION = () =>
    `mode=payment&success_url=https://a.example&cancel_url=https://a.example&expires_at=${Math.floor(Date.now() / 1000) + 3600}` +
    '&locale=fr&allowed_payment_method_types[0]=card&metadata[payment]=p&line_items[0][quantity]=1' +
    '&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=100&line_items[0][price_data][product_data][name]=x' +
    '&payment_intent_data[metadata][payment]=p'

  test('as it stands this one is taken', async () =>
    expect(await ask('POST', 'checkout/sessions', SESSION())).toMatchObject({ status: 200 }))

  test.each([
    ['a name that the SDK does not have', 'payment_method_types[0]=card'],
    ['a name misspelt inside', 'payment_intent_data[aplication_fee_amount]=10'],
    ['a fee of nothing', 'payment_intent_data[application_fee_amount]=0'],
    ['a half cent', 'payment_intent_data[application_fee_amount]=10.5'],
    ['a mode of an earlier version', 'ui_mode=embedded'],
    ['words too long', `metadata[x]=${'x'.repeat(501)}`],
  ])('a session with %s', async (_, more) =>
    expect(await ask('POST', 'checkout/sessions', `${SESSION()}&${more}`)).toMatchObject({ status: 400 }),
  )

  test.each([
    ['POST', 'refunds', 'payment_intent=pi_1&cents=10'],
    ['POST', 'refunds?amount=10', 'payment_intent=pi_1'],
    ['GET', 'refunds?intent=pi_1'],
    ['GET', 'refunds?payment_intent=pi_1&limit=1000'],
    ['GET', 'balance_transactions?created[after]=1'],
    ['GET', 'balance_transactions?since=1'],
    ['GET', 'invoices?created[gte]=yesterday'],
    ['GET', 'invoices/in_1?expand[0]=payment'],
    ['GET', 'checkout/sessions/cs_1?expand[0]=charges'],
    ['POST', 'checkout/sessions/cs_1/expire', 'reason=late'],
    ['GET', 'payment_intents?account=cus_1'],
    ['POST', 'payment_intents', 'amount=100&currency=eur'],
    ['DELETE', 'subscriptions/sub_1?at_period_end=true'],
    ['DELETE', 'customers/cus_1?force=true'],
    ['GET', 'disputes/dp_1?deep=1'],
  ])('%s %s %s', async (method, path, form?: string) =>
    expect(await ask(method, path, form)).toMatchObject({ status: 400 }),
  )

  test('an address that nobody wrote down, another version, another account than a connected one', async () => {
    expect((await ask('GET', 'charges')).status).toBe(404)
    expect((await ask('POST', 'accounts', 'type=standard')).status).toBe(404)
    for (const version of ['2026-09-30.endive', ''])
      expect((await ask('GET', 'invoices', undefined, { 'Stripe-Version': version })).message).toContain('api_version')
    expect((await ask('GET', 'invoices', undefined, { 'Stripe-Account': '' })).status).toBe(403)
  })
})
