/** `/admin/evenements/:event/billets`: what places of an event are sold at, and what came in (P6). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { minuteIn } from '#app/calendar/local-time.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { lockEvent, offerSeats } from '#app/domain/events/seats.server.ts'
import { type TicketType, takenTickets, ticketTypesOf } from '#app/domain/events/ticket-types.server.ts'
import { dropTicketType, keepTicketType } from '#app/domain/events/write-ticket-types.server.ts'
import { takingsOf } from '#app/domain/sales/event-takings.server.ts'
import { euros, plainAmount, shortMoment } from '#app/i18n/format.ts'
import { eventOfDesk } from './edit.server.ts'
import { judgeTicket, TICKET_FIELDS, type TicketErrors, type TicketTyped } from './judge-ticket.ts'

const EMPTY = Object.fromEntries(TICKET_FIELDS.map((field) => [field, ''])) as TicketTyped

function typedOf({ language }: Ctx, { zone }: EventRow, type: TicketType | undefined): TicketTyped {
  if (!type) return EMPTY
  const decimal = language === 'fr' ? ',' : '.'
  const amount = (cents: number | null) => (cents === null ? '' : plainAmount(cents).replace('.', decimal))
  const minute = (at: Date | null) => (at ? minuteIn(zone, at) : '')
  return {
    name: type.name,
    price: amount(type.cents),
    member: amount(type.memberCents),
    paidUp: amount(type.paidUpCents),
    only: type.paidUpOnly ? 'on' : '',
    quota: type.quota === null ? '' : String(type.quota),
    opens: minute(type.opensAt),
    closes: minute(type.closesAt),
    refund: type.refundDays === null ? '' : String(type.refundDays),
    keep: type.keepCents === 0 ? '' : amount(type.keepCents),
  }
}

function shown({ language }: Ctx, type: TicketType, sold: number) {
  const { id, name, cents, memberCents, paidUpCents, paidUpOnly, quota, opensAt, closesAt } = type
  const price = (one: number | null) => (one === null ? null : euros(one, language))
  const moment = (at: Date | null) => at && shortMoment(at, language)
  return {
    ...{ id, name, quota, sold, only: paidUpOnly },
    ...{ price: euros(cents, language), member: price(memberCents), paidUp: price(paidUpCents) },
    ...{ opens: moment(opensAt), closes: moment(closesAt) },
  }
}

export async function readTicketTypes(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const { tenant, language, url } = ctx
  const { types, taken, takings } = await ctx.sql(async (query) => ({
    types: await ticketTypesOf({ query, tenant }, id),
    taken: await takenTickets({ query, tenant }, id),
    takings: await takingsOf({ query, tenant }, id),
  }))
  const chosen = types.find((one) => one.id === url.searchParams.get('billet'))
  return {
    ...{ title: ctx.t('events:tickets.title'), id, event: row.title },
    types: types.map((type) => shown(ctx, type, taken.get(type.id) ?? 0)),
    takings: euros(takings.received, language),
    refunded: takings.refunded > 0 ? euros(takings.refunded, language) : null,
    chosen: chosen ? { id: chosen.id, removable: (taken.get(chosen.id) ?? 0) === 0 } : null,
    typed: typedOf(ctx, row, chosen),
    outcome: url.searchParams.get('fait'),
  }
}

export interface TicketAnswer {
  typed: TicketTyped
  errors: TicketErrors
  /** Sold or kept already, where fewer were asked for. */
  sold: number
}

/** POST `intent`: `save`, `remove`; `ticket`: which, or none for a new one. */
export async function changeTicketTypes(ctx: Ctx, id: string, form: FormData) {
  const row = await eventOfDesk(ctx, id)
  const here = href.eventTicketTypes(id)
  const ticket = String(form.get('ticket') ?? '')
  if (form.get('intent') === 'remove') {
    const gone = await ctx.sql(async (query) => {
      const unit = { query, tenant: ctx.tenant, now: ctx.now }
      if (!(await lockEvent(unit, id))) throw notFound()
      return dropTicketType(unit, id, ticket)
    })
    return redirect(gone ? `${here}?fait=ticketGone` : here, 303)
  }
  const { typed, errors, words } = judgeTicket(row, form)
  const refuse = (more: Partial<TicketAnswer>) =>
    data({ typed, errors, sold: 0, ...more } as TicketAnswer, { status: 422 })
  if (!words) return refuse({})
  const sold = await ctx.sql(async (query) => {
    const unit = { query, tenant: ctx.tenant, now: ctx.now }
    const event = await lockEvent(unit, id)
    if (!event) throw notFound()
    const kept = await keepTicketType(unit, id, ticket, words)
    if (kept === 'gone') throw notFound()
    if (kept === 'done') await offerSeats(unit, event)
    return kept === 'done' ? null : kept.sold
  })
  if (sold !== null) return refuse({ errors: { quota: 'sold' }, sold })
  return redirect(`${here}?fait=ticket`, 303)
}
