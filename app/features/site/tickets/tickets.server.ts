/** `/evenements/:event/billets`: choosing and buying places of an event, the ticket, giving it back (P6, B2, B13). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { isUuid } from '#app/db/uuid.ts'
import { handOverPath } from '#app/domain/events/hand-over.server.ts'
import { nameTickets, TICKET_NAME_LENGTH } from '#app/domain/events/held-tickets.server.ts'
import { takesCodes } from '#app/domain/events/promo-codes.server.ts'
import { answersOf, questionsOf } from '#app/domain/events/questions.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { withdraw } from '#app/domain/events/register.server.ts'
import { buyTickets, type TicketFault } from '#app/domain/sales/buy-tickets.server.ts'
import {
  type BoughtPlace,
  boughtPlace,
  giveTicketsBack,
  stillReturnable,
} from '#app/domain/sales/give-back-tickets.server.ts'
import { clockTime, euros, longMoment } from '#app/i18n/format.ts'
import { closingOf, opensRegistration, withdrawsFrom } from '#app/policy/event.rules.ts'
import { handsOver, refundableUntil } from '#app/policy/ticket.rules.ts'
import { eventAt } from '../agenda/event-at.server.ts'
import { changeRegistration, entryOf, placesOf, wishOf } from '../agenda/registration.server.ts'
import { ticketsFor } from '../agenda/shown-tickets.server.ts'
import { promoOf } from './promo.server.ts'

/** @throws Response 303 to the page of a free place where nothing is sold; 403 where the viewer takes no place */
async function paidPlaces(ctx: Ctx, slug: string) {
  const row = await eventAt(ctx, slug)
  const places = await placesOf(ctx, row)
  if (!places.sells && !places.own?.saleId) throw redirect(href.eventRegistration(slug), 303)
  if (!opensRegistration(ctx.ability, row, places.own !== undefined)) throw forbidden()
  return { row, places }
}

/** What the viewer bought, what would go back now, and the link that hands it to somebody else. */
function boughtOf(ctx: Ctx, row: EventRow, place: BoughtPlace) {
  const { own, sale, tickets } = place
  const { language, now, url } = ctx
  const [first] = tickets
  const at = { startsAt: row.startsAt, now }
  const cents = stillReturnable(place, at)
  const until = first ? refundableUntil(first.data, row.startsAt) : null
  const hands = handsOver(own, row, { closesAt: closingOf(row), now })
  const gives = withdrawsFrom(ctx.ability, row, now) && !own.enteredAt && !row.cancelledAt
  const several = tickets.length > 1 && sale.state === 'paid'
  return {
    tickets: tickets.map((ticket) => {
      const back = stillReturnable(place, at, [ticket])
      return {
        ...{ id: ticket.id, label: ticket.label, amount: euros(ticket.unitCents, language), name: ticket.name ?? '' },
        back: back > 0 ? euros(back, language) : null,
        gives: several && gives,
        link: several && hands ? url.origin + handOverPath(own, row, now, ticket.id) : null,
      }
    }),
    total: euros(
      tickets.reduce((sum, { unitCents }) => sum + unitCents, 0),
      language,
    ),
    // Whoever took a ticket over sees no sale of somebody else's.
    sale: sale.personId === ctx.viewer.personId ? href.payment(sale.id) : null,
    waitsForBank: sale.state === 'pending',
    isOpen: sale.state === 'open',
    heldUntil: own.heldUntil && clockTime(own.heldUntil, language),
    back: cents > 0 ? euros(cents, language) : null,
    backUntil: until && cents > 0 ? longMoment(until, language) : null,
    names: several && gives,
    gives,
    link: hands ? url.origin + handOverPath(own, row, now) : null,
  }
}

export async function readTickets(ctx: Ctx, slug: string) {
  const { row, places } = await paidPlaces(ctx, slug)
  const { own, place, free, registers, heldUntil } = places
  const bought = await ctx.sql((query) => boughtPlace(ctx, query, row.id))
  const { title, startsLocal, endsLocal, zone, guests } = row
  return {
    ...{ event: title, slug: row.slug, startsLocal, endsLocal, zone, guests, place, free, registers, heldUntil },
    title: ctx.t('tickets:title', { title }),
    tickets: await ticketsFor(ctx, row),
    takesCodes: await ctx.sql((query) => takesCodes({ query, tenant: ctx.tenant }, row.id)),
    questions: questionsOf(row.questions),
    seats: own?.seats ?? 1,
    shown: own?.shown ?? false,
    answers: answersOf(own?.answers),
    cancelled: row.cancelledAt !== null,
    // Whoever gave it back, or took it over from who paid, has nothing to receive.
    paid: bought?.sale.personId === ctx.viewer.personId,
    withdraws: places.withdraws && !bought,
    bought: bought ? boughtOf(ctx, row, bought) : null,
    entry: place === 'registered' && !row.cancelledAt && row.endsAt > ctx.now ? entryOf(ctx, row) : null,
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export type TicketsPage = Awaited<ReturnType<typeof readTickets>>

export interface TicketsAnswer {
  fault: TicketFault | 'answers' | 'tries'
  typed: { counts: Record<string, string>; shown: boolean; answers: Record<string, string>; code: string }
  wrong: string[]
}

const COUNT = 't-'

function countsIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(COUNT) && typeof value === 'string' ? [[name.slice(COUNT.length), value] as const] : [],
    ),
  )
}

const numberOf = (typed: string): number => (/^\d{1,3}$/.test(typed) ? Number(typed) : 0)

/** Longest code that is looked at. */
const CODE_LENGTH = 40
const STATUS: Partial<Record<TicketsAnswer['fault'], number>> = { later: 503, tries: 429 }

async function buy(ctx: Ctx, row: EventRow, form: FormData) {
  const typedCounts = countsIn(form)
  const { shown, given, answers, wrong } = wishOf(row, form)
  const code = String(form.get('code') ?? '').slice(0, CODE_LENGTH)
  const typed = { counts: typedCounts, shown, answers: given, code }
  const refuse = (fault: TicketsAnswer['fault'], wait = 0) =>
    data({ fault, wrong, typed } satisfies TicketsAnswer as TicketsAnswer, {
      status: STATUS[fault] ?? 422,
      headers: wait > 0 ? { 'Retry-After': String(Math.ceil(wait)) } : {},
    })
  if (wrong.length > 0) return refuse('answers')
  const counts = new Map(Object.entries(typedCounts).map(([id, count]) => [id, numberOf(count)]))
  const promo = await promoOf(ctx, row.id, code)
  if (promo && 'fault' in promo) return refuse(promo.fault, 'wait' in promo ? promo.wait : 0)
  const made = await buyTickets(ctx, row, { counts, shown, answers, promo })
  return 'fault' in made ? refuse(made.fault) : redirect(href.payment(made.saleId), 303)
}

/** Writes whom the viewer's tickets are for: `n-<ticket>`. Not once the event began, nor once they are inside. */
async function nameGuests(ctx: Ctx, row: EventRow, form: FormData): Promise<boolean> {
  const names = new Map(
    [...form].flatMap(([key, value]) => {
      if (!key.startsWith('n-') || !isUuid(key.slice(2))) return []
      return [[key.slice(2), String(value).replace(/\s+/g, ' ').trim().slice(0, TICKET_NAME_LENGTH)] as const]
    }),
  )
  return ctx.sql(async (query) => {
    const bought = await boughtPlace(ctx, query, row.id)
    if (!bought || !boughtOf(ctx, row, bought).names) return false
    await nameTickets({ query, tenant: ctx.tenant }, bought.own, names)
    return true
  })
}

/** POST `intent`: `buy`, `names`, `give` (`ticket`: one of several), `leave` (the waiting list, an offer), `wait`. */
export async function changeTickets(ctx: Ctx, slug: string, form: FormData) {
  const { row } = await paidPlaces(ctx, slug)
  const here = href.eventTickets(slug)
  const intent = String(form.get('intent') ?? '')
  if (intent === 'wait') return changeRegistration(ctx, slug, form, { here, keeps: false })
  if (intent === 'leave') return redirect((await withdraw(ctx, row.id)) ? `${here}?fait=withdrawn` : here, 303)
  if (intent === 'names') return redirect((await nameGuests(ctx, row, form)) ? `${here}?fait=named` : here, 303)
  if (intent !== 'give') return buy(ctx, row, form)
  const ticket = form.get('ticket')
  const { word } = await giveTicketsBack(ctx, row.id, ticket === null ? undefined : String(ticket))
  if (word === 'none') return redirect(here, 303)
  return redirect(`${here}?fait=${word === 'given' && ticket !== null ? 'oneGiven' : word}`, 303)
}
