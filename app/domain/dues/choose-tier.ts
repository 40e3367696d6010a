/** Which tier a declared situation leads to, and why (I13): what the page shows before anybody pays. Pure. */
import type { Situation } from '#app/tenant/money.schema.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

export type Tier = TenantConfig['tiers'][number]

/** What a person may declare: `young` follows from the diploma. */
export type DeclaredSituation = Exclude<Situation, 'young'>

export interface Declared {
  situation: DeclaredSituation
  /** Year of the diploma; none: age rules do not apply. */
  promotion: number | null
  /** First day that is paid for, civil in Paris: a diploma is so old then. */
  on: string
}

/**
 * `situation`: made for it · `young`: a recent diploma goes before being in work · `other`: nothing is made for it, so
 * what is for everybody else.
 */
export type TierReason = 'situation' | 'young' | 'other'

export interface ChosenTier {
  tier: Tier
  reason: TierReason
  cents: number
  /** A recent diploma costs nothing, or less than the tier says. */
  because: 'free-year' | 'recent' | 'price'
  /** Years since the diploma, where it is known. */
  years: number | null
}

/** Situations that a recent diploma goes before: who studies or has retired is that. */
const YOUNG_INSTEAD_OF: readonly DeclaredSituation[] = ['active', 'abroad']

/** @returns situations one can declare here: those that some tier is for, in the order of the association's file. */
export function declarable(config: Pick<TenantConfig, 'tiers'>): DeclaredSituation[] {
  const named = config.tiers.flatMap(({ situation }) => (situation && situation !== 'young' ? [situation] : []))
  return named.length > 0 ? [...new Set(named)] : ['active']
}

/** @returns years from a diploma to a civil day, as calendars count them; null where the diploma has none. */
export function yearsSince(promotion: number | null, on: string): number | null {
  return promotion === null ? null : Math.max(0, Number(on.slice(0, 4)) - promotion)
}

/** @returns undefined where the association has no tier for this person. */
export function chooseTier(config: Pick<TenantConfig, 'tiers'>, declared: Declared): ChosenTier | undefined {
  const years = yearsSince(declared.promotion, declared.on)
  const open = config.tiers.filter((tier) => admits(tier, years))
  const young = YOUNG_INSTEAD_OF.includes(declared.situation)
    ? open.find((tier) => tier.situation === 'young' && years !== null)
    : undefined
  const own = open.find((tier) => tier.situation === declared.situation)
  const other = open.find((tier) => tier.situation === undefined) ?? open.find((tier) => tier.situation === 'active')
  if (young) return { tier: young, reason: 'young', ...priceOf(young, years), years }
  if (own) return { tier: own, reason: 'situation', ...priceOf(own, years), years }
  return other && { tier: other, reason: 'other', ...priceOf(other, years), years }
}

/**
 * The tier that staff probably want when money comes in by post: the one of the last dues while it still fits, else
 * what the person's diploma leads to.
 * @param last id of the tier of the last dues
 * @returns undefined where the association has no tier for this person
 */
export function presetTier(
  config: Pick<TenantConfig, 'tiers'>,
  { last, promotion, on }: { last: string | undefined; promotion: number | null; on: string },
): Tier | undefined {
  const before = config.tiers.find(({ id }) => id === last)
  if (before && before.situation === undefined && admits(before, yearsSince(promotion, on))) return before
  // Nobody stays a recent graduate: that follows from the diploma alone.
  const situation = before?.situation === undefined || before.situation === 'young' ? 'active' : before.situation
  return chooseTier(config, { situation, promotion, on })?.tier
}

/** Without a year a limit on years admits nobody but through its absence. */
function admits({ diplomaYears }: Tier, years: number | null): boolean {
  if (!diplomaYears) return true
  if (years === null) return false
  return years >= (diplomaYears.min ?? 0) && years <= (diplomaYears.max ?? Number.POSITIVE_INFINITY)
}

/** The year of the diploma and so many years after it cost nothing; then the first price that reaches that far. */
export function priceOf(tier: Tier, years: number | null): Pick<ChosenTier, 'cents' | 'because'> {
  if (years !== null && tier.freeYears > 0 && years <= tier.freeYears) return { cents: 0, because: 'free-year' }
  const line = years === null ? undefined : tier.prices.find(({ upToYears }) => years <= upToYears)
  return line ? { cents: line.cents, because: 'recent' } : { cents: tier.cents, because: 'price' }
}
