/** `/messagerie/:conversation/signaler`: a message to the staff; nobody writes on until they have decided (N11). */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import { notFound, tooMany } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { reportedMessage, reportMessage } from '#app/domain/messages/reports.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { REASONS, WORDS_LENGTH } from '#app/vocabulary/reports.ts'
import { type Correspondent, otherName, unitOf } from './correspondent.server.ts'
import { ownConversation } from './own-conversation.server.ts'
import { otherOf } from './thread.server.ts'

const numberIn = (url: URL) => Math.trunc(Number(url.searchParams.get('message'))) || 0

/** @throws Response 404 for a message that the viewer cannot read, or wrote */
async function meet(one: Correspondent, query: Query, id: string) {
  const { ctx } = one
  const found = await ownConversation(one, query, id)
  const message = await reportedMessage(unitOf(ctx, query), found, numberIn(ctx.url))
  if (!message) throw notFound()
  return { found, message }
}

export function readMessageReport(one: Correspondent, id: string) {
  const { ctx } = one
  return ctx.sql(async (query) => {
    const { found, message } = await meet(one, query, id)
    const { other } = await otherOf(one, query, found)
    const name = otherName(ctx, other)
    return { title: ctx.t('messages:report.title'), id, name, text: message.text, frozen: found.frozen }
  })
}

/**
 * POST `reason`, `words`.
 * @throws Response 429 once enough was reported today
 */
export async function sendMessageReport(one: Correspondent, id: string, form: FormData) {
  const { ctx } = one
  const reason = form.get('reason')
  const words = String(form.get('words') ?? '').trim()
  const errors: { reason?: string; words?: string } = {
    ...(isOneOf(REASONS, reason) ? {} : { reason: 'reason' }),
    ...(words.length > WORDS_LENGTH ? { words: 'wordsLong' } : {}),
    ...(reason === 'other' && words === '' ? { words: 'wordsMissing' } : {}),
  }
  const typed = { reason: String(reason ?? ''), words }
  if (!isOneOf(REASONS, reason) || errors.words) return data({ errors, typed }, { status: 422 })
  const done = await ctx.sql(async (query) => {
    const { message } = await meet(one, query, id)
    const by = { accountId: ctx.viewer.accountId!, reason, words: words || null }
    return reportMessage(unitOf(ctx, query), { conversationId: id, n: message.n }, by)
  })
  if (done === 'budget') throw tooMany('reports', secondsToMidnight(ctx.now))
  return redirect(`${href.conversation(id)}?fait=report`, 303)
}
