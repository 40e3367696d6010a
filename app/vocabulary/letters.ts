/** Closed words of letters to many people: what they are made of, where they stand, what they say of the reader. */

/**
 * `planned`: leaves at its hour · `sending`: some have it already · `late`: its hour is long past, the staff is asked
 * again · `stopped`: nobody receives it any more.
 */
export const LETTER_STATES = ['draft', 'planned', 'sending', 'sent', 'late', 'stopped'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/**
 * `dues` says to each reader where they stand; `article`, `event` and `offer` show the beginning of what the reader may
 * read on the site.
 */
export const BLOCK_KINDS = ['title', 'text', 'picture', 'button', 'article', 'event', 'offer', 'dues'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** What stands in a letter as `{{prenom}}`: French words, since they are typed. */
export const LETTER_TAGS = ['prenom', 'nom', 'promotion'] as const
export type LetterTag = (typeof LETTER_TAGS)[number]

/** Whether dues count for a letter's rule. */
export const PAID_UP = ['any', 'yes', 'no'] as const
export type PaidUp = (typeof PAID_UP)[number]

/**
 * Where a member's mail to their year stands. `pending`: a moderator reads it · `sending`: some have it already ·
 * `orphaned`: its author may no longer write · `expired`: nobody decided in time.
 */
export const COHORT_MAIL_STATES = [
  ...(['pending', 'refused', 'approved', 'sending', 'sent'] as const),
  ...(['withdrawn', 'orphaned', 'expired'] as const),
] as const
export type CohortMailState = (typeof COHORT_MAIL_STATES)[number]

/** Criteria of the directory by which a letter may be narrowed: a search is kept as what was asked, never as people. */
export const LETTER_CRITERIA = ['diplome', 'entreprise', 'fonction', 'secteur', 'competence', 'pays'] as const
export type LetterCriterion = (typeof LETTER_CRITERIA)[number]
