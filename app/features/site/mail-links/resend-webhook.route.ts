import type { ActionFunctionArgs } from '@remix-run/node'
import { env } from '#app/context/env.ts'
import { log } from '#app/context/log.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { subjectOf, takeMailEvent } from '#app/domain/mail/mail-event.server.ts'
import { readResendEvent } from '#app/outside/resend.ts'

/**
 * POST `/webhooks/resend`, on any association's host: one account of Resend serves them all, and a signed event says
 * whose mail it is about.
 */
export async function action(args: ActionFunctionArgs) {
  const { request, now } = await open(args)
  const secret = env().RESEND_WEBHOOK_SECRET
  if (!secret) return new Response(null, { status: 503 })
  const event = readResendEvent(await request.text(), request.headers, secret)
  if (!event) return new Response(null, { status: 401 })
  const subject = subjectOf(event)
  const tenant = subject && (await tenantOfSlug(subject.slug))
  // Of another system on the same account: heard, and nothing to do.
  if (!subject || !tenant) return new Response(null, { status: 204 })
  const eventId = request.headers.get('svix-id') ?? ''
  const fresh = await takeMailEvent(tenant, { mailId: subject.mailId, eventId, event }, now)
  if (!fresh) log().info({ association: tenant.slug, event: eventId }, 'mail event heard before')
  return new Response(null, { status: 204 })
}

/** There is nothing to read here. */
export async function loader(args: ActionFunctionArgs) {
  await open(args)
  throw notFound()
}
