/** What schools are asked, as both sides read it: in the school's space, and by the link of who asked (N8, C24). */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound, tooMany } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { demandSchools, demandSpace } from '#app/domain/schools/demand.server.ts'
import { ownSchool } from '#app/domain/schools/read-schools.server.ts'
import {
  answerThread,
  messagesOf,
  openService,
  type ThreadMessage,
  type ThreadRow,
  threadOfLink,
  threadPath,
  threadRow,
  threadsOf,
  writeToSchool,
} from '#app/domain/schools/threads.server.ts'
import { readsInbox } from '#app/policy/school-service.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'

const TEXT_LENGTH = 4_000

const shownMessages = (messages: readonly ThreadMessage[]) =>
  messages.map(({ id, bySchool, text, at }) => ({ id, bySchool, text, at: at.toISOString() }))

/** What both sides read of a thread; no address of either. */
const shownThread = ({ id, kind, course, name, postal, lastAt, answered }: ThreadRow) => ({
  ...{ id, kind, course, name, postal, lastAt: lastAt.toISOString(), answered },
})

export async function readInbox(ctx: Ctx) {
  demandSpace(ctx)
  const threads = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx)
    if (!school) throw notFound()
    return threadsOf(query, ctx.tenant.id, school.id)
  })
  return { title: ctx.t('school-threads:inbox.title'), threads: threads.map(shownThread) }
}

/** @throws Response 404 for a thread of another school */
async function demandThread(ctx: Ctx, query: Query, id: string): Promise<ThreadRow> {
  const thread = await threadRow(query, ctx.tenant.id, id)
  const school = thread && { organisationId: thread.owner, state: thread.schoolState }
  if (!thread || !school || !readsInbox(ctx.ability, school)) throw notFound()
  return thread
}

export async function readInboxThread(ctx: Ctx, id: string) {
  demandSpace(ctx)
  const { thread, messages } = await ctx.sql(async (query) => {
    const thread = await demandThread(ctx, query, id)
    return { thread, messages: await messagesOf(query, ctx.tenant.id, thread.id) }
  })
  return {
    title: thread.name,
    formKey: uuidv7(),
    thread: shownThread(thread),
    messages: shownMessages(messages),
    sent: ctx.url.searchParams.get('fait') === 'envoye',
  }
}

const textIn = (form: FormData): string => String(form.get('text') ?? '').trim()
const faultOf = (text: string) => (text === '' ? 'text' : text.length > TEXT_LENGTH ? 'long' : undefined)

/** POST `text`: the school answers, and who asked is mailed. */
export async function answerInbox(ctx: Ctx, id: string, form: FormData) {
  demandSpace(ctx)
  const text = textIn(form)
  const fault = faultOf(text)
  if (fault) return data({ text, errors: { text: fault } }, { status: 422 })
  const { tenant, now } = ctx
  await ctx.sql(async (query) => answerThread({ query, tenant, now }, await demandThread(ctx, query, id), text))
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(`${href.schoolInboxThread(id)}?fait=envoye`, 303)
}

/** @throws Response 404 for a link that is not ours, and for a thread that is gone */
async function demandOwn(ctx: Ctx, query: Query, token: string): Promise<ThreadRow> {
  const thread = ctx.standIn ? undefined : await threadOfLink(query, ctx.tenant.id, token)
  if (!thread) throw notFound()
  return thread
}

export async function readOwnThread(ctx: Ctx, token: string) {
  demandSchools(ctx)
  const { thread, messages, open } = await ctx.sql(async (query) => {
    const thread = await demandOwn(ctx, query, token)
    const service = await openService(query, ctx.tenant, thread)
    return { thread, messages: await messagesOf(query, ctx.tenant.id, thread.id), open: service !== undefined }
  })
  return {
    title: ctx.t('school-threads:own.title', { name: thread.schoolName }),
    formKey: uuidv7(),
    school: { slug: thread.slug, name: thread.schoolName },
    thread: shownThread(thread),
    messages: shownMessages(messages),
    open,
  }
}

/** POST `text`: who asked writes on, while the school receives. */
export async function writeOwnThread(ctx: Ctx, token: string, form: FormData) {
  demandSchools(ctx)
  const text = textIn(form)
  const { tenant, now } = ctx
  const thread = await ctx.sql((query) => demandOwn(ctx, query, token))
  const fault = faultOf(text)
  if (fault) return data({ text, errors: { text: fault } }, { status: 422 })
  const wait = await countForm(ctx, 'school-thread', [thread.id], 'none')
  if (wait > 0) throw tooMany('throttled', wait)
  const sent = await ctx.sql(async (query) => {
    const service = await openService(query, tenant, thread)
    if (service) await writeToSchool({ query, tenant, now }, thread.id, service, text)
    return service !== undefined
  })
  if (!sent) return data({ text, errors: { text: 'closed' } }, { status: 409 })
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(threadPath(tenant.id, thread.id), 303)
}
