import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { env } from '../../context/env.ts'
import { open } from '../../context/open.ts'
import { notFound } from '../../context/refusals.ts'
import { readStripeEvent } from '../../outside/stripe-events.ts'
import { receiveEvent } from './stripe-event.server.ts'
import { tenantOfAccount } from './stripe-gate.server.ts'

/** POST `/webhooks/stripe`, on any association's host: the event's connected account says whose it is. */
export async function action(args: ActionFunctionArgs) {
  const { now } = await open(args)
  const { STRIPE_WEBHOOK_SECRET: secret } = env()
  const payload = await args.request.text()
  const event = secret && readStripeEvent(payload, args.request.headers.get('Stripe-Signature'), secret, now)
  if (!event) return Response.json({ error: 'signature' }, { status: 400 })
  const owner = await tenantOfAccount(event.account)
  const received = owner ? await receiveEvent(owner.tenant, event, now) : 'done'
  return Response.json({ received }, { status: received === 'done' ? 200 : 503 })
}

export async function loader(args: LoaderFunctionArgs) {
  await open(args)
  throw notFound()
}
