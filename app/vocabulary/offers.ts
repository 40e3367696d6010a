/** Offers of internships and jobs (E4, I11, I12, N4): closed words that tables, forms, pages and the policy share. */

export const OFFER_KINDS = ['internship', 'apprenticeship', 'job', 'student-job', 'thesis', 'volunteering'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** Asked of jobs and student jobs; of the other kinds the kind itself says it. */
export const CONTRACTS = ['permanent', 'fixed-term', 'temporary', 'freelance'] as const
export type Contract = (typeof CONTRACTS)[number]
/** Kinds of which the contract is asked. */
export const CONTRACT_KINDS: readonly OfferKind[] = ['job', 'student-job']
/** Kinds that nobody is paid for. */
export const UNPAID_KINDS: readonly OfferKind[] = ['volunteering']
/** Kinds that come back on top while they are on line, with a mail that asks (N4). */
export const REFRESHED_KINDS: readonly OfferKind[] = ['internship', 'student-job']

export const REMOTE = ['none', 'some', 'full'] as const
export type Remote = (typeof REMOTE)[number]

/** What the pay is for: a year, a month, an hour; gross euros. */
export const PAY_PERIODS = ['year', 'month', 'hour'] as const
export type PayPeriod = (typeof PAY_PERIODS)[number]

/**
 * Where an offer stands, as rows keep it. `pending`: waits for the association · `hidden`: off line after reports.
 * That it has ended is worked out from the clock (C1).
 */
export const OFFER_STATES = ['draft', 'pending', 'published', 'refused', 'withdrawn', 'hidden'] as const
export type OfferState = (typeof OFFER_STATES)[number]

/** {@link OFFER_STATES} as people see them. */
export const SHOWN_STATES = [...OFFER_STATES, 'ended'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

/** Why a state changed (C2): there is no change without one of these words. */
export const OFFER_CAUSES = [
  ...(['deposited', 'submitted', 'no-validation', 'approved', 'refused', 'withdrawn', 'by-mail', 'edited'] as const),
  ...(['edit-asked', 'edit-approved', 'edit-refused', 'prolonged', 'reopened', 'refreshed', 'reports'] as const),
  ...(['taken-down', 'reports-dismissed'] as const),
] as const
export type OfferCause = (typeof OFFER_CAUSES)[number]

export const OFFER_REPORTS = ['fraud', 'discrimination', 'gone', 'wrong', 'other'] as const

/** What an offer says: the form's fields, the columns of its row, and what a change of it keeps until it is read. */
export const OFFER_FIELDS = [
  ...(['kind', 'title', 'company', 'town', 'country', 'remote', 'contract', 'payFrom', 'payTo', 'payPer'] as const),
  ...(['startsOn', 'lastDay', 'text', 'applyUrl', 'mostApplications', 'audience'] as const),
] as const
export type OfferField = (typeof OFFER_FIELDS)[number]

/** For whom an offer is: those whom the association's file lets read offers, or everybody. */
export const OFFER_AUDIENCES = ['offer-readers', 'public'] as const
export type OfferAudience = (typeof OFFER_AUDIENCES)[number]

/** Where an application stands, as rows keep it: `sent` waits for an answer. */
export const APPLICATION_STATES = ['sent', 'accepted', 'refused', 'withdrawn'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

/** How far a recruiter is with one that waits for its answer: no answer yet, and no mail tells of it (C10). */
export const APPLICATION_STAGES = ['shortlisted', 'interview'] as const
export type ApplicationStage = (typeof APPLICATION_STAGES)[number]

/** Columns of a recruiter's board; what is in the first two or the third waits for an answer. */
export const BOARD_COLUMNS = ['unread', ...APPLICATION_STAGES, 'answered'] as const
export type BoardColumn = (typeof BOARD_COLUMNS)[number]

/**
 * As both sides see it (C9). `stored`: its mail has not left yet · `told`: the mail has left · `delivered`: it arrived
 * · `bounced`: it came back, and the application waits in the recruiter's space · `opened`: somebody has read it ·
 * a stage of {@link APPLICATION_STAGES}.
 */
export const SHOWN_APPLICATIONS = [
  ...(['stored', 'told', 'delivered', 'bounced', 'opened'] as const),
  ...APPLICATION_STAGES,
  ...(['accepted', 'refused', 'withdrawn'] as const),
] as const
export type ShownApplication = (typeof SHOWN_APPLICATIONS)[number]
