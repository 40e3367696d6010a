/** Groups of the demo with their people, what they write, what waits for the staff (S15, I14, I15). */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { type FileGroup, fileGroupId, groupsByRecord, yearGroup } from '#app/tenant/groups.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { Random } from '../people/random.ts'
import type { AddedPerson } from './add-people.ts'
import { CLASS, CLUB, type DemoArticle, PROPOSAL, REGIONAL, WAITING } from './groups.data.ts'
import type { Everybody } from './ties.ts'

const GROUPS: BulkTable = {
  name: 'group',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', slug: 'text', name: 'text', kind: 'text', joining: 'text', about: 'text' },
    ...{ state: 'text', personId: 'uuid', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}
const MEMBERS: BulkTable = {
  name: 'group_member',
  columns: {
    ...{ tenantId: 'uuid', groupId: 'uuid', personId: 'uuid', state: 'text', leads: 'boolean', at: 'timestamptz' },
    note: 'text',
  },
  key: ['tenantId', 'groupId', 'personId'],
}
const THING: BulkTable['columns'] = {
  ...{ tenantId: 'uuid', id: 'uuid', groupId: 'uuid', personId: 'uuid', text: 'text', state: 'text' },
  ...{ audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz', createdAt: 'timestamptz' },
  toldAt: 'timestamptz',
}
const POSTS: BulkTable = { name: 'post', columns: { ...THING, title: 'text' }, key: ['tenantId', 'id'] }
const COMMENTS: BulkTable = { name: 'comment', columns: { ...THING, postId: 'uuid' }, key: ['tenantId', 'id'] }
const THANKS: BulkTable = {
  name: 'post_thanks',
  columns: { tenantId: 'uuid', postId: 'uuid', personId: 'uuid', at: 'timestamptz' },
  key: ['tenantId', 'postId', 'personId'],
}

const DAY = 86_400_000
const SIZE = 24
/** Days that an article is news. */
const NEWS_DAYS = 10
const ARTICLES: Record<string, readonly DemoArticle[]> = { regional: REGIONAL, club: CLUB, class: CLASS, year: CLUB }

interface Demo {
  scope: Scope
  random: Random
  now: Date
  rows: Record<'groups' | 'members' | 'posts' | 'comments' | 'thanks', object[]>
}

/**
 * People of a group, its leader first: by address or year where that decides, drawn otherwise; the demo's members are
 * in about half of them, and the paid-up one leads the first club.
 */
function peopleOf({ scope, random }: Demo, group: FileGroup, everybody: Everybody): AddedPerson[] {
  const { member, adherent, others } = everybody
  const alive = others.filter(({ record }) => record.status !== 'décédé')
  const chosen = scope.config.groups.filter(({ joining }) => joining !== 'automatic')
  if (group.joining !== 'automatic') {
    const drawn = random.several(alive, SIZE)
    const cast = chosen.indexOf(group) % 2 === 0 || group.joining === 'staff' ? [adherent, member] : []
    return group === chosen.find(({ kind }) => kind === 'club') ? [adherent, member, ...drawn] : [...drawn, ...cast]
  }
  const id = fileGroupId(scope.id, group.id)
  const belongs = ({ record: { homePostcode = null, homeCountry = null, promotion } }: AddedPerson) =>
    groupsByRecord(scope, { homePostcode, homeCountry, promotion: promotion ?? null }).includes(id)
  return [adherent, member, ...alive].filter(belongs).slice(0, SIZE)
}

function write(
  demo: Demo,
  groupId: string,
  people: readonly AddedPerson[],
  article: DemoArticle,
  daysAgo: number,
): void {
  const { scope, random, now, rows } = demo
  const at = new Date(now.getTime() - daysAgo * DAY)
  // The newest are told of by the worker, once the demo runs.
  const told = { toldAt: daysAgo > NEWS_DAYS ? at : null }
  const thing = { tenantId: scope.id, groupId, state: 'published', audience: 'group', visibleUntil: NO_END, ...told }
  const postId = uuidv7(at.getTime())
  const [author, ...readers] = random.several(people, Math.min(people.length, 8))
  const { title, text, answers } = article
  rows.posts.push({ ...thing, id: postId, personId: author!.id, title, text, visibleFrom: at, createdAt: at })
  for (const [i, answer] of answers.slice(0, readers.length).entries()) {
    const then = new Date(at.getTime() + (i + 1) * DAY * 0.4)
    const words = { postId, personId: readers[i]!.id, text: answer, visibleFrom: then, createdAt: then }
    rows.comments.push({ ...thing, id: uuidv7(then.getTime()), ...words })
  }
  for (const { id: personId } of readers.slice(0, random.below(5)))
    rows.thanks.push({ tenantId: scope.id, postId, personId, at })
}

function fillGroup(demo: Demo, group: FileGroup, everybody: Everybody): void {
  const { scope, now, rows } = demo
  const { id: slug, kind, joining } = group
  const people = peopleOf(demo, group, everybody)
  if (people.length < 3) return
  const id = fileGroupId(scope.id, slug)
  rows.groups.push({ tenantId: scope.id, id, slug, kind, joining, state: 'open', createdAt: now })
  const leader = joining === 'staff' ? undefined : people[0]
  for (const person of joining === 'automatic' ? people.slice(0, 1) : people) {
    const place = { state: 'member', leads: person === leader, at: new Date(now.getTime() - 200 * DAY) }
    rows.members.push({ tenantId: scope.id, groupId: id, personId: person.id, ...place })
  }
  for (const [i, article] of ARTICLES[kind]!.entries()) write(demo, id, people, article, 6 + i * 17)
}

/** What waits for the staff: a group that somebody proposes; an article where the association reads first. */
function leaveWaiting({ scope, random, now, rows }: Demo, { member, others }: Everybody): void {
  const at = new Date(now.getTime() - 2 * DAY)
  const [by] = random.several(others, 1)
  const proposed = { slug: 'randonnee-et-montagne', kind: 'club', joining: 'open', state: 'proposed', ...PROPOSAL }
  rows.groups.push({ tenantId: scope.id, id: uuidv7(at.getTime()), ...proposed, personId: by!.id, createdAt: at })
  const group = scope.config.groups.find(({ joining }) => joining !== 'automatic')
  if (!group || scope.config.posts.moderation !== 'before') return
  const { title, text } = WAITING
  const words = { id: uuidv7(at.getTime()), personId: member.id, title, text, state: 'pending', audience: 'group' }
  const times = { visibleFrom: at, visibleUntil: NO_END, createdAt: at }
  rows.posts.push({ tenantId: scope.id, groupId: fileGroupId(scope.id, group.id), ...words, ...times })
}

/** Fills the groups of the association's file; nothing where it has none, as a federation. */
export async function addGroups(query: Query, scope: Scope, everybody: Everybody, now: Date): Promise<void> {
  if (scope.config.groups.length === 0 || everybody.others.length === 0) return
  const rows = { groups: [], members: [], posts: [], comments: [], thanks: [] }
  const demo: Demo = { scope, random: new Random(scope.config.slug.length, 47), now, rows }
  const years = [everybody.adherent, everybody.member].flatMap(({ record }) => record.promotion ?? [])
  const ofYears = [...new Set(years)].flatMap((year) => yearGroup(scope, year) ?? [])
  for (const group of [...scope.config.groups, ...ofYears]) fillGroup(demo, group, everybody)
  leaveWaiting(demo, everybody)
  await query(insertRows(GROUPS, rows.groups))
  await query(insertRows(MEMBERS, rows.members))
  await query(insertRows(POSTS, rows.posts))
  await query(insertRows(COMMENTS, rows.comments))
  await query(insertRows(THANKS, rows.thanks))
}
