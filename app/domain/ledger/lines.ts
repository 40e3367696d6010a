/** Lines of a basket, in the association's own words and at its own prices. Pure. */
import { startOfDay } from '#app/calendar/civil-day.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'
import { ACCOUNTS } from './plan.ts'
import type { Buyer, NewLine } from './sale.ts'

type Tier = TenantConfig['tiers'][number]
type Product = TenantConfig['shop'][number]

/** The VAT rules of a day: `vatOn` of vat.server.ts. */
export type Vat = Seller['vat']

/**
 * Which of the two rules holds: art. 261-7-1° a covers what is sold to members, so neither companies, their passes, nor
 * visitors; dues make one a member.
 */
export function vatGroup(kind: NewLine['kind'], buyer: Buyer['kind']): 'members' | 'companies' {
  return kind === 'dues' || (kind !== 'pass' && buyer === 'person') ? 'members' : 'companies'
}

/** VAT contained in what is sold to members or to companies, hundredths of a percent. */
function vatPoints(vat: Vat | undefined, to: 'members' | 'companies'): number {
  return vat?.[to] === 'taxed' ? vat.rateBasisPoints : 0
}

/** The VAT contained in dues, hundredths of a percent. */
export const duesVat = (vat: Vat | undefined): number => vatPoints(vat, 'members')

/** @param from civil day · @param until first day not paid for; null for ever */
export function duesLine(
  vat: Vat | undefined,
  tier: Tier,
  {
    cents,
    from,
    until,
    language,
    situation,
  }: { cents: number; from: string; until: string | null; language: 'fr' | 'en'; situation?: string },
): NewLine {
  return {
    kind: 'dues',
    productId: tier.id,
    label: tier.name[language],
    quantity: 1,
    unitCents: cents,
    vatPoints: vatPoints(vat, 'members'),
    account: tier.counterpart ? ACCOUNTS.duesWith : ACCOUNTS.duesWithout,
    startsAt: startOfDay(from) ?? null,
    endsAt: until === null ? null : (startOfDay(until) ?? null),
    data: { ...(situation ? { situation } : {}), counterpart: tier.counterpart },
  }
}

/** @param campaign id of one of the association's campaigns; none: for whatever is needed most */
export function giftLine(
  config: TenantConfig,
  cents: number,
  campaign: string | null,
  words: { gift: string; language: 'fr' | 'en' },
): NewLine {
  const named = config.money.gifts?.campaigns.find(({ id }) => id === campaign)
  return {
    kind: 'gift',
    productId: named?.id ?? 'don',
    label: named ? `${words.gift} – ${named.name[words.language]}` : words.gift,
    quantity: 1,
    unitCents: cents,
    vatPoints: 0,
    account: ACCOUNTS.gifts,
    startsAt: null,
    endsAt: null,
  }
}

export interface PassOffer {
  id: string
  name: { fr: string; en: string }
  cents: number
  months: number
  seats: number
  openedPerDay?: number | undefined
  openedInAll?: number | undefined
}

/** @returns the durations on sale, the usual one first. */
export function passOffers({ recruiters }: Pick<TenantConfig, 'recruiters'>): PassOffer[] {
  const pass = recruiters?.pass
  return pass ? [{ ...pass, id: 'usual' }, ...pass.others] : []
}

/**
 * Makes the line of a sale for a pass.
 * @param vat absent where the association charges none
 * @returns amounts in cents; limits of the pass in `data`
 */
export function passLine(vat: Vat | undefined, offer: PassOffer, language: 'fr' | 'en'): NewLine {
  const { months, seats, openedPerDay, openedInAll } = offer
  return {
    kind: 'pass',
    productId: offer.id,
    label: offer.name[language],
    quantity: 1,
    unitCents: offer.cents,
    vatPoints: vatPoints(vat, 'companies'),
    account: ACCOUNTS.services,
    startsAt: null,
    endsAt: null,
    data: { months, seats, ...(openedPerDay ? { openedPerDay } : {}), ...(openedInAll ? { openedInAll } : {}) },
  }
}

/**
 * Makes the line of a sale for an item of the shop, at the price that was shown.
 * @param vat absent where the association charges none
 * @param product the item as the tenant file has it; `cents` is the price of one
 */
export function itemLine(
  vat: Vat | undefined,
  buyer: Buyer['kind'],
  product: Product,
  { quantity, cents, language }: { quantity: number; cents: number; language: 'fr' | 'en' },
): NewLine {
  return {
    kind: 'item',
    productId: product.id,
    label: product.name[language],
    quantity,
    unitCents: cents,
    vatPoints: vatPoints(vat, vatGroup('item', buyer)),
    account: ACCOUNTS.services,
    startsAt: null,
    endsAt: null,
    ...(product.stock === undefined ? {} : { stock: product.stock }),
  }
}

/**
 * Makes the line of a sale for places of an event, which a person of the base buys.
 * @param vat absent where the association charges none
 * @param ticket what is sold; `cents` is the price of one
 * @param terms what is kept of the moment at which it was sold
 */
export function ticketLine(
  vat: Vat | undefined,
  ticket: { label: string; typeId: string; quantity: number; cents: number },
  terms: object,
): NewLine {
  const { label, typeId, quantity, cents } = ticket
  return {
    ...{ kind: 'ticket', productId: typeId, label, quantity, unitCents: cents },
    vatPoints: vatPoints(vat, vatGroup('ticket', 'person')),
    account: ACCOUNTS.services,
    startsAt: null,
    endsAt: null,
    data: { ...terms },
  }
}
