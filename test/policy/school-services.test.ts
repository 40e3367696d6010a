/** Who asks schools what, and while which switch (N8, C24): the matrix, written by hand. */
import { expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { mayAsk, readsInbox, receives } from '#app/policy/school-service.rules.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { SCHOOL_SERVICES } from '#app/vocabulary/schools.ts'
import { tenantFile } from '../factories/world.ts'

const config = tenantFile('sepro')
const [OWN, OTHER] = ['01000000-0000-7000-8000-000000000001', '01000000-0000-7000-8000-000000000002']
const as = (role: RoleName, more: Partial<Viewer> = {}) =>
  compile({ config, viewer: { ...VISITOR, roles: [role], ...more } })
const VIEWERS = {
  visitor: as('visitor'),
  member: as('member', { personId: OTHER }),
  recruiter: as('recruiter', { organisationId: OTHER }),
  poster: as('poster', { organisationId: OTHER }),
  school: as('school', { organisationId: OWN }),
  otherSchool: as('school', { organisationId: OTHER }),
  manager: as('manager'),
}
const those = (holds: (ability: (typeof VIEWERS)['visitor']) => boolean) =>
  Object.entries(VIEWERS).flatMap(([name, ability]) => (holds(ability) ? [name] : []))

test('questions and documentation are for people and visitors, introductions for recruiters, the inbox for its school', () => {
  const asks = Object.fromEntries(SCHOOL_SERVICES.map((kind) => [kind, those((ability) => mayAsk(ability, kind))]))
  expect(asks).toEqual({
    questions: ['visitor', 'member', 'manager'],
    documentation: ['visitor', 'member', 'manager'],
    introductions: ['recruiter'],
  })
  expect(those((ability) => readsInbox(ability, { organisationId: OWN, state: 'published' }))).toEqual(['school'])
  expect(those((ability) => readsInbox(ability, { organisationId: OWN, state: 'hidden' }))).toEqual(['school'])
})

test('a school receives while its page is on line, the switch is on, the address is proved and it is let in', () => {
  const [asks, asksNothing] = (['validation', 'nothing'] as const).map((requires) => ({ schools: { requires } }))

  const school = { organisationId: OWN, state: 'published' }
  const service = { isOn: true, provedAt: new Date(), validatedAt: new Date(), refusedAt: null }
  expect(receives(asks!, school, service)).toBe(true)
  expect(receives(asks!, school, undefined)).toBe(false)
  expect(receives(asks!, school, { ...service, isOn: false })).toBe(false)
  expect(receives(asks!, school, { ...service, provedAt: null })).toBe(false)
  for (const state of ['pending', 'hidden', 'refused'])
    expect(receives(asks!, { ...school, state }, service), state).toBe(false)
  expect(receives(asks!, { organisationId: null, state: 'published' }, service)).toBe(false)
  expect(receives(asks!, school, { ...service, validatedAt: null })).toBe(false)
  expect(receives(asksNothing!, school, { ...service, validatedAt: null })).toBe(true)
  for (const config of [asks!, asksNothing!])
    expect(receives(config, school, { ...service, validatedAt: null, refusedAt: new Date() })).toBe(false)
})
