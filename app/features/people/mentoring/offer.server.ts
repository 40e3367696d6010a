/** `/mentorat/proposer`: what one offers as a mentor, a pause, and taking it back. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { opensWith } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { offerOf, removeOffer, saveOffer } from '#app/domain/mentoring/offers.server.ts'
import { takesPartInMentoring } from '#app/policy/mentoring.rules.ts'
import { MOST_PLACES } from '#app/policy/mentoring-steps.ts'
import { type Member, unitOf } from './member.server.ts'

/** Characters of what one offers. */
export const OFFER_LENGTH = 1000

function demandPart({ ctx }: Member): void {
  if (!takesPartInMentoring(ctx.ability)) throw forbidden(opensWith(ctx))
}

export async function readOffer(member: Member) {
  const { ctx, personId } = member
  demandPart(member)
  const offer = await ctx.sql((query) => offerOf(unitOf(ctx, query), personId))
  return {
    title: ctx.t('mentoring:offer.title'),
    stands: offer !== undefined,
    places: String(offer?.places ?? 1),
    words: offer?.words ?? '',
    queues: offer?.queues ?? false,
    paused: offer ? offer.pausedAt !== null : false,
    most: MOST_PLACES,
  }
}

/** POST: `places`, `words`, `queues`, `paused`; or `intent=remove`, open whatever became of one's dues. */
export async function changeOffer(member: Member, form: FormData) {
  const { ctx, personId } = member
  if (form.get('intent') === 'remove') {
    await ctx.sql((query) => removeOffer(unitOf(ctx, query), personId))
    return redirect(`${href.mentoring}?fait=removed`, 303)
  }
  demandPart(member)
  const [places, words] = [String(form.get('places') ?? ''), String(form.get('words') ?? '').trim()]
  const number = Number(places)
  const isNumber = /^\d{1,2}$/.test(places) && number >= 1 && number <= MOST_PLACES
  const errors = {
    ...(isNumber ? {} : { places: 'places' as const }),
    ...(words.length > OFFER_LENGTH ? { words: 'long' as const } : {}),
  }
  const [queues, paused] = [form.has('queues'), form.has('paused')]
  if (Object.keys(errors).length > 0) return data({ typed: { places, words, queues, paused }, errors }, { status: 422 })
  await ctx.sql((query) => saveOffer(unitOf(ctx, query), personId, { places: number, words, queues, paused }))
  return redirect(`${href.mentoring}?fait=saved`, 303)
}
