/** Who deposits, decides about and passes on offers (E4, I11, I12, N4). Pure: callers bring rows, locked. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { OfferState, ShownState } from '#app/vocabulary/offers.ts'
import { may } from './ability.ts'
import type { OfferDecision, OfferStep } from './offer-steps.ts'
import { type Looker, mayReadThing } from './thing.rules.ts'
import type { Ability } from './types.ts'

/** An offer, as far as rules ask about it. */
export interface RuledOffer {
  state: string
  audience: string
  visibleFrom: Date
  visibleUntil: Date
  personId: string | null
  organisationId: string | null
  /** A change of it waits to be read, while what was approved stays on line (C5). */
  waits: boolean
}

/** What was done about an offer. */
export interface Doings {
  /** By this viewer. */
  relayed: boolean
  reported: boolean
  /** Somebody reported it, and nobody has judged that yet. */
  awaitsJudgement: boolean
}

/** @returns true for the task of the staff that offers are */
export const keepsOffers = (ability: Ability): boolean => may(ability, 'offers')

/** @returns true where offers are this viewer's to read at all */
export const readsOffers = (ability: Ability): boolean => may(ability, 'read-offers') || keepsOffers(ability)

/** @returns true for a person of the base who reads offers: what is new of a search is told to them */
export const keepsAlerts = (ability: Ability): boolean => ability.viewer.personId !== undefined && readsOffers(ability)

/** @returns true for who may deposit an offer; with other eyes nobody writes */
export const depositsOffers = (ability: Ability): boolean => may(ability, 'post-offers') || keepsOffers(ability)

/** @returns true for the person or the organisation whose offer it is; nobody's is the association's */
export function ownsOffer(ability: Ability, offer: Pick<RuledOffer, 'personId' | 'organisationId'>): boolean {
  const { personId, organisationId } = ability.viewer
  if (offer.personId === null && offer.organisationId === null) return keepsOffers(ability)
  return (
    (personId !== undefined && personId === offer.personId) ||
    (organisationId !== undefined && organisationId === offer.organisationId)
  )
}

/** @returns true where the viewer reads what is for its author alone; with other eyes nobody does */
export const readsAsAuthor = ({ ability, holder }: Looker, offer: Pick<RuledOffer, 'personId' | 'organisationId'>) =>
  !holder && ownsOffer(ability, offer)

/** @returns where it stands at this instant: the one function of every screen, list, mail and feed (C1, C2) */
export function shownState({ state, visibleUntil }: Pick<RuledOffer, 'state' | 'visibleUntil'>, now: Date): ShownState {
  return state === 'published' && visibleUntil <= now ? 'ended' : (state as OfferState)
}

/** @returns true for a person who may apply on this site to an offer that they read */
export function appliesHere(ability: Ability, offer: RuledOffer, now: Date): boolean {
  const isOnLine = shownState(offer, now) === 'published' && offer.visibleFrom <= now
  return isOnLine && ability.viewer.personId !== undefined && !ownsOffer(ability, offer)
}

/** @returns people of whose applications the viewer hears nothing; the association itself knows everybody */
export const apartOf = ({ viewer }: Ability, { personId }: Pick<RuledOffer, 'personId'>): readonly string[] =>
  personId === null ? [] : (viewer.apartIds ?? [])

/**
 * Says as whom the viewer reads an application: whose offer it is reads those that were not withdrawn, who sent it
 * reads their own, and nobody else any. Of two people kept apart the one reads nothing of the other (decision 040).
 * While an offer stands stopped, refused or taken off line, its author reads none: the association's own staff do (C6).
 * @param application none: the list of those to the offer
 */
export function readsApplication(
  ability: Ability,
  offer: Pick<RuledOffer, 'personId' | 'organisationId'> & { stopped: boolean },
  application?: { personId: string; state: string },
): 'recruiter' | 'applicant' | undefined {
  if (application && ability.viewer.personId === application.personId) return 'applicant'
  if (!ownsOffer(ability, offer) || application?.state === 'withdrawn') return undefined
  if (application && offer.stopped && !keepsOffers(ability)) return undefined
  if (application && apartOf(ability, offer).includes(application.personId)) return undefined
  return 'recruiter'
}

/** Steps of who deposited it. */
function ownSteps(state: ShownState): OfferStep[] {
  switch (state) {
    case 'draft':
      return ['change', 'submit', 'remove']
    case 'pending':
      return ['change', 'withdraw']
    case 'published':
      return ['change', 'prolong', 'withdraw']
    case 'hidden':
      return ['withdraw']
    case 'ended':
    case 'refused':
    case 'withdrawn':
      return ['reopen', 'remove']
  }
}

/** @returns the steps that the viewer may take about an offer that they read, at this instant */
export function offerSteps(ability: Ability, offer: RuledOffer, now: Date, done: Doings): OfferStep[] {
  const state = shownState(offer, now)
  const { personId, accountId } = ability.viewer
  if (ownsOffer(ability, offer)) {
    const steps = depositsOffers(ability) ? ownSteps(state) : withoutDeposit(state)
    // What was reported stays until somebody has looked at it (N11).
    return done.awaitsJudgement ? steps.filter((step) => step !== 'remove') : steps
  }
  if (state !== 'published') return []
  const relay: OfferStep[] = personId && readsOffers(ability) ? [done.relayed ? 'unrelay' : 'relay'] : []
  const report: OfferStep[] = accountId && may(ability, 'report') && !done.reported ? ['report'] : []
  return ['apply', ...relay, ...report]
}

/** Whoever may deposit no more still takes back what they deposited. */
const withoutDeposit = (state: ShownState): OfferStep[] =>
  ownSteps(state).filter((step) => step === 'withdraw' || step === 'remove')

/** @returns what the staff may decide about an offer that is not their own to deposit */
export function offerDecisions(ability: Ability, offer: RuledOffer, now: Date, reports: number): OfferDecision[] {
  if (!keepsOffers(ability)) return []
  const state = shownState(offer, now)
  if (state === 'pending') return ['approve', 'refuse']
  if (state !== 'published' && state !== 'hidden') return []
  return [
    ...(offer.waits ? (['approve', 'refuse'] as const) : []),
    ...(reports > 0 ? (['dismiss'] as const) : []),
    'take-down',
  ]
}

/** @returns the state of what is handed in: read first where the file says so, and wherever something is odd (C6) */
export function stateOnSubmit(
  ability: Ability,
  { offers }: Pick<TenantConfig, 'offers'>,
  odd: boolean,
): 'pending' | 'published' {
  if (keepsOffers(ability)) return 'published'
  return offers?.validated === false && !odd ? 'published' : 'pending'
}

/**
 * Says whether somebody could have read an offer while it was on line: to them its page says that it is over, to
 * everybody else it never was (C3).
 */
export function couldRead(looker: Looker, offer: RuledOffer): boolean {
  const { now } = looker
  const isOver = shownState(offer, now) === 'ended' || offer.state === 'withdrawn'
  const asItWas = { ...offer, state: 'published', visibleUntil: new Date(now.getTime() + 1) }
  return isOver && offer.visibleFrom <= now && mayReadThing(looker, 'Offer', asItWas)
}

/** @returns true where visitors read the offer too: it may then stand in indexes */
export function isOpenOffer({ offers }: Pick<TenantConfig, 'offers'>, { audience }: Pick<RuledOffer, 'audience'>) {
  return audience === 'public' || (offers?.readers.includes('visitor') ?? false)
}

/** @returns the audience that the author asks for, where the association's file leaves it to them */
export function offerAudience({ offers }: Pick<TenantConfig, 'offers'>, open: boolean): 'public' | 'offer-readers' {
  return open && offers?.open === true ? 'public' : 'offer-readers'
}
