/**
 * Tier, price and dates together: what a recent diploma costs is counted at the first day that is paid for, not at the
 * day of paying. Pure.
 */

import {
  type ChosenTier,
  chooseTier,
  type Declared,
  priceOf,
  type Tier,
  yearsSince,
} from '#app/domain/dues/choose-tier.ts'
import { type DuesDates, type DuesQuestion, type DuesRefusal, duesDates } from '#app/domain/dues/dues-dates.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

export interface DuesOffer {
  chosen: ChosenTier
  dates: DuesDates | DuesRefusal
}

type Standing = Pick<DuesQuestion, 'lastEnd' | 'today' | 'dues'>

/** @returns the day to count from, before it is known which tier it is: where the present dues end, or today. */
function likelyStart({ lastEnd, today }: Standing): string {
  return lastEnd && lastEnd > today ? lastEnd : today
}

/**
 * @param declared all but the day
 * @returns undefined where the association has no tier for this person
 */
export function offerFor(
  config: Pick<TenantConfig, 'tiers'>,
  declared: Omit<Declared, 'on'>,
  standing: Standing,
): DuesOffer | undefined {
  const at = (on: string): DuesOffer | undefined => {
    const chosen = chooseTier(config, { ...declared, on })
    return chosen && { chosen, dates: duesDates({ ...standing, tier: chosen.tier, cents: chosen.cents }) }
  }
  const start = likelyStart(standing)
  const offer = at(start)
  // A gap that is filled begins before today: with another year, perhaps another price.
  if (!offer || 'why' in offer.dates || offer.dates.from === start) return offer
  const earlier = at(offer.dates.from)
  return earlier && 'from' in earlier.dates && earlier.dates.from === offer.dates.from ? earlier : offer
}

/** The same for a tier that the staff chose. */
export function datesFor(tier: Tier, promotion: number | null, standing: Standing): DuesDates | DuesRefusal {
  const at = (on: string) => duesDates({ ...standing, tier, cents: priceOf(tier, yearsSince(promotion, on)).cents })
  const start = likelyStart(standing)
  const dates = at(start)
  return 'why' in dates || dates.from === start ? dates : at(dates.from)
}
