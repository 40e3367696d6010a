/** `/mentorat/demandes/:request`: one request, as each of the two sees it, and what they may do about it. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Query } from '#app/db/transaction.ts'
import * as requests from '#app/domain/mentoring/requests.server.ts'
import { findPair, lockParties } from '#app/domain/messages/between.server.ts'
import { accept as acceptSeat } from '#app/domain/messages/seats.server.ts'
import { stepsOfRequest } from '#app/policy/mentoring.rules.ts'
import { MENTORING_STEPS, type MentoringStep } from '#app/policy/mentoring-steps.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type Member, othersOf, requestFor, unitOf } from './member.server.ts'

/** Characters of an answer, and of words of thanks. */
export const ANSWER_LENGTH = 1000

const party = (personId: string) => ({ personId, organisationId: null })

export function readRequest(member: Member, id: string) {
  const { ctx, personId } = member
  return ctx.sql(async (query) => {
    const { row, side } = await requestFor(member, query, id)
    const otherId = side === 'asks' ? row.otherId : row.personId
    const other = (await othersOf(member, query, [row])).get(otherId)
    const talk = await findPair(unitOf(ctx, query), party(personId), party(otherId))
    return {
      title: ctx.t(`mentoring:request.${side}`),
      ...{ side, state: row.state, words: row.words, answer: row.answer },
      name: other?.name ?? null,
      handle: other?.open ? other.handle : null,
      at: row.at.toISOString(),
      // The mentor alone reads thanks, and who wrote them: nobody counts them.
      thanks: row.thanks,
      steps: other || side === 'asks' ? stepsOfRequest(ctx.ability, row) : [],
      conversation: talk && (talk.state === 'open' || talk.state === 'request') ? href.conversation(talk.id) : null,
      done: ctx.url.searchParams.get('fait'),
    }
  })
}

/** Opens the conversation that the request began: the two write to each other there, no address is shown. */
async function openTalk({ ctx, personId }: Member, query: Query, otherId: string): Promise<void> {
  const unit = unitOf(ctx, query)
  const talk = await findPair(unit, party(personId), party(otherId))
  if (talk?.state === 'request') await acceptSeat(unit, { conversationId: talk.id, seat: talk.seat })
}

type Taken = { row: requests.RequestRow; step: MentoringStep; words: string }

async function take(member: Member, query: Query, { row, step, words }: Taken) {
  const unit = unitOf(member.ctx, query)
  switch (step) {
    case 'accept': {
      const outcome = await requests.acceptRequest(unit, row)
      if (outcome === 'accepted') await openTalk(member, query, row.personId)
      return outcome
    }
    case 'decline':
      return requests.declineRequest(unit, row, words || null)
    case 'withdraw':
      return requests.withdrawRequest(unit, row)
    case 'end':
      return requests.endMentoring(unit, row, member.personId)
    case 'thank':
      return requests.thankMentor(unit, row, words)
  }
}

/** POST `intent`, `words`: a step that is over by now changes nothing. */
export async function changeRequest(member: Member, id: string, form: FormData) {
  const { ctx } = member
  const intent = form.get('intent')
  const words = String(form.get('words') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const error = words.length > ANSWER_LENGTH ? 'long' : intent === 'thank' && words === '' ? 'missing' : undefined
  if (error) return data({ words, error }, { status: 422 })
  const outcome = await ctx.sql(async (query) => {
    const before = await requestFor(member, query, id)
    await lockParties(unitOf(ctx, query), [party(before.row.personId), party(before.row.otherId)])
    const { row } = await requestFor(member, query, id)
    const isOpen = isOneOf(MENTORING_STEPS, intent) && stepsOfRequest(ctx.ability, row).includes(intent)
    return isOpen ? take(member, query, { row, step: intent, words }) : ('gone' as const)
  })
  if (outcome === 'full') return data({ words, error: 'full' as const }, { status: 409 })
  const done = outcome === 'gone' || outcome === false ? '' : `?fait=${intent}`
  return redirect(`${href.mentoringRequest(id)}${done}`, 303)
}
