/** `/admin/evenements/:event/message`: words of who organises to everybody who comes, by the outbox. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { tellAttendees } from '#app/domain/events/attendee-mails.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { eventOfDesk } from './edit.server.ts'

const SUBJECT_LENGTH = 140
const TEXT_LENGTH = 5000

export async function readMessage(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const [count] = await ctx.sql((query) =>
    query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "event_registration"
      WHERE "tenantId" = ${ctx.tenant.id} AND "eventId" = ${id} AND "state" = 'registered'`),
  )
  return { title: ctx.t('events:message.title'), id, event: row.title, people: count!.n }
}

export interface MessageAnswer {
  typed: { subject: string; text: string }
  errors: { subject?: string; text?: string }
}

/** POST `subject`, `text`. */
export async function sendMessage(ctx: Ctx, id: string, form: FormData) {
  await eventOfDesk(ctx, id)
  const subject = String(form.get('subject') ?? '').trim()
  const text = String(form.get('text') ?? '').trim()
  const errors = {
    ...(subject === '' || subject.length > SUBJECT_LENGTH || /[\r\n]/.test(subject) ? { subject: 'subject' } : {}),
    ...(text === '' || text.length > TEXT_LENGTH ? { text: 'text' } : {}),
  }
  if (Object.keys(errors).length > 0)
    return data({ typed: { subject, text }, errors } as MessageAnswer, { status: 422 })
  const { tenant, now } = ctx
  await ctx.sql(async (query) => {
    const coming = await query<RowOf<'event_registration', 'personId'>>(sql`SELECT "personId" FROM "event_registration"
      WHERE "tenantId" = ${tenant.id} AND "eventId" = ${id} AND "state" = 'registered' ORDER BY "personId"`)
    const personIds = coming.map(({ personId }) => personId)
    // The same words are told once, however often the form is sent.
    const once = wordsHash([subject, text])
    const telling = { eventId: id, what: 'message' as const, personIds, once, subject, text }
    const count = await tellAttendees({ query, tenant, now }, telling)
    await audit(query, ctx, 'event.message', { subjectId: id, detail: { count } })
  })
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(`${href.eventDesk(id)}?fait=message`, 303)
}
