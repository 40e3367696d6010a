/** Who may write to whom (N9, I6, E2): each reason by itself, and what reaches the other. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import {
  type Addressee,
  type Between,
  type Reached,
  reaches,
  SEAT_STATES,
  seatSteps,
  stateAfter,
  strangersPerDay,
  type Talk,
  whyNotWrite,
} from '#app/policy/message.rules.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import { tenantFile } from '../factories/world.ts'

const OTHER: Addressee = { self: false, deceased: false, accepts: false }
const STRANGERS: Between = { friend: false, blocks: false, talk: null }
const TALK: Talk = { seat: 0, accepted: false, frozen: false, left: false, gone: false }

const person = (role: 'member' | 'adherent'): Viewer => ({
  ...{ roles: [role], accountId: 'a', personId: 'p', friendIds: [], hasPass: false },
})
const company = (role: 'recruiter' | 'poster'): Viewer => ({
  ...{ roles: [role], accountId: 'a', organisationId: 'o', friendIds: [], hasPass: role === 'recruiter' },
})

/** Why this viewer may not write, in an association. */
function why(slug: string, viewer: Viewer, between: Partial<Between> = {}, other: Partial<Addressee> = {}) {
  const config = tenantFile(slug)
  return whyNotWrite(compile({ config, viewer }), config, { ...STRANGERS, ...between }, { ...OTHER, ...other })
}

describe('a first message', () => {
  test.each([
    ['isep', person('adherent'), undefined],
    ['isep', person('member'), 'role'],
    ['isep', company('recruiter'), undefined],
    ['isep', company('poster'), 'role'],
    ['supmeca', person('member'), undefined],
    ['insa-lyon', person('member'), undefined],
    ['ece', person('adherent'), 'acceptance'],
    ['ece', company('recruiter'), 'acceptance'],
    ['sepro', company('recruiter'), undefined],
    ['isep', VISITOR, 'party'],
    ['isep', { roles: ['admin'], accountId: 'a', friendIds: [], hasPass: false } as Viewer, 'party'],
  ] as const)('%s, %o: %s', (slug, viewer, expected) => {
    expect(why(slug, viewer)).toBe(expected)
  })

  test('whom an association asks to accept is written to once they do, or by their contacts', () => {
    expect(why('ece', person('adherent'), {}, { accepts: true })).toBeUndefined()
    expect(why('ece', person('adherent'), { friend: true })).toBeUndefined()
  })

  test('nobody writes to themselves, to the dead, or to whom they block', () => {
    expect(why('supmeca', person('member'), {}, { self: true })).toBe('self')
    expect(why('supmeca', person('member'), {}, { deceased: true })).toBe('deceased')
    expect(why('supmeca', person('member'), { blocks: true })).toBe('blocks')
  })
})

describe('going on', () => {
  const talk = (more: Partial<Talk>) => ({ talk: { ...TALK, ...more } })

  test('who asked waits for the answer; who is asked may answer, whatever their role', () => {
    expect(why('supmeca', person('member'), talk({}))).toBe('waiting')
    expect(why('isep', person('member'), talk({ seat: 1 }))).toBeUndefined()
    expect(why('isep', company('poster'), talk({ accepted: true }))).toBeUndefined()
    expect(why('supmeca', person('member'), { ...talk({}), friend: true })).toBeUndefined()
  })

  test('a report freezes, a farewell and an erasure end', () => {
    for (const seat of [0, 1]) {
      expect(why('supmeca', person('member'), talk({ seat, accepted: true, frozen: true }))).toBe('frozen')
      expect(why('supmeca', person('member'), talk({ seat, accepted: true, left: true }))).toBe('left')
      expect(why('supmeca', person('member'), talk({ seat, accepted: true, gone: true }))).toBe('gone')
    }
  })
})

const reached = fc.record<Reached>({
  state: fc.constantFrom(null, ...SEAT_STATES),
  blocks: fc.boolean(),
  deceased: fc.boolean(),
  friend: fc.boolean(),
})

describe('what reaches the other', () => {
  test('nothing passes a block or a death, and a refusal only among contacts', () => {
    fc.assert(
      fc.property(reached, (to) => {
        if (to.blocks || to.deceased) return !reaches(to)
        return to.state === 'declined' ? reaches(to) === to.friend : to.state === 'left' || reaches(to)
      }),
    )
  })

  test('what is withheld opens nothing: the seat stays as it was, and a new one is shut', () => {
    fc.assert(fc.property(reached, (to) => reaches(to) || stateAfter(to) === (to.state ?? 'declined')))
  })

  test('a stranger is a request, a contact is not', () => {
    const first = { state: null, blocks: false, deceased: false }
    expect(stateAfter({ ...first, friend: false })).toBe('request')
    expect(stateAfter({ ...first, friend: true })).toBe('open')
    expect(stateAfter({ ...first, state: 'request', friend: false })).toBe('request')
    expect(stateAfter({ ...first, state: 'declined', friend: true })).toBe('open')
  })
})

describe('one’s own seat', () => {
  const seat = { state: 'open', muted: false, archived: false } as const

  test('a request is accepted or declined; an organisation is declined, not blocked', () => {
    const asked = { ...seat, state: 'request' } as const
    expect(seatSteps(asked, { ...STRANGERS, talk: TALK }, true)).toEqual(['accept', 'decline', 'block'])
    expect(seatSteps(asked, { ...STRANGERS, talk: TALK }, false)).toEqual(['accept', 'decline'])
  })

  test('leaving is told, so it is for conversations that both agreed to', () => {
    const steps = (between: Partial<Between>) => seatSteps(seat, { ...STRANGERS, ...between }, true)
    expect(steps({ talk: TALK })).toEqual(['archive', 'mute'])
    expect(steps({ talk: { ...TALK, accepted: true } })).toEqual(['archive', 'mute', 'leave'])
    expect(steps({ talk: { ...TALK, accepted: true }, blocks: true })).toEqual(['archive', 'mute'])
    expect(steps({ talk: { ...TALK, accepted: true, frozen: true } })).toEqual(['archive', 'mute'])
  })
})

test('a day’s strangers are the most that a role of the viewer’s may write to', () => {
  const config = tenantFile('supmeca')
  expect(strangersPerDay(config, person('member'))).toBe(10)
  expect(strangersPerDay(config, { ...person('member'), roles: ['member', 'admin'] })).toBe(30)
  expect(strangersPerDay({ contacts: { ...config.contacts, strangersPerDay: { member: 0 } } }, person('member'))).toBe(
    0,
  )
})
