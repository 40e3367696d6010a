/** Who reads what the association says, and events: the table written by hand, beside that of things.test.ts. */
import { prismaQuery } from '@casl/prisma'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { narrowsLetters, newsInLetters } from '#app/policy/letter.rules.ts'
import { mayReadThing, whereVisible } from '#app/policy/thing.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import { EDITORIAL_AUDIENCES, EDITORIAL_THINGS, EVENT_AUDIENCES, type ThingAudience } from '#app/vocabulary/things.ts'
import { NOW, PEOPLE, type Row, row } from '../factories/thing-cast.ts'
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
