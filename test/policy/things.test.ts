/**
 * Who reads which thing, written by hand: for each viewer, the rows that exist for them. `mayReadThing` and the
 * condition of `whereVisible` are held to the same table.
 */
import { prismaQuery } from '@casl/prisma'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { hides, postSteps, readsMail, seesWaitingPicture } from '#app/policy/group.rules.ts'
import { narrowsLetters, newsInLetters } from '#app/policy/letter.rules.ts'
import { mayReadThing, whereVisible } from '#app/policy/thing.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import {
  EDITORIAL_AUDIENCES,
  EDITORIAL_THINGS,
  EVENT_AUDIENCES,
  MEMBER_THINGS,
  THING_AUDIENCES,
  THING_STATES,
  THINGS,
  type ThingAudience,
  type ThingState,
} from '#app/vocabulary/things.ts'
import { tenantFile } from '../factories/world.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const NEVER_ENDS = new Date('9999-12-31T00:00:00Z')
const GROUP = '018f0000-0000-7000-b000-000000000001'
const OTHER_GROUP = '018f0000-0000-7000-b000-000000000002'
const AUTHOR = '018f0000-0000-7000-b000-0000000000aa'
const READER = '018f0000-0000-7000-b000-0000000000bb'

interface Row {
  state: ThingState
  audience: ThingAudience
  groupId: string | null
  cohort: number | null
  personId: string | null
  visibleFrom: Date
  visibleUntil: Date
}

const row = (more: Partial<Row> = {}): Row => ({
  state: 'published',
  audience: 'network',
  groupId: GROUP,
  cohort: 2010,
  personId: AUTHOR,
  visibleFrom: new Date('2026-11-01T00:00:00Z'),
  visibleUntil: NEVER_ENDS,
  ...more,
})

function looker(role: Role, more: Partial<Viewer> = {}, slug = 'supmeca') {
  const viewer: Viewer = { roles: [role], friendIds: [], hasPass: false, ...more }
  return { ability: compile({ config: tenantFile(slug), viewer }), now: NOW }
}

const PEOPLE: Record<string, ReturnType<typeof looker>> = {
  visitor: looker('visitor'),
  recruiter: looker('recruiter', { organisationId: READER, hasPass: true }),
  school: looker('school', { organisationId: READER }),
  'member elsewhere': looker('member', { personId: READER, promotion: 1999, groupIds: [OTHER_GROUP] }),
  'member of the group': looker('member', { personId: READER, promotion: 1999, groupIds: [GROUP] }),
  'member of the year': looker('member', { personId: READER, promotion: 2010 }),
  adherent: looker('adherent', { personId: READER, promotion: 1999 }),
  author: looker('member', { personId: AUTHOR, promotion: 1999 }),
  leader: looker('member', { personId: READER, promotion: 1999, groupIds: [GROUP], leads: [GROUP] }),
  'leader elsewhere': looker('member', { personId: READER, groupIds: [OTHER_GROUP], leads: [OTHER_GROUP] }),
  moderator: looker('moderateur' as Role, {}, 'isep'),
  manager: looker('manager'),
}

/** Of what is published and in its time: for which audiences each viewer finds it. */
const PUBLISHED: Record<string, ThingAudience[]> = {
  visitor: ['public'],
  recruiter: ['public'],
  school: ['public'],
  'member elsewhere': ['public', 'network'],
  'member of the group': ['public', 'network', 'group'],
  'member of the year': ['public', 'network', 'cohort'],
  adherent: ['public', 'network', 'paid-up'],
  author: [...THING_AUDIENCES],
  leader: [...THING_AUDIENCES],
  'leader elsewhere': ['public', 'network'],
  moderator: [...THING_AUDIENCES],
  manager: [...THING_AUDIENCES],
}

/** In other states, whatever the audience. */
const UNPUBLISHED: Record<Exclude<ThingState, 'published'>, string[]> = {
  draft: ['author', 'manager'],
  pending: ['author', 'leader', 'moderator', 'manager'],
  refused: ['author', 'manager'],
  hidden: ['author', 'leader', 'manager'],
}

/** Outside its time: published, and not shown yet or any more. */
const OUT_OF_TIME = ['author', 'leader', 'moderator', 'manager']

/** Judged by the ability and by the condition that lists use: both must agree. */
function found(who: ReturnType<typeof looker>, one: Row): boolean {
  const byAbility = mayReadThing(who, 'Post', one)
  const byCondition = prismaQuery(whereVisible(who, 'Post') as never)(one)
  expect(byCondition).toBe(byAbility)
  for (const thing of MEMBER_THINGS) expect(mayReadThing(who, thing, one), thing).toBe(byAbility)
  return byAbility
}

describe.each(Object.keys(PEOPLE))('%s', (name) => {
  const who = PEOPLE[name]!

  test('finds what is published for these audiences and no other', () => {
    expect(THING_AUDIENCES.filter((audience) => found(who, row({ audience })))).toEqual(
      THING_AUDIENCES.filter((audience) => PUBLISHED[name]!.includes(audience)),
    )
  })

  test('finds what is not published only where it is theirs to keep', () => {
    for (const state of THING_STATES.filter((one) => one !== 'published'))
      for (const audience of THING_AUDIENCES)
        expect(found(who, row({ state, audience })), `${state} ${audience}`).toBe(UNPUBLISHED[state].includes(name))
  })

  test('finds nothing before its time and nothing at its end', () => {
    for (const times of [{ visibleFrom: new Date(+NOW + 1) }, { visibleUntil: NOW }])
      expect(found(who, row({ ...times, audience: 'public' })), JSON.stringify(times)).toBe(OUT_OF_TIME.includes(name))
    for (const times of [{ visibleFrom: NOW }, { visibleUntil: new Date(+NOW + 1) }])
      expect(found(who, row({ ...times, audience: 'public' })), JSON.stringify(times)).toBe(true)
  })

  test('without a group, a year or an author nothing is opened by having none', () => {
    for (const audience of ['group', 'cohort', 'author'] as const)
      expect(found(who, row({ audience, groupId: null, cohort: null, personId: null }))).toBe(
        name === 'manager' || name === 'moderator',
      )
  })
})

const apart = { personId: READER, groupIds: [GROUP], apartIds: [AUTHOR] }
/** Kept apart from the author. */
const APART = {
  member: looker('member', apart),
  leader: looker('member', { ...apart, leads: [GROUP] }),
  moderator: looker('moderateur' as Role, { personId: READER, apartIds: [AUTHOR] }, 'isep'),
  manager: looker('manager', { personId: READER, apartIds: [AUTHOR] }),
}

describe('two people kept apart', () => {
  test('neither finds what the other wrote, published for whomever', () => {
    const apart = looker('member', { personId: READER, promotion: 2010, groupIds: [GROUP], apartIds: [AUTHOR] })
    for (const audience of THING_AUDIENCES) expect(found(apart, row({ audience })), audience).toBe(false)
  })

  test('and nothing else is lost', () => {
    const apart = looker('member', { personId: READER, promotion: 2010, groupIds: [GROUP], apartIds: [AUTHOR] })
    for (const personId of [null, OTHER_GROUP]) expect(found(apart, row({ personId, audience: 'group' }))).toBe(true)
  })

  /** Of rows by whom the leader is kept apart from, and by anybody else: the states that the leader finds. */
  test.each<[string | null, ThingState[]]>([
    [AUTHOR, []],
    [OTHER_GROUP, ['pending', 'published', 'hidden']],
    [null, ['pending', 'published', 'hidden']],
  ])('a leader is no exception: of %s they find %j', (personId, states) => {
    for (const audience of THING_AUDIENCES)
      expect(
        THING_STATES.filter((state) => found(APART.leader, row({ personId, state, audience }))),
        audience,
      ).toEqual(states)
  })

  test('the staff go on reading what is theirs to judge', () => {
    for (const state of ['pending', 'published'] as const)
      for (const who of [APART.moderator, APART.manager]) expect(found(who, row({ state }))).toBe(true)
  })

  /** What each does with a picture that waits, a mail that waits and one that left, an article that is shown. */
  test.each<[keyof typeof APART, string, boolean[]]>([
    ['leader', AUTHOR, [false, false, false, false, false]],
    ['leader', OTHER_GROUP, [true, true, true, true, true]],
    ['member', AUTHOR, [false, false, false, false, false]],
    ['member', OTHER_GROUP, [false, false, true, false, false]],
    ['moderator', AUTHOR, [true, false, false, false, false]],
    ['manager', AUTHOR, [true, true, true, true, true]],
  ])('the %s, of %s: picture, mails, taking out of sight, pinning', (name, personId, does) => {
    const { ability } = APART[name]
    const thing = { personId, groupId: GROUP }
    const group = { id: GROUP, joining: 'open', state: 'open', documentsBy: 'leaders' } as const
    const mine = { state: 'member', byAddress: false, leads: false, muted: false, mailed: true } as const
    const mayHide = hides(ability, thing)
    const steps = postSteps(ability, group, mine, { state: 'published', own: false, mayHide })
    expect([
      seesWaitingPicture(ability, thing),
      readsMail(ability, { ...thing, state: 'pending' }),
      readsMail(ability, { ...thing, state: 'sent' }),
      mayHide && steps.includes('hide'),
      steps.includes('pin'),
    ]).toEqual(does)
  })
})

/** Each pair of who is looked as and who looks, over every kind of thing. */
describe('with other eyes', () => {
  const eyes = ['adherent', 'author', 'leader', 'recruiter', 'visitor']
  const rows = THING_AUDIENCES.flatMap((audience) =>
    (['published', 'draft'] as const).flatMap((state) =>
      [null, READER].map((organisationId) => ({ ...row({ audience, state }), organisationId })),
    ),
  )

  test.each(['moderator', 'manager'])('the %s finds what both of them read', (held) => {
    const holder = PEOPLE[held]!
    for (const seen of eyes.map((name) => PEOPLE[name]!))
      for (const thing of THINGS)
        for (const one of rows) {
          const looker = { ...seen, holder }
          const both = mayReadThing(seen, thing, one) && mayReadThing(holder, thing, one)
          expect(mayReadThing(looker, thing, one), `${thing} ${JSON.stringify(one)}`).toBe(both)
          expect(prismaQuery(whereVisible(looker, thing) as never)(one)).toBe(both)
        }
  })

  test('a group’s article stays with its people, a draft with its author; what everybody reads is shown', () => {
    const as = (seen: string) => ({ ...PEOPLE[seen]!, holder: looker('webmaster' as Role) })
    const finds = (seen: string, more: Partial<Row>) => mayReadThing(as(seen), 'Post', row(more))
    expect([finds('leader', { audience: 'group' }), finds('author', { state: 'draft' })]).toEqual([false, false])
    expect(finds('leader', { audience: 'public' })).toBe(true)
  })
})

test('an account without any role finds what everybody finds', () => {
  const none = {
    ability: compile({ config: tenantFile('isep'), viewer: { roles: [], friendIds: [], hasPass: false } }),
    now: NOW,
  }
  expect(THING_AUDIENCES.filter((audience) => found(none, row({ audience })))).toEqual(['public'])
})

/**
 * What the association itself writes: no author, no group, no moderator. For each viewer the audiences of published
 * rows, and whether drafts and what is to come exist for them.
 */
const EDITORIAL: Record<string, { reads: ThingAudience[]; keeps?: true }> = {
  visitor: { reads: ['public'] },
  recruiter: { reads: ['public'] },
  school: { reads: ['public'] },
  'member elsewhere': { reads: ['public', 'network'] },
  'member of the group': { reads: ['public', 'network'] },
  'member of the year': { reads: ['public', 'network'] },
  adherent: { reads: ['public', 'network', 'paid-up'] },
  author: { reads: ['public', 'network'] },
  leader: { reads: ['public', 'network'] },
  moderator: { reads: ['public', 'network', 'paid-up', 'staff'] },
  manager: { reads: [...EDITORIAL_AUDIENCES], keeps: true },
}

describe.each(EDITORIAL_THINGS)('%s of the association', (thing) => {
  const own = (more: Partial<Row>) => {
    const { state, audience, visibleFrom, visibleUntil } = row(more)
    return { state, audience, visibleFrom, visibleUntil }
  }
  const finds = (name: string, more: Partial<Row>): boolean => {
    const one = own(more)
    const byAbility = mayReadThing(PEOPLE[name]!, thing, one)
    expect(prismaQuery(whereVisible(PEOPLE[name]!, thing) as never)(one)).toBe(byAbility)
    return byAbility
  }

  test.each(Object.keys(EDITORIAL))('%s reads what is published for them, and keeps it or not', (name) => {
    const { reads, keeps = false } = EDITORIAL[name]!
    expect(EDITORIAL_AUDIENCES.filter((audience) => finds(name, { audience }))).toEqual(reads)
    for (const audience of EDITORIAL_AUDIENCES)
      for (const more of [{ state: 'draft' as const }, { visibleFrom: new Date(+NOW + 1) }, { visibleUntil: NOW }])
        expect(finds(name, { audience, ...more }), `${audience} ${JSON.stringify(more)}`).toBe(keeps)
  })
})

/** Events: the association's own words, or those of a group, whose leaders answer for them alone. */
const EVENTS: Record<string, { reads: ThingAudience[]; keeps?: true }> = {
  ...EDITORIAL,
  'member of the group': { reads: ['public', 'network', 'group'] },
  leader: { reads: [...EVENT_AUDIENCES], keeps: true },
  'leader elsewhere': { reads: ['public', 'network'] },
  manager: { reads: [...EVENT_AUDIENCES], keeps: true },
}

test('news in a letter are those that each of its readers reads, and no fewer', () => {
  const reads = (names: string[]) =>
    EDITORIAL_AUDIENCES.filter((audience) =>
      names.every((name) => mayReadThing(PEOPLE[name]!, 'News', row({ audience }))),
    )
  for (const paidUp of ['any', 'no'] as const)
    expect(newsInLetters(paidUp)).toEqual(reads(['member elsewhere', 'adherent']))
  expect(newsInLetters('yes')).toEqual(reads(['adherent']))
})

test('who comes leaves as a list with who keeps events and may extract; records alone narrow a letter', () => {
  const { roles, ...config } = tenantFile('supmeca')
  const only = (...may: Action[]) => {
    const viewer: Viewer = { roles: ['admin'], friendIds: [], hasPass: false }
    return compile({ config: { ...config, roles: { ...roles, admin: { ...roles.admin!, may } } }, viewer })
  }
  const sets = [only('events'), only('extract'), only('events', 'extract'), only('people', 'letters'), only('letters')]
  expect(sets.map(extractsAttendees)).toEqual([false, false, true, false, false])
  expect(sets.map(narrowsLetters)).toEqual([false, false, false, true, false])
  expect([4, 5].map((people) => sets.slice(3).map((ability) => tellsReaders(ability, people)))).toEqual([
    [true, false],
    [true, true],
  ])
})

describe('an event', () => {
  const finds = (name: string, more: Partial<Row>): boolean => {
    const { state, audience, visibleFrom, visibleUntil, groupId } = row(more)
    const one = { state, audience, visibleFrom, visibleUntil, groupId }
    const byAbility = mayReadThing(PEOPLE[name]!, 'Event', one)
    expect(prismaQuery(whereVisible(PEOPLE[name]!, 'Event') as never)(one)).toBe(byAbility)
    return byAbility
  }

  test.each(Object.keys(EVENTS))('of a group: %s reads what is published for them, and keeps it or not', (name) => {
    const { reads, keeps = false } = EVENTS[name]!
    expect(EVENT_AUDIENCES.filter((audience) => finds(name, { audience }))).toEqual(reads)
    for (const audience of EVENT_AUDIENCES)
      for (const more of [{ state: 'draft' as const }, { visibleFrom: new Date(+NOW + 1) }, { visibleUntil: NOW }])
        expect(finds(name, { audience, ...more }), `${audience} ${JSON.stringify(more)}`).toBe(keeps)
  })

  test('of the association is in the hands of the staff alone: leading a group opens nothing', () => {
    for (const name of ['leader', 'leader elsewhere', 'member of the group'])
      for (const audience of EVENT_AUDIENCES)
        expect(finds(name, { audience, groupId: null }), `${name} ${audience}`).toBe(
          audience === 'public' || audience === 'network',
        )
    expect(finds('leader', { state: 'draft', groupId: null })).toBe(false)
  })
})
