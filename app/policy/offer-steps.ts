/** What somebody may do about an offer: words, for pages too. */
export const OFFER_STEPS = [
  ...(['change', 'submit', 'withdraw', 'prolong', 'reopen', 'remove'] as const),
  ...(['apply', 'relay', 'unrelay', 'report'] as const),
] as const
export type OfferStep = (typeof OFFER_STEPS)[number]

/** What the association decides about an offer: what waits, what was reported, what is on line. */
export const OFFER_DECISIONS = ['approve', 'refuse', 'dismiss', 'take-down'] as const
export type OfferDecision = (typeof OFFER_DECISIONS)[number]
