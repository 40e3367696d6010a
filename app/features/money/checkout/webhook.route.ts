import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { env } from '#app/context/env.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { receiveEvent } from '#app/domain/sales/stripe-event.server.ts'
import { tenantOfAccount } from '#app/domain/sales/stripe-gate.server.ts'
import { readStripeEvent } from '#app/outside/stripe-events.ts'

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
