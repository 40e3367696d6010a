/** Who reads what the association says, and events: the table written by hand, beside that of things.test.ts. */
import { prismaQuery } from '@casl/prisma'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { LETTER_AUDIENCES, narrowsLetters } from '#app/policy/letter.rules.ts'
import { audienceOfComments, commentsOnNews, firstCommentState } from '#app/policy/news.rules.ts'
import { mayReadThing, whereVisible } from '#app/policy/thing.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import {
  EDITORIAL_AUDIENCES,
  EDITORIAL_THINGS,
  EVENT_AUDIENCES,
  THING_AUDIENCES,
  type ThingAudience,
  type ThingState,
} from '#app/vocabulary/things.ts'
import { AUTHOR, GROUP, looker, NOW, PEOPLE, READER, type Row, row } from '../factories/thing-cast.ts'
import { tenantFile } from '../factories/world.ts'

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

/** Comments on news: of the audiences they may have, who reads which; and who reads what waits, or was taken away. */
const REMARKS: Record<string, { reads: ThingAudience[]; states?: ThingState[] }> = {
  visitor: { reads: [] },
  recruiter: { reads: [] },
  school: { reads: [] },
  'member elsewhere': { reads: ['network'] },
  'member of the group': { reads: ['network'] },
  'member of the year': { reads: ['network'] },
  adherent: { reads: ['network', 'paid-up'] },
  author: { reads: ['network', 'paid-up'], states: ['pending', 'refused', 'hidden'] },
  leader: { reads: ['network'] },
  'leader elsewhere': { reads: ['network'] },
  moderator: { reads: ['network', 'paid-up'], states: ['pending'] },
  manager: { reads: ['network', 'paid-up'], states: ['pending', 'refused', 'hidden'] },
}

describe('a comment on news', () => {
  const finds = (who: (typeof PEOPLE)[string], more: Partial<Row>): boolean => {
    const { groupId: _, cohort: __, ...one } = row(more)
    const byAbility = mayReadThing(who, 'NewsComment', one)
    expect(prismaQuery(whereVisible(who, 'NewsComment') as never)(one)).toBe(byAbility)
    return byAbility
  }

  test.each(Object.keys(REMARKS))('%s reads those of news for them, and of others what is theirs to judge', (name) => {
    const { reads, states = [] } = REMARKS[name]!
    const audiences = [...new Set(EDITORIAL_AUDIENCES.filter((one) => one !== 'staff').map(audienceOfComments))]
    expect(audiences.filter((audience) => finds(PEOPLE[name]!, { audience }))).toEqual(reads)
    expect((['pending', 'refused', 'hidden'] as const).filter((state) => finds(PEOPLE[name]!, { state }))).toEqual(
      states,
    )
  })

  test('leak: two people kept apart find none of each other’s; the staff and everybody else do (twin)', () => {
    const apart = { personId: READER, apartIds: [AUTHOR] }
    expect(finds(looker('member', apart), {})).toBe(false)
    expect(finds(looker('manager', apart), {})).toBe(true)
    expect(finds(looker('member', { personId: READER, apartIds: [GROUP] }), {})).toBe(true)
  })

  test('is written by people of the base, where the association wants it and the news are open and out', () => {
    const config = { ...tenantFile('supmeca'), news: { categories: [], comments: true } }
    const news = { audience: 'public', comments: true, shown: true }
    const writes = (more: Partial<typeof news> = {}, asked = config) =>
      ['visitor', 'recruiter', 'member elsewhere', 'moderator'].map((name) =>
        commentsOnNews(asked, PEOPLE[name]!.ability, { ...news, ...more }),
      )
    expect(writes()).toEqual([false, false, true, false])
    for (const more of [{ comments: false }, { shown: false }, { audience: 'staff' }])
      expect(writes(more)).toEqual([false, false, false, false])
    expect(writes({}, { ...config, news: { categories: [], comments: false } })).not.toContain(true)
    const before = { ...config, posts: { ...config.posts, moderation: 'before' as const } }
    expect(['member elsewhere', 'moderator'].map((name) => firstCommentState(before, PEOPLE[name]!.ability))).toEqual([
      'pending',
      'published',
    ])
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

test('what stands in a letter is for some people of the base, never for the staff alone or for its author', () => {
  const people = ['member of the group', 'member of the year', 'adherent'] as const
  const byPeople = THING_AUDIENCES.filter((audience) =>
    people.some(
      (name) =>
        mayReadThing(PEOPLE[name]!, 'Event', row({ audience, personId: null })) ||
        mayReadThing(PEOPLE[name]!, 'Offer', row({ audience, personId: null })),
    ),
  )
  expect([...LETTER_AUDIENCES].toSorted()).toEqual(byPeople.toSorted())
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
