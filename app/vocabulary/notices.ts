/** What somebody is told of, and how: closed words that tables, rules and pages share. Pure. */

/**
 * `post`: an article in one's group · `comment`: an answer under one's own article, or one that one answered ·
 * `mention`: named by `@` · `contact-asked`, `contact-accepted` · `joined`: accepted in a group · `proposal`: the staff
 * answered one's proposal · `decided`: a moderator read what one wrote · `join-asked`: to who leads a group ·
 * `waiting`: to the staff · `document`: in one's group · `site-document`, `association-news`: the association's own.
 */
export const NOTICE_KINDS = [
  ...(['post', 'comment', 'mention', 'contact-asked', 'contact-accepted', 'joined', 'proposal', 'decided'] as const),
  ...(['join-asked', 'waiting', 'document', 'site-document', 'association-news'] as const),
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What one decides about in one line: kinds, several together where they are one affair, and the news of contacts. */
export const NOTICE_CHOICES = [
  ...(['mention', 'comment', 'post', 'contact-asked', 'contact-accepted', 'answer', 'news', 'join-asked'] as const),
  ...(['document', 'association-news', 'waiting'] as const),
] as const
export type NoticeChoice = (typeof NOTICE_CHOICES)[number]

/** @returns the line of the choices that the kind belongs to */
export function choiceOf(kind: NoticeKind): NoticeChoice {
  if (kind === 'site-document') return 'document'
  return kind === 'joined' || kind === 'proposal' || kind === 'decided' ? 'answer' : kind
}

/** `site`: on the page of notices alone · `mail`: a mail besides, at once · `daily`, `weekly`: in one with others. */
export const VOLUMES = ['site', 'mail', 'daily', 'weekly', 'never'] as const
export type Volume = (typeof VOLUMES)[number]

/** What holds for who never chose. */
export const USUAL_VOLUMES: Readonly<Record<NoticeChoice, Volume>> = {
  mention: 'mail',
  comment: 'daily',
  post: 'weekly',
  'contact-asked': 'mail',
  'contact-accepted': 'site',
  answer: 'mail',
  news: 'weekly',
  'join-asked': 'mail',
  waiting: 'daily',
  document: 'site',
  'association-news': 'site',
}

/** Kinds that stand in a group: what is chosen for the group goes before what is chosen for the kind. */
export const OF_GROUPS: readonly NoticeKind[] = ['post', 'comment', 'mention', 'join-asked', 'document']
/** Kinds of one article: what is chosen for it goes before the group (A23). */
export const OF_ARTICLES: readonly NoticeKind[] = ['post', 'comment', 'mention']

/** Whom a choice is about, from the closest: each goes before those after it (A23). */
export const CHOICE_SCOPES = ['item', 'group', 'kind'] as const
export type ChoiceScope = (typeof CHOICE_SCOPES)[number]
