/**
 * Stripe's double: connected accounts with their sessions, payments, refunds, disputes and renewals; idempotency keys,
 * faults, signed events with `account` (design §7; law-fr §4). Tests play events by hand; the demo's page plays them by
 * itself.
 */
import { delay, HttpResponse, http } from 'msw'
import Stripe from 'stripe'
import type { z } from 'zod'
import type { Double, DoubleOptions } from './double.ts'
import { API_VERSION, askFault } from './stripe-asks.ts'
import { movementsOf, netOf, recall } from './stripe-balance.ts'
import { refundBody, type SessionBody, sessionBody, unfold } from './stripe-bodies.ts'
import { answerIntent, Declined, debit, debitBody, forget } from './stripe-debits.ts'
import * as life from './stripe-life.ts'
import { paymentPages } from './stripe-pages.ts'
import { type Account, expanded, idWith, newAccount, type Session } from './stripe-state.ts'

const ORIGIN = 'https://api.stripe.com'
export const STRIPE_SECRET = 'whsec_double'

/** What the next request meets, once. */
export type StripeFault =
  | { kind: 'status'; status: number }
  /** Done, but the answer never arrives. */
  | { kind: 'lost' }
  | { kind: 'slow'; ms: number }

export interface Posted {
  body: string
  signature: string
}

export interface StripeDouble extends Double {
  accounts: Map<string, Account>
  /** Every request that came: what was asked of Stripe, and how often. */
  requests: { method: string; path: string; account: string; key: string | null }[]
  faults: StripeFault[]
  now(): Date
  account(id: string): Account
  /** @returns the event as Stripe posts it, signed. */
  sign(account: string, change: life.Change, more?: object): Posted
  /** The same event, delivered again: with a signature of now. */
  signAgain(posted: Posted): Posted
  /** Signs and, in the demo, posts them. */
  send(account: string, changes: readonly life.Change[]): Posted[]
  /** What is left on the account, in cents: charges less refunds and lost or open disputes. */
  balance(account: string): number
  /** What the account holds once Stripe and the platform have had theirs and the bank what was paid out. */
  net(account: string): number
}

const fail = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  HttpResponse.json(
    { error: { type: status === 400 ? 'invalid_request_error' : 'api_error', code, message } },
    { status, headers },
  )

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

export function stripeDouble({ post, now }: DoubleOptions = {}): StripeDouble {
  const keys = new Map<string, { digest: string; status: number; body: string }>()
  const self: StripeDouble = {
    origin: ORIGIN,
    accounts: new Map(),
    requests: [],
    faults: [],
    handlers: [],
    pages: [],
    now: now ?? (() => new Date()),
    variables: (address) => ({
      STRIPE_SECRET_KEY: 'sk_test_double',
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      STRIPE_BASE_URL: address,
    }),
    account(id) {
      const known = self.accounts.get(id) ?? newAccount()
      self.accounts.set(id, known)
      return known
    },
    sign(account, [type, object], more = {}) {
      const event = {
        ...{ id: idWith('evt'), object: 'event', api_version: API_VERSION, account, type, livemode: false },
        ...{ created: seconds(self.now()), data: { object: structuredClone(object) }, ...more },
      }
      return self.signAgain({ body: JSON.stringify(event), signature: '' })
    },
    signAgain({ body }) {
      const timestamp = seconds(now ? new Date() : self.now())
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: STRIPE_SECRET, timestamp })
      return { body, signature }
    },
    send(account, changes) {
      const signed = changes.map((change) => self.sign(account, change))
      for (const [i, { body, signature }] of signed.entries())
        if (post)
          setTimeout(
            () => post('/webhooks/stripe', body, { 'Content-Type': 'application/json', 'Stripe-Signature': signature }),
            50 * (i + 1),
          ).unref()
      return signed
    },
    net: (id) => netOf(self.account(id), self.now()),
    balance(id) {
      const { charges, disputes } = self.account(id)
      const kept = [...charges.values()].filter(({ status }) => status === 'succeeded')
      const gone = [...disputes.values()].filter(({ status }) => status !== 'won')
      return (
        kept.reduce((sum, one) => sum + one.amount - one.amount_refunded, 0) -
        gone.reduce((sum, { amount }) => sum + amount, 0)
      )
    },
  }

  function newSession(account: Account, body: SessionBody): Session {
    const total = body.line_items
      .filter(({ price_data }) => !price_data.recurring || !body.subscription_data?.trial_end)
      .reduce((sum, { quantity, price_data }) => sum + quantity * price_data.unit_amount, 0)
    const id = idWith('cs_test')
    const session: Session = {
      ...{
        id,
        object: 'checkout.session',
        mode: body.mode,
        status: 'open',
        payment_status: 'unpaid',
        amount_total: total,
      },
      ...{
        currency: 'eur',
        url: `https://checkout.stripe.com/c/pay/${id}`,
        success_url: body.success_url,
        cancel_url: body.cancel_url,
      },
      ...{ expires_at: body.expires_at, created: seconds(self.now()), livemode: false, metadata: body.metadata },
      ...{
        client_reference_id: body.client_reference_id ?? null,
        payment_intent: null,
        invoice: null,
        subscription: null,
        customer: null,
      },
    } as Session
    if (post)
      session.url = `${new URL(body.success_url).protocol}//localhost${portOf(body.success_url)}/demo/paiement/${id}`
    account.sessions.set(id, session)
    account.asked.set(id, body)
    return session
  }

  /** What an address does. @throws Error whose message is a code of Stripe's */
  function act(
    method: string,
    path: string,
    account: Account,
    accountId: string,
    body: Record<string, unknown>,
    query: URLSearchParams,
  ) {
    const [, , first = '', second = '', third = '', fourth = ''] = path.split('/')
    if (first === 'checkout' && method === 'POST' && third === '') {
      const asked = parsed(sessionBody, body)
      const ahead = asked.expires_at - seconds(self.now())
      if (ahead < 29 * 60 || ahead > 24 * 3600) throw new Error('expires_at_invalid')
      return newSession(account, asked)
    }
    if (first === 'checkout' && method === 'GET') return getOf(account.sessions, third)
    if (first === 'checkout' && fourth === 'expire') {
      const session = getOf(account.sessions, third)
      if (session.status !== 'open') throw new Error('session_not_open')
      self.send(accountId, life.expire(account, third))
      return session
    }
    if (first === 'refunds' && method === 'POST') {
      const { payment_intent, amount, metadata = {} } = parsed(refundBody, body)
      recall(account, payment_intent)
      const { made, changes } = life.refund(account, payment_intent, amount, metadata, self.now())
      self.send(accountId, changes)
      return made
    }
    if (first === 'refunds')
      return listOf([...account.refunds.values()].filter((one) => one.payment_intent === query.get('payment_intent')))
    if (first === 'balance_transactions')
      return listOf(
        movementsOf(account, self.now()).filter((one) => one.created >= Number(query.get('created[gte]') ?? 0)),
      )
    if (first === 'payment_intents' && method === 'POST') {
      const { made, changes } = debit(account, parsed(debitBody, body))
      self.send(accountId, changes)
      // In the demo the bank answers by itself.
      if (post && made.status === 'processing')
        setTimeout(() => self.send(accountId, answerIntent(account, made.id, true)), 6_000).unref()
      return made
    }
    if (first === 'payment_intents' && second) return getOf(account.intents, second)
    if (first === 'payment_intents')
      return listOf([...account.intents.values()].filter((one) => one.customer === query.get('customer')).reverse())
    if (first === 'customers' && method === 'DELETE') return forget(account, second)
    if (first === 'disputes') return getOf(account.disputes, second)
    if (first === 'invoices' && second) return getOf(account.invoices, second)
    if (first === 'invoices')
      return listOf(
        [...account.invoices.values()].filter((one) => one.created >= Number(query.get('created[gte]') ?? 0)),
      )
    if (first === 'subscriptions' && method === 'GET') return getOf(account.subscriptions, second)
    if (first === 'subscriptions' && method === 'DELETE') {
      const subscription = getOf(account.subscriptions, second)
      if (subscription.status === 'canceled') throw new Error('resource_missing')
      subscription.status = 'canceled'
      self.send(accountId, [['customer.subscription.deleted', subscription]])
      return subscription
    }
    throw new Error('resource_missing')
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const accountId = request.headers.get('Stripe-Account') ?? ''
    const key = request.headers.get('Idempotency-Key')
    const text = await request.text()
    self.requests.push({ method: request.method, path: url.pathname, account: accountId, key })
    const fault = self.faults.shift()
    if (fault?.kind === 'slow') await delay(fault.ms)
    if (fault?.kind === 'status')
      return fail(fault.status, fault.status === 429 ? 'rate_limit' : 'api_error', 'not now', { 'Retry-After': '0' })
    if (!request.headers.get('Authorization')?.startsWith('Bearer sk_test_'))
      return fail(401, 'api_key_invalid', 'no such key')
    const name = `${accountId} ${key}`
    const digest = `${request.method} ${url.pathname} ${text}`
    const before = key ? keys.get(name) : undefined
    if (before && before.digest !== digest)
      return fail(400, 'idempotency_error', 'the key was used with other parameters')
    const reply = before ?? reckon(request, url, accountId, text)
    if (key && (reply.status < 400 || reply.status === 402))
      keys.set(name, { digest, status: reply.status, body: reply.body })
    if (fault?.kind === 'lost') return HttpResponse.error()
    return new HttpResponse(reply.body, {
      status: reply.status,
      headers: {
        'Content-Type': 'application/json',
        'Request-Id': idWith('req'),
        ...(before ? { 'Idempotent-Replayed': 'true' } : {}),
      },
    })
  }

  function reckon(
    { method, headers }: Request,
    url: URL,
    accountId: string,
    text: string,
  ): { status: number; body: string } {
    if (!/^acct_\w+$/.test(accountId))
      return {
        status: 403,
        body: JSON.stringify({ error: { type: 'invalid_request_error', code: 'account_invalid', message: 'account' } }),
      }
    const account = self.account(accountId)
    try {
      const wrong = askFault(method, url, text, headers.get('Stripe-Version'))
      if (wrong) throw new Error(wrong)
      const done = act(method, url.pathname, account, accountId, unfold(new URLSearchParams(text)), url.searchParams)
      const paths = [...url.searchParams].flatMap(([name, value]) => (name.startsWith('expand[') ? [value] : []))
      return { status: 200, body: JSON.stringify(expanded(account, done, paths)) }
    } catch (error) {
      const { message } = error as Error
      if (error instanceof Declined) {
        self.send(accountId, [['payment_intent.payment_failed', error.intent]])
        const refused = { type: 'card_error', code: message, message, payment_intent: error.intent }
        return { status: 402, body: JSON.stringify({ error: refused }) }
      }
      const missing = message === 'resource_missing'
      return {
        status: missing ? 404 : 400,
        body: JSON.stringify({ error: { type: 'invalid_request_error', code: message, message } }),
      }
    }
  }

  self.handlers.push(http.all(`${ORIGIN}/v1/*`, ({ request }) => answer(request)))
  self.pages.push(...paymentPages(self))
  return self
}

const portOf = (address: string) => (new URL(address).port ? `:${new URL(address).port}` : '')
const listOf = (data: unknown[]) => ({ object: 'list', data, has_more: false })

function getOf<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id)
  if (!found) throw new Error('resource_missing')
  return found
}

function parsed<S extends z.ZodType>(schema: S, body: Record<string, unknown>): z.output<S> {
  const read = schema.safeParse(body)
  if (!read.success)
    throw new Error(
      `parameter_invalid ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    )
  return read.data
}
