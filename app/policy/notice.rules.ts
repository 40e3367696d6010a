/**
 * Which notices exist for whom: each is a pointer, and is there only while its reader may read what it points to and
 * what it tells is so (A11). Pure; `domain/notices` says the same of many rows in SQL, and a test holds both together.
 */
import type { Condition } from '#app/db/condition.ts'
import type { NoticeKind } from '#app/vocabulary/notices.ts'
import type { Thing } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import { entersGroups, opensDocuments } from './group.rules.ts'
import { type Looker, mayReadThing, whereVisible } from './thing.rules.ts'

/** An article or an answer as rules judge it: the columns of `THING_COLUMNS`. */
export interface JudgedThing {
  state: string
  personId: string | null
}

/** A document or news as rules judge them: the columns that the kind of thing has. */
export interface JudgedFile {
  state: string
  visibleFrom: Date
  visibleUntil: Date
}

export interface JudgedNotice {
  kind: NoticeKind
  subjectId: string
  placeId: string
  /** What it tells still waits for an answer, or was answered: the request, the proposal, what the staff read. */
  open: boolean
  post: JudgedThing | null
  comment: JudgedThing | null
  /** A document, or the association's news. */
  file: JudgedFile | null
}

/** @returns whether the notice exists for this viewer now */
export function mayReadNotice(looker: Looker, notice: JudgedNotice): boolean {
  const { ability } = looker
  const { kind, subjectId, placeId, open, post, comment, file } = notice
  const { personId, friendIds, groupIds = [], leads = [], apartIds = [] } = ability.viewer
  switch (kind) {
    case 'contact-asked':
      return personId !== undefined && open && !apartIds.includes(subjectId)
    case 'contact-accepted':
      return friendIds.includes(subjectId) && !apartIds.includes(subjectId)
    case 'join-asked':
      return entersGroups(ability) && open && leads.includes(placeId) && !apartIds.includes(subjectId)
    case 'joined':
      return entersGroups(ability) && groupIds.includes(placeId)
    case 'proposal':
      return entersGroups(ability) && open
    case 'decided':
      return entersGroups(ability) && isOwnDecided(comment ?? post, personId)
    case 'waiting':
      return open && may(ability, post ? 'moderation' : 'groups')
    case 'post':
      return entersGroups(ability) && isShown(looker, post, null)
    case 'comment':
      return entersGroups(ability) && comment !== null && isShown(looker, post, comment)
    case 'mention':
      return entersGroups(ability) && isShown(looker, post, comment)
    case 'document':
      return entersGroups(ability) && opensDocuments(ability, placeId) && isOut(looker, 'GroupDocument', file)
    case 'site-document':
      return isOut(looker, 'Document', file)
    case 'association-news':
      return isOut(looker, 'News', file)
  }
}

/**
 * @returns the articles whose title a notice about one's own words may tell: an answer stays its author's after they
 *   left the group or were kept apart from whoever wrote the article, and says nothing of it then
 */
export function whereTitled(looker: Looker): Condition {
  return whereVisible(looker, 'Post')
}

function isShown(looker: Looker, post: JudgedThing | null, comment: JudgedThing | null): boolean {
  if (post?.state !== 'published' || !mayReadThing(looker, 'Post', post)) return false
  return comment === null || (comment.state === 'published' && mayReadThing(looker, 'Comment', comment))
}

/** Who keeps a thing reads it in any state; it is news only while others do. */
function isOut(looker: Looker, thing: Thing, file: JudgedFile | null): boolean {
  if (file?.state !== 'published' || file.visibleFrom > looker.now || file.visibleUntil <= looker.now) return false
  return mayReadThing(looker, thing, file)
}

const DECIDED = ['published', 'refused']

const isOwnDecided = (thing: JudgedThing | null, personId: string | undefined): boolean =>
  thing !== null && personId !== undefined && thing.personId === personId && DECIDED.includes(thing.state)
