/** What an organiser writes about a kind of ticket, judged. Pure. */
import { instantIn } from '#app/calendar/local-time.ts'
import { typedFields } from '#app/context/sent-form.ts'
import type { TicketWords } from '#app/domain/events/write-ticket-types.server.ts'
import { centsOf } from '#app/i18n/format.ts'

const NAME_LENGTH = 80
const MOST_TICKETS = 20_000
const MOST_DAYS = 365

export const TICKET_FIELDS = [
  ...(['name', 'price', 'member', 'paidUp', 'only', 'quota', 'opens', 'closes', 'refund', 'keep'] as const),
] as const
export type TicketField = (typeof TICKET_FIELDS)[number]
export type TicketTyped = Record<TicketField, string>
export type TicketErrors = Partial<Record<TicketField, string>>

/** @returns cents; null where nothing was typed; undefined for what is no amount */
function amountIn(typed: string): number | null | undefined {
  if (typed === '') return null
  return /^0+([.,]0+)?$/.test(typed) ? 0 : centsOf(typed)
}

/** @returns a whole number; null where nothing was typed; undefined for what is none, or too much */
export function numberIn(typed: string, most: number): number | null | undefined {
  if (typed === '') return null
  return /^\d{1,5}$/.test(typed) && Number(typed) <= most ? Number(typed) : undefined
}

/** @returns what was typed, what is wrong with it, and the words where nothing is */
export function judgeTicket(
  { zone }: { zone: string },
  form: FormData,
): { typed: TicketTyped; errors: TicketErrors; words: TicketWords | undefined } {
  const typed: TicketTyped = typedFields(form, TICKET_FIELDS)
  const cents = amountIn(typed.price)
  const memberCents = amountIn(typed.member)
  const paidUpCents = amountIn(typed.paidUp)
  const keepCents = amountIn(typed.keep)
  const quota = numberIn(typed.quota, MOST_TICKETS)
  const refundDays = numberIn(typed.refund, MOST_DAYS)
  const opensAt = typed.opens === '' ? null : instantIn(zone, typed.opens)
  const closesAt = typed.closes === '' ? null : instantIn(zone, typed.closes)
  const isBackwards = opensAt && closesAt && opensAt >= closesAt
  const errors: TicketErrors = {
    ...(typed.name === '' || typed.name.length > NAME_LENGTH ? { name: 'name' } : {}),
    ...(cents == null ? { price: 'price' } : {}),
    ...(memberCents === undefined ? { member: 'price' } : {}),
    ...(paidUpCents === undefined ? { paidUp: 'price' } : {}),
    ...(quota === undefined || quota === 0 ? { quota: 'quota' } : {}),
    ...(opensAt === undefined ? { opens: 'times' } : {}),
    ...(closesAt === undefined || isBackwards ? { closes: 'times' } : {}),
    ...(refundDays === undefined ? { refund: 'refund' } : {}),
    ...(keepCents === undefined || (keepCents ?? 0) > (cents ?? 0) ? { keep: 'keep' } : {}),
  }
  if (Object.keys(errors).length > 0) return { typed, errors, words: undefined }
  const words: TicketWords = {
    ...{ name: typed.name, cents: cents!, memberCents: memberCents!, paidUpCents: paidUpCents! },
    ...{ paidUpOnly: typed.only === 'on', quota: quota!, opensAt: opensAt!, closesAt: closesAt! },
    ...{ refundDays: refundDays!, keepCents: keepCents ?? 0 },
  }
  return { typed, errors, words }
}
