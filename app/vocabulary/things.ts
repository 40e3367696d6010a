/** What people and staff publish, and for whom: closed words that tables, tenant files and the policy share. */

/** Those that people write in groups. */
export const MEMBER_THINGS = ['Post', 'Comment', 'GroupDocument'] as const
/** Those that people write under what the association publishes. */
export const REMARK_THINGS = ['NewsComment'] as const
/** Those that the association itself writes. */
export const EDITORIAL_THINGS = ['News', 'Page', 'Document'] as const

/** What the association or a group invites to. */
export const EVENT_THINGS = ['Event'] as const

/** Those that members, companies, schools and staff deposit for who looks for work. */
export const CAREER_THINGS = ['Offer'] as const

/** Things the policy judges: each has the columns of {@link THING_COLUMNS} and a line in `policy/thing.rules.ts`. */
export const THINGS = [
  ...MEMBER_THINGS,
  ...REMARK_THINGS,
  ...EDITORIAL_THINGS,
  ...EVENT_THINGS,
  ...CAREER_THINGS,
] as const
export type Thing = (typeof THINGS)[number]

/**
 * For whom a thing is. `public`: everybody, signed in or not · `network`: people of the base and staff · `paid-up`:
 * people whose dues are in force · `group`: members of the thing's group · `cohort`: people of its year · `staff`: who
 * has a task of the staff; of what members write, who has the task of the thing · `author`: nobody else ·
 * `offer-readers`: of offers alone, whom the association's file lets read them.
 */
export const THING_AUDIENCES = [
  ...(['public', 'network', 'paid-up', 'group', 'cohort', 'staff', 'author', 'offer-readers'] as const),
] as const
export type ThingAudience = (typeof THING_AUDIENCES)[number]

/** Audiences that an association's file may offer to authors of articles. */
export const POST_AUDIENCES = ['group', 'network', 'public'] as const satisfies readonly ThingAudience[]
export type PostAudience = (typeof POST_AUDIENCES)[number]

/** Audiences of what the association itself publishes. */
export const EDITORIAL_AUDIENCES = ['public', 'network', 'paid-up', 'staff'] as const satisfies readonly ThingAudience[]
export type EditorialAudience = (typeof EDITORIAL_AUDIENCES)[number]

/** Audiences of an event; `group`: the group that invites. */
export const EVENT_AUDIENCES = [...EDITORIAL_AUDIENCES, 'group'] as const satisfies readonly ThingAudience[]
export type EventAudience = (typeof EVENT_AUDIENCES)[number]

/** `pending`: waits for a moderator · `refused`: a moderator said no · `hidden`: taken back after it was shown. */
export const THING_STATES = ['draft', 'pending', 'published', 'refused', 'hidden'] as const
export type ThingState = (typeof THING_STATES)[number]

/** When the association reads what members write: never by rule, once it is shown, or first. */
export const MODERATION = ['none', 'after', 'before'] as const
export type Moderation = (typeof MODERATION)[number]

/** Until when a thing is shown that ends by no date of its own; columns hold it, so that rules compare one way. */
export const NO_END = new Date('9999-12-31T00:00:00Z')

/**
 * The columns that rules on things name; a row that is judged carries them: the association's own the first four,
 * events `groupId` too, comments on news `personId`.
 */
export const THING_COLUMNS = [
  'state',
  'audience',
  'visibleFrom',
  'visibleUntil',
  'groupId',
  'cohort',
  'personId',
] as const

/**
 * Where a mail to a group's people stands. `pending`: waits for a moderator · `sending`: some have it already ·
 * `withdrawn`: taken back before anybody had it · `orphaned`: not sent, its author ran the group no longer.
 */
export const GROUP_MAIL_STATES = ['pending', 'refused', 'approved', 'sending', 'sent', 'withdrawn', 'orphaned'] as const
export type GroupMailState = (typeof GROUP_MAIL_STATES)[number]

/** Whether a moderator reads mails to a group's people first. */
export const MAIL_MODERATION = ['none', 'before'] as const

/** Who adds documents to a group: those who run it, or all of its people. */
export const DOCUMENTS_BY = ['leaders', 'members'] as const
export type DocumentsBy = (typeof DOCUMENTS_BY)[number]
