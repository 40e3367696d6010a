/** `/mentorat/demander/:handle`: asking somebody to be one's mentor, by a message that reaches them as any other. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import { opensWith } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { askMentor, standsBetween } from '#app/domain/mentoring/requests.server.ts'
import { lockParties } from '#app/domain/messages/between.server.ts'
import { type Written, writerOf, writeTo } from '#app/domain/messages/write-message.server.ts'
import { titleOf } from '#app/domain/search/row.ts'
import { takesPartInMentoring } from '#app/policy/mentoring.rules.ts'
import type { WhyNot } from '#app/policy/message.rules.ts'
import { findMentor } from './helpers.server.ts'
import { type Member, unitOf } from './member.server.ts'

/** Characters of a request. */
export const WORDS_LENGTH = 2000

/** @throws Response 404 for who offers no mentoring to this viewer; 403 where the viewer's role lets them not ask */
async function meet(member: Member, query: Query, handle: string) {
  if (!takesPartInMentoring(member.ctx.ability)) throw forbidden(opensWith(member.ctx))
  const mentor = await findMentor(member, query, handle)
  if (!mentor?.offered) throw notFound()
  return { ...mentor, offered: mentor.offered, name: titleOf(mentor) }
}

export function readAsk(member: Member, handle: string) {
  const { ctx } = member
  return ctx.sql(async (query) => {
    const { name, offered, handle: found } = await meet(member, query, handle)
    return { title: ctx.t('mentoring:ask.title', { name }), name, handle: found, ...offered }
  })
}

/** @returns false where the mentor keeps the writer away: the message stays with its writer, who is not told */
async function isReached({ ctx }: Member, query: Query, { conversationId, n }: Written): Promise<boolean> {
  const [row] = await query<RowOf<'message', 'withheld'>>(sql`SELECT "withheld" FROM "message"
    WHERE "tenantId" = ${ctx.tenant.id} AND "conversationId" = ${conversationId}::uuid AND "n" = ${n}`)
  return row !== undefined && !row.withheld
}

type Refused = WhyNot | 'budget' | 'already' | 'full' | 'paused'
type Outcome = { request: string } | { refused: Refused }

async function put(member: Member, query: Query, handle: string, words: string): Promise<Outcome> {
  const { ctx, personId } = member
  const { id, offered } = await meet(member, query, handle)
  if (offered.openness !== 'open' && offered.openness !== 'queue') return { refused: offered.openness }
  const unit = unitOf(ctx, query)
  const hand = { ability: ctx.ability, writer: writerOf(ctx.ability)! }
  const party = { personId: id, organisationId: null }
  // Before anything is written: what is refused here has said nothing to the mentor.
  await lockParties(unit, [hand.writer, party])
  if (await standsBetween(unit, personId, id)) return { refused: 'already' }
  // Whoever offers to be a mentor accepts being written to about it.
  const to = { self: false, deceased: false, accepts: true, party }
  const outcome = await writeTo(unit, hand, to, words)
  if ('refused' in outcome) return outcome
  const reached = await isReached(member, query, outcome.written)
  return { request: await askMentor(unit, { personId, otherId: id, words, reached }) }
}

/** POST `text`: 422 where it is missing or long, 403 where nobody can be asked now, 429 once enough were today. */
export async function sendAsk(member: Member, handle: string, form: FormData) {
  const { ctx } = member
  const text = String(form.get('text') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const fault = text === '' ? 'missing' : text.length > WORDS_LENGTH ? 'long' : undefined
  if (fault) return data({ text, error: fault }, { status: 422 })
  const outcome = await ctx.sql((query) => put(member, query, handle, text))
  if ('request' in outcome) return redirect(`${href.mentoringRequest(outcome.request)}?fait=asked`, 303)
  if (outcome.refused !== 'budget') return data({ text, error: outcome.refused }, { status: 403 })
  const headers = { 'Retry-After': String(secondsToMidnight(ctx.now)) }
  return data({ text, error: outcome.refused }, { status: 429, headers })
}
