/** Events of the demo (S14, E3, I10). */
import { addDays, civilDay, ZONE } from '#app/calendar/civil-day.ts'
import { instantIn } from '#app/calendar/local-time.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { type DemoEvent, eventsOf } from './events.data.ts'

const EVENTS: BulkTable = {
  name: 'event',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', slug: 'text', title: 'text', lead: 'text', text: 'text', category: 'text' },
    ...{ groupId: 'uuid', state: 'text', audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz' },
    ...{ cancelledAt: 'timestamptz', startsLocal: 'text', endsLocal: 'text', zone: 'text', startsAt: 'timestamptz' },
    ...{ endsAt: 'timestamptz', place: 'text', address: 'text', city: 'text', link: 'text', registration: 'text' },
    ...{ capacity: 'integer', guests: 'smallint', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}
const DAY = 86_400_000
/** Days since when they stand in the agenda. */
const SHOWN_FOR = 45

/** The first group of a kind in the association's file. */
function groupOf({ id, config }: Scope, kind: DemoEvent['of']): string | null {
  const group = kind && config.groups.find((one) => one.kind === kind)
  return group ? fileGroupId(id, group.id) : null
}

function rowOf(scope: Scope, one: DemoEvent, now: Date) {
  const { day, from, to, of, cancelled, free, zone = ZONE, ...words } = one
  const date = addDays(civilDay(now), day)
  const [startsLocal, endsLocal] = [`${date}T${from}`, `${date}T${to}`]
  const shownAt = new Date(now.getTime() - SHOWN_FOR * DAY)
  const groupId = groupOf(scope, of)
  return {
    tenantId: scope.id,
    id: uuidv7(shownAt.getTime()),
    state: 'published',
    audience: 'public',
    guests: 0,
    ...words,
    ...(words.audience === 'group' && !groupId ? { audience: 'network' } : {}),
    ...{ zone, startsLocal, endsLocal, groupId },
    startsAt: instantIn(zone, startsLocal)!,
    endsAt: instantIn(zone, endsLocal)!,
    registration: free ? 'none' : 'open',
    cancelledAt: cancelled ? new Date(now.getTime() - 2 * DAY) : null,
    ...{ visibleFrom: shownAt, visibleUntil: NO_END, createdAt: shownAt },
  }
}

/** Writes the association's events, past and to come. */
export async function addEvents(query: Query, scope: Scope, now: Date): Promise<void> {
  const slugs: string[] = []
  const rows = eventsOf(scope.config.slug).map((one) => {
    const slug = freeSlug(slugOf(one.title, 'evenement'), slugs)
    slugs.push(slug)
    return { ...rowOf(scope, one, now), slug }
  })
  if (rows.length > 0) await query(insertRows(EVENTS, rows))
}
