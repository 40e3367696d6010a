/** What ties synthetic people to each other and to the association: dues, friendships, families. */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { addFamilyTie, TIE_KINDS } from '#app/domain/people/family-ties.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { Random } from '../people/random.ts'
import type { AddedPerson } from './add-people.ts'
import { drawDues, paidUp, tierFor } from './dues.ts'

const MEMBERSHIPS: BulkTable = {
  name: 'membership_period',
  columns: {
    ...{
      tenantId: 'uuid',
      id: 'uuid',
      personId: 'uuid',
      tierId: 'text',
      startsAt: 'timestamptz',
      endsAt: 'timestamptz',
    },
    source: 'text',
  },
  key: ['tenantId', 'id'],
}

const FRIENDSHIPS: BulkTable = {
  name: 'friendship',
  columns: { tenantId: 'uuid', personId: 'uuid', friendId: 'uuid', acceptedAt: 'timestamptz' },
  key: ['tenantId', 'personId', 'friendId'],
}

export interface Everybody {
  member: AddedPerson
  adherent: AddedPerson
  others: AddedPerson[]
}

/** Dues: the demo's paid-up member always, the unpaid one never, one in five of the others now. */
export async function addDues(query: Query, scope: Scope, { adherent, others }: Everybody, now: Date): Promise<void> {
  const random = new Random(scope.config.slug.length, 41)
  const rows = [adherent, ...others].flatMap((person, i) => {
    const { status, promotion } = person.record
    const tier = tierFor(scope.config, status, promotion, now)
    if (!tier || status === 'décédé') return []
    const periods = i === 0 ? paidUp(tier, now, random) : drawDues(tier, now, random)
    return periods.map((period) => {
      return { tenantId: scope.id, id: uuidv7(), personId: person.id, ...period, source: 'demo' }
    })
  })
  await query(insertRows(MEMBERSHIPS, rows))
}

const FRIENDS_OF_DEMO = 14

/**
 * Friends of both demo members, people who admit friends only among them, and of some others. Two rows per friendship.
 */
export async function addFriendships(query: Query, scope: Scope, everybody: Everybody, now: Date): Promise<void> {
  const { member, adherent, others } = everybody
  const random = new Random(scope.config.slug.length, 42)
  const alive = others.filter(({ record }) => record.status !== 'décédé')
  const careful = alive.filter(({ record }) => Object.values(record.choicesSite).includes('friends'))
  const pairs = new Map<string, [string, string]>()
  const tie = (a: AddedPerson, b: AddedPerson) => {
    if (a.id !== b.id) pairs.set([a.id, b.id].sort().join(' '), [a.id, b.id])
  }
  tie(member, adherent)
  for (const one of [member, adherent]) {
    for (const friend of random.several(careful, FRIENDS_OF_DEMO / 2)) tie(one, friend)
    for (const friend of random.several(alive, FRIENDS_OF_DEMO / 2)) tie(one, friend)
  }
  for (let i = 0; i < alive.length / 2; i++) tie(random.pick(alive), random.pick(alive))
  const rows = [...pairs.values()].flatMap(([a, b]) => [
    { tenantId: scope.id, personId: a, friendId: b, acceptedAt: now },
    { tenantId: scope.id, personId: b, friendId: a, acceptedAt: now },
  ])
  await query(insertRows(FRIENDSHIPS, rows))
}

const EVERY = 24

/** Families: the demo's paid-up member has a brother or sister, and one in a dozen of the others somebody. */
export async function addFamilies(
  query: Query,
  scope: Scope,
  { adherent, others }: Everybody,
  now: Date,
): Promise<void> {
  const random = new Random(scope.config.slug.length, 43)
  const trace = { from: 'school', source: 'synthetic', now } as const
  const first = others.find(({ record }) => record.status === 'en activité')
  if (first) await addFamilyTie(query, scope, { personId: adherent.id, otherId: first.id, kind: 'sibling' }, trace)
  for (let i = EVERY; i + 1 < others.length; i += EVERY) {
    const [one, other] = [others[i]!, others[i + 1]!]
    const kinds = TIE_KINDS.filter(
      (kind) => Math.abs(one.record.promotion - other.record.promotion) < 15 || kind === 'other',
    )
    const kind = kinds.filter((word) => word !== 'parent' && word !== 'child')
    await addFamilyTie(query, scope, { personId: one.id, otherId: other.id, kind: random.pick(kind) }, trace)
  }
}
