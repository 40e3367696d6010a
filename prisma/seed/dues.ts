/** Who paid which dues when: periods as the association's tiers count them, in Europe/Paris civil dates. Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Random } from '../people/random.ts'

type Tier = TenantConfig['tiers'][number]

export interface DuesPeriod {
  tierId: string
  startsAt: Date
  /** Null for life. */
  endsAt: Date | null
}

/**
 * @returns the instant at which a civil date begins in Paris, for the two dates dues begin on: 1 January and 1
 * September.
 */
function paris(year: number, month: 1 | 9): Date {
  return new Date(`${year}-${month === 1 ? '01-01T00:00:00+01:00' : '09-01T00:00:00+02:00'}`)
}

/** @returns the period of a tier that covers `now`, `back` periods earlier. */
function periodOf(tier: Tier, now: Date, back: number, random: Random): DuesPeriod {
  const year = now.getUTCFullYear()
  if (tier.period === 'lifetime') return { tierId: tier.id, startsAt: paris(year - back, 1), endsAt: null }
  if (tier.period === 'calendar-year')
    return { tierId: tier.id, startsAt: paris(year - back, 1), endsAt: paris(year - back + 1, 1) }
  if (tier.period === 'school-year') {
    const first = (now < paris(year, 9) ? year - 1 : year) - back
    return { tierId: tier.id, startsAt: paris(first, 9), endsAt: paris(first + 1, 9) }
  }
  const startsAt = new Date(now)
  startsAt.setUTCFullYear(year - back)
  startsAt.setUTCDate(startsAt.getUTCDate() - random.between(1, 330))
  const endsAt = new Date(startsAt)
  endsAt.setUTCFullYear(startsAt.getUTCFullYear() + 1)
  return { tierId: tier.id, startsAt, endsAt }
}

const SITUATIONS: Record<string, string> = {
  étudiant: 'student',
  retraité: 'retired',
  'en recherche d’emploi': 'seeking',
}

/** @returns the tier of somebody's situation; the first one where none is made for it. */
export function tierFor(config: TenantConfig, status: string, promotion: number, now: Date): Tier | undefined {
  const young = now.getUTCFullYear() - promotion <= 2 ? 'young' : 'active'
  const situation = SITUATIONS[status] ?? young
  return config.tiers.find((tier) => tier.situation === situation) ?? config.tiers[0]
}

/**
 * @returns dues paid for the period that runs now and, where they end, for the next one: a demo account stays paid up.
 */
export function paidUp(tier: Tier, now: Date, random: Random): DuesPeriod[] {
  const running = periodOf(tier, now, 0, random)
  const years = running.endsAt ? [0, -1] : [0]
  return years.map((back) => (back === 0 ? running : periodOf(tier, now, back, random)))
}

/**
 * @returns what a synthetic person paid: one in five is paid up, two in five were, some of them long ago (where dues
 * are for life, whoever paid is)
 */
export function drawDues(tier: Tier, now: Date, random: Random): DuesPeriod[] {
  const kind = random.below(10)
  if (kind < 2) return [periodOf(tier, now, 0, random), ...earlier(tier, now, random)]
  if (kind < 4) return [periodOf(tier, now, LONG_AGO, random)]
  return kind < 6 ? earlier(tier, now, random) : []
}

/** Periods. */
const LONG_AGO = 2

function earlier(tier: Tier, now: Date, random: Random): DuesPeriod[] {
  return tier.period === 'lifetime' ? [] : [periodOf(tier, now, random.between(1, 3), random)]
}
