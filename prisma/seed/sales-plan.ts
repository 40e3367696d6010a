/**
 * What a demo association sold last year and this year: what, to whom, when and how it was paid. Pure; the same every
 * time.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Random } from '../people/random.ts'

export type Means = 'card' | 'sepa' | 'cheque' | 'transfer' | 'cash'

/** Dues or a pass that somebody has already, and that is now also paid for. */
export interface Held {
  id: string
  /** Person or company. */
  ownerId: string
  /** Of a tier. */
  tierId?: string
  promotion?: number | null
  startsAt: Date
  endsAt: Date | null
}

export interface Planned {
  kind: 'dues' | 'gift' | 'pass' | 'item'
  at: Date
  ownerId: string | null
  held?: Held
  /** Of a gift, alone or beside dues. */
  giftCents: number
  campaign: string | null
  /** Of the shop. */
  item?: { id: string; quantity: number }
  means: Means
  /** What went back, and when. */
  back?: { part: 'some' | 'all'; at: Date }
}

const DAY = 86_400_000
/** Of dues that are over: part of them, as books tell of last year. Whoever is paid up has paid. */
const MOST_PAST_DUES = 18
const GIFTS = 9
const TICKETS = 8

const MEANS: readonly Means[] = ['card', 'card', 'card', 'sepa', 'cheque', 'transfer', 'card', 'cheque', 'card', 'cash']

/** The hour at which something is paid: in the day, in France. */
function during(day: number, random: Random): Date {
  return new Date(Math.floor(day / DAY) * DAY + random.between(8, 19) * 3_600_000 + random.below(3600) * 1000)
}

/** A day between two, both before now. */
function between(from: number, until: number, random: Random): Date {
  const days = Math.max(1, Math.floor((until - from) / DAY))
  return during(from + random.below(days) * DAY, random)
}

/** @param dues in the order in which they begin · @param givers ids of persons */
export function planSales(
  config: TenantConfig,
  { dues, passes, givers }: { dues: readonly Held[]; passes: readonly Held[]; givers: readonly string[] },
  now: Date,
  random: Random,
): Planned[] {
  const year = now.getUTCFullYear()
  const planned = [year - 1, year].flatMap((one) => {
    const first = Date.UTC(one, 0, 2)
    const last = Math.min(Date.UTC(one, 11, 28), now.getTime() - 3 * DAY)
    return [
      ...duesOf(config, duesIn(dues, one, now), one, [first, last], random),
      ...giftsOf(config, givers, [first, last], random),
    ]
  })
  const items = itemsOf(config, givers, [Date.UTC(year, 0, 15), now.getTime() - 3 * DAY], random)
  const sold = passes.map((held, i): Planned => {
    const means = i % 2 === 0 ? 'card' : 'transfer'
    return { kind: 'pass', at: held.startsAt, ownerId: held.ownerId, held, giftCents: 0, campaign: null, means }
  })
  return [...planned, ...items, ...sold]
    .filter(({ at }) => at.getTime() < now.getTime())
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Dues that began in the year: all that run now, and part of the others. */
function duesIn(dues: readonly Held[], year: number, now: Date): Held[] {
  const mine = dues.filter(
    ({ startsAt }) =>
      startsAt.getTime() + DAY >= Date.UTC(year, 0, 1) && startsAt.getTime() < Date.UTC(year + 1, 0, 1) - DAY,
  )
  const runs = ({ endsAt }: Held) => endsAt === null || endsAt > now
  return [...mine.filter(runs), ...mine.filter((held) => !runs(held)).slice(0, MOST_PAST_DUES)]
}

function duesOf(
  config: TenantConfig,
  dues: readonly Held[],
  year: number,
  [first, last]: [number, number],
  random: Random,
): Planned[] {
  return dues.map((held, i) => {
    // Few pay on the very day on which dues begin; most within two months, some late.
    const from = Math.max(first, held.startsAt.getTime() - DAY)
    const at = between(from, Math.max(from + DAY, Math.min(last, from + (i % 5 === 0 ? 200 : 60) * DAY)), random)
    const suggested = config.money.gifts?.suggested ?? []
    const giftCents = suggested.length > 0 && i % 6 === 1 ? suggested[i % suggested.length]! : 0
    const means = MEANS[(i + year) % MEANS.length]!
    const back = i === 4 ? { part: 'some' as const, at: new Date(at.getTime() + 9 * DAY) } : undefined
    return {
      kind: 'dues',
      at,
      ownerId: held.ownerId,
      held,
      giftCents,
      campaign: null,
      means,
      ...(back ? { back } : {}),
    }
  })
}

function giftsOf(
  config: TenantConfig,
  givers: readonly string[],
  [first, last]: [number, number],
  random: Random,
): Planned[] {
  const { gifts } = config.money
  if (!gifts || last <= first) return []
  return givers.slice(0, GIFTS).map((ownerId, i) => {
    const at = between(first, last, random)
    const giftCents = gifts.suggested[random.below(gifts.suggested.length)]!
    const campaign = i % 2 === 1 ? (gifts.campaigns[0]?.id ?? null) : null
    const back = i === 2 ? { part: 'all' as const, at: new Date(at.getTime() + 6 * DAY) } : undefined
    return { kind: 'gift', at, ownerId, giftCents, campaign, means: MEANS[i]!, ...(back ? { back } : {}) }
  })
}

/** Tickets of this year, some for two; part of the places, so that what is left is seen. */
function itemsOf(
  config: TenantConfig,
  givers: readonly string[],
  [first, last]: [number, number],
  random: Random,
): Planned[] {
  if (last <= first) return []
  return config.shop.flatMap(({ id, atMost }) =>
    givers.slice(0, TICKETS).map((ownerId, i) => ({
      ...{ kind: 'item' as const, at: between(first, last, random), ownerId, giftCents: 0, campaign: null },
      item: { id, quantity: Math.min(atMost, 1 + (i % 2)) },
      means: MEANS[(i * 3) % MEANS.length]!,
      ...(i === 5 ? { back: { part: 'all' as const, at: new Date(last) } } : {}),
    })),
  )
}
