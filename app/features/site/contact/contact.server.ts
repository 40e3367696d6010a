/** `/contact`: from anybody to the association (B25). */
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { EMAIL_LENGTH, keepContactMessage, NAME_LENGTH, TEXT_LENGTH } from '#app/domain/content/contact.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'

const SCHEMA = z.object({
  name: z
    .string()
    .min(1)
    .max(NAME_LENGTH)
    .regex(/^[^\r\n]*$/),
  email: z.email().max(EMAIL_LENGTH),
  text: z.string().min(1).max(TEXT_LENGTH),
})
type Field = keyof z.infer<typeof SCHEMA>

export function readContact(ctx: Ctx) {
  const { config } = ctx.tenant
  const { account } = ctx
  return {
    title: ctx.t('contact:title'),
    sent: ctx.url.searchParams.has('envoye'),
    to: config.contactEmail,
    address: config.seller ? { name: config.seller.legalName, ...config.seller.address } : null,
    name: account?.handle ? account.name : '',
  }
}

/**
 * POST `name`, `email`, `text`. `website` is a trap that people do not see: whoever fills it is thanked, and nothing is
 * kept.
 */
export async function sendContact(ctx: Ctx, form: FormData) {
  const thanks = redirect(`${href.contact}?envoye=1`, 303)
  const typed = typedFields(form, ['name', 'email', 'text'])
  if (String(form.get('website') ?? '') !== '') return thanks
  const read = SCHEMA.safeParse(typed)
  if (!read.success) {
    const errors = Object.fromEntries(read.error.issues.map(({ path }) => [path[0] as Field, String(path[0])]))
    return data({ typed, errors: errors as Partial<Record<Field, string>> }, { status: 422 })
  }
  await ctx.sql((query) => keepContactMessage(ctx, query, read.data))
  await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return thanks
}
