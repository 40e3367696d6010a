/** `/cvtheque/:profile` and `/cvtheque/:profile/ecrire`: one profile, opened, and a message to whom it is (N2, N7). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { findPair } from '#app/domain/messages/between.server.ts'
import { partyOf } from '#app/domain/messages/party.ts'
import { TEXT_LENGTH, writerOf, writeTo } from '#app/domain/messages/write-message.server.ts'
import { countOpening, refuseOpening } from '#app/domain/people/opening-budget.server.ts'
import { readerFacts } from '#app/domain/profiles/exclusions.server.ts'
import { findProfile, type ShownRow } from '#app/domain/profiles/library.server.ts'
import { noteOpening } from '#app/domain/profiles/openings.server.ts'
import { answersProfiles, opensProfileCv } from '#app/policy/career-profile.rules.ts'
import { cvAnswer } from './cv.server.ts'
import { shownOf } from './shown-profile.server.ts'

/** @throws Response 404 where there is no such profile for the reader, whyever */
async function meet(ctx: Ctx, query: Query, id: string): Promise<ShownRow> {
  const row = await findProfile(query, ctx, await readerFacts(query, ctx), id)
  if (!row) throw notFound()
  return row
}

/** The conversation that the reader has through this profile. */
async function talkOf(ctx: Ctx, query: Query, { id, personId }: ShownRow) {
  const me = partyOf(ctx.viewer)
  if (!me || !answersProfiles(ctx.ability)) return undefined
  return findPair({ query, tenant: ctx.tenant }, me, { personId, organisationId: null }, id)
}

/** Opening is counted, written down, and told to the person (C18). */
export async function readDetail(ctx: Ctx, id: string) {
  const { row, opening, talk } = await ctx.sql(async (query) => {
    const row = await meet(ctx, query, id)
    const opening = await countOpening(ctx, query, row.id)
    if (opening === 'counted') await noteOpening(query, ctx, row)
    return { row, opening, talk: await talkOf(ctx, query, row) }
  })
  if (opening !== 'counted') throw refuseOpening(ctx, opening)
  return {
    title: row.pseudonym,
    profile: shownOf(ctx.language, row),
    talk: talk?.id ?? null,
    opensCv: opensProfileCv(ctx.tenant.config, ctx.ability, talk?.accepted ?? false) && !ctx.standIn,
    answers: answersProfiles(ctx.ability) && !ctx.standIn,
  }
}

/**
 * The CV of a profile, made of what the reader sees of it and of nothing else (C17); each opening is noted (C12).
 * @throws Response 404 where it does not open for them, as where there is none
 */
export async function readCv(ctx: Ctx, id: string): Promise<Response> {
  const { row, opening } = await ctx.sql(async (query) => {
    const row = await meet(ctx, query, id)
    const talk = await talkOf(ctx, query, row)
    if (!opensProfileCv(ctx.tenant.config, ctx.ability, talk?.accepted ?? false) || ctx.standIn) throw notFound()
    const opening = await countOpening(ctx, query, row.id)
    if (opening === 'counted') await noteOpening(query, ctx, row, true)
    return { row, opening }
  })
  if (opening !== 'counted') throw refuseOpening(ctx, opening)
  return cvAnswer(ctx, row)
}

/** @throws Response 302 to the conversation where there is one */
export async function readAnswer(ctx: Ctx, id: string) {
  if (!answersProfiles(ctx.ability)) throw forbidden()
  const { row, talk } = await ctx.sql(async (query) => {
    const row = await meet(ctx, query, id)
    return { row, talk: await talkOf(ctx, query, row) }
  })
  if (talk) throw redirect(href.conversation(talk.id))
  return { title: ctx.t('profiles:answer.title', { name: row.pseudonym }), id, name: row.pseudonym }
}

/** POST `text`: 429 once enough strangers were written to today, with what was typed. */
export async function sendAnswer(ctx: Ctx, id: string, form: FormData) {
  const { tenant, now, ability } = ctx
  const writer = writerOf(ability)
  if (!writer || !answersProfiles(ability)) throw forbidden()
  const text = String(form.get('text') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const fault = text === '' ? 'missing' : text.length > TEXT_LENGTH ? 'long' : undefined
  const outcome = await ctx.sql(async (query) => {
    const { personId, pseudonym } = await meet(ctx, query, id)
    if (fault) return undefined
    const party = { personId, organisationId: null }
    const to = { self: false, deceased: false, accepts: true, party, mask: { profileId: id, pseudonym } }
    return writeTo({ query, tenant, now }, { ability, writer }, to, text)
  })
  if (!outcome) return data({ text, error: fault! }, { status: 422 })
  if (!('refused' in outcome)) return redirect(href.conversation(outcome.written.conversationId), 303)
  if (outcome.refused !== 'budget') return data({ text, error: 'waiting' }, { status: 403 })
  const headers = { 'Retry-After': String(secondsToMidnight(now)) }
  return data({ text, error: 'budget' }, { status: 429, headers })
}
