/**
 * Who reads which thing, written by hand: for each viewer, the rows that exist for them. `mayReadThing` and the
 * condition of `whereVisible` are held to the same table.
 */
import { prismaQuery } from '@casl/prisma'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { hides, postSteps, readsMail, seesWaitingPicture } from '#app/policy/group.rules.ts'
import { mayReadThing, whereVisible } from '#app/policy/thing.rules.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import {
  MEMBER_THINGS,
  THING_AUDIENCES,
  THING_STATES,
  THINGS,
  type ThingAudience,
  type ThingState,
} from '#app/vocabulary/things.ts'
import { AUTHOR, GROUP, looker, NOW, OTHER_GROUP, PEOPLE, READER, type Row, row } from '../factories/thing-cast.ts'
import { tenantFile } from '../factories/world.ts'

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
    const mine = { state: 'member', byRecord: false, leads: false, muted: false, mailed: true } as const
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
