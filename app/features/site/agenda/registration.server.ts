/** `/evenements/:event/inscription`: saying that one comes, with whom, and what the event asks (E3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { qrSquare } from '#app/context/qr-square.ts'
import { forbidden } from '#app/context/refusals.ts'
import { entryCode, spelled } from '#app/domain/events/entry-codes.server.ts'
import { declineInvitation, isInvited } from '#app/domain/events/invitations.server.ts'
import { answersOf, judgeAnswers, questionsOf } from '#app/domain/events/questions.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { isOffered, ownRegistration, register, withdraw } from '#app/domain/events/register.server.ts'
import { freeSeats } from '#app/domain/events/seats.server.ts'
import { sellsPlaces } from '#app/domain/events/ticket-types.server.ts'
import { opensRegistration, registersFor, withdrawsFrom } from '#app/policy/event.rules.ts'
import { eventAt } from './event-at.server.ts'

/**
 * How the viewer stands to an event: `none` before they say anything, `paying` while their place is held for its
 * payment, `withdrawn` after they took it back.
 */
export type OwnPlace = 'none' | 'registered' | 'paying' | 'waiting' | 'offered' | 'withdrawn'

const PLACES = ['registered', 'paying', 'waiting', 'offered'] as const

/** An event's places, and the viewer's own. */
export async function placesOf(ctx: Ctx, row: EventRow) {
  const { ability, now, tenant } = ctx
  const { own, free, sells } = await ctx.sql(async (query) => ({
    sells: await sellsPlaces(query, tenant.id, row.id),
    own: await ownRegistration(ctx, query, row.id),
    free: row.registration === 'open' ? await freeSeats({ query, tenant, now }, row) : null,
  }))
  const late = own?.state === 'offered' && !isOffered(own, now)
  const said = PLACES.find((state) => state === own?.state && !late)
  return {
    own,
    sells,
    place: (said ?? (own ? 'withdrawn' : 'none')) as OwnPlace,
    free,
    registers: registersFor(ability, row, now),
    withdraws: said !== undefined && withdrawsFrom(ability, row, now),
    heldUntil: said === 'offered' || said === 'paying' ? (own!.heldUntil?.toISOString() ?? null) : null,
  }
}

/** @throws Response 403 where the viewer has no place to take, change or give back */
async function ownPlacesOf(ctx: Ctx, row: EventRow) {
  const places = await placesOf(ctx, row)
  if (!opensRegistration(ctx.ability, row, places.own !== undefined)) throw forbidden()
  return places
}

/** What the viewer shows at the door. */
export function entryOf({ tenant, viewer }: Ctx, { id, slug }: Pick<EventRow, 'id' | 'slug'>) {
  const code = entryCode(tenant.id, id, viewer.personId!)
  // Capitals alone make a smaller square.
  return { code: spelled(code), ...qrSquare(code.toUpperCase(), 'M'), paper: href.eventTicketsPaper(slug) }
}

export async function readRegistration(ctx: Ctx, slug: string) {
  const row = await eventAt(ctx, slug)
  const { own, place, free, registers, withdraws, heldUntil, sells } = await ownPlacesOf(ctx, row)
  const invited = await ctx.sql((query) => isInvited(ctx, query, row.id))
  const { title, startsLocal, endsLocal, zone, guests } = row
  return {
    ...{
      title,
      slug: row.slug,
      startsLocal,
      endsLocal,
      zone,
      guests,
      place,
      free,
      registers,
      withdraws,
      heldUntil,
      sells,
    },
    heading: ctx.t('agenda:register.title', { title }),
    questions: questionsOf(row.questions),
    seats: own?.seats ?? 1,
    shown: own?.shown ?? false,
    answers: answersOf(own?.answers),
    declines: invited && place === 'none' && withdrawsFrom(ctx.ability, row, ctx.now),
    entry: place === 'registered' && row.endsAt > ctx.now ? entryOf(ctx, row) : null,
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export interface RegistrationAnswer {
  typed: { seats: number; shown: boolean; answers: Record<string, string> }
  /** Questions whose answer is missing or none of the options. */
  wrong: string[]
  /** No such number of seats is left: whether to wait is asked before anything is kept. */
  full: boolean
  closed: boolean
}

/** What a form says: with whom, seen or not, and the answers. */
export function wishOf(row: EventRow, form: FormData) {
  const questions = questionsOf(row.questions)
  const given = Object.fromEntries(questions.map(({ id }) => [id, String(form.get(`q-${id}`) ?? '')]))
  const guests = Number(form.get('guests') ?? 0)
  const seats = Number.isInteger(guests) && guests >= 0 && guests <= row.guests ? guests + 1 : 1
  return { seats, shown: form.get('shown') === 'on', given, ...judgeAnswers(questions, given) }
}

interface Stands {
  /** The address that the form stands on. */
  here: string
  /** Who comes or waits already changes nothing from here but by saying no. */
  keeps: boolean
}

/** POST `intent`: `register`, `wait`, `withdraw`, `decline`. */
export async function changeRegistration(
  ctx: Ctx,
  slug: string,
  form: FormData,
  { here, keeps }: Stands = { here: href.eventRegistration(slug), keeps: false },
) {
  const row = await eventAt(ctx, slug)
  await ownPlacesOf(ctx, row)
  const intent = String(form.get('intent') ?? '')
  if (intent === 'withdraw' || intent === 'decline') {
    const done = await (intent === 'decline' ? declineInvitation : withdraw)(ctx, row.id)
    return redirect(done ? `${here}?fait=${intent === 'decline' ? 'declined' : 'withdrawn'}` : here, 303)
  }
  const { seats, shown, given, answers, wrong } = wishOf(row, form)
  const refuse = (more: Partial<RegistrationAnswer>) =>
    data(
      { typed: { seats, shown, answers: given }, wrong, full: false, closed: false, ...more } as RegistrationAnswer,
      { status: 422 },
    )
  if (wrong.length > 0) return refuse({})
  const done = await register(ctx, row.id, { seats, shown, answers, waits: intent === 'wait', keeps })
  if (done === 'full') return refuse({ full: true })
  if (done === 'closed') return refuse({ closed: true })
  return redirect(done === 'kept' ? here : `${here}?fait=${done}`, 303)
}
