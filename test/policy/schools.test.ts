/** Who reads, presents, claims and decides about schools: the matrix, written by hand (N1, N3). */
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import {
  hasSchools,
  isReadFirst,
  keepsSchools,
  mayClaim,
  ownsSchool,
  presentsSchool,
  readsCourse,
  readsSchool,
  schoolDecisions,
  stateOnSend,
} from '#app/policy/school.rules.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { SCHOOL_STATES } from '#app/vocabulary/schools.ts'
import { tenantFile } from '../factories/world.ts'

const config = tenantFile('sepro')
const OWN = '01000000-0000-7000-8000-000000000001'
const OTHER = '01000000-0000-7000-8000-000000000002'
const as = (role: RoleName, more: Partial<Viewer> = {}) =>
  compile({ config, viewer: { ...VISITOR, roles: [role], ...more } })

const VIEWERS = {
  visitor: as('visitor'),
  member: as('member', { personId: OTHER }),
  recruiter: as('recruiter', { organisationId: OTHER }),
  school: as('school', { organisationId: OWN }),
  otherSchool: as('school', { organisationId: OTHER }),
  manager: as('manager'),
}
type Who = keyof typeof VIEWERS
const who = Object.keys(VIEWERS) as Who[]
const those = (holds: (ability: (typeof VIEWERS)[Who]) => boolean) => who.filter((one) => holds(VIEWERS[one]))

const page = { organisationId: OWN, state: 'published' }
const generic = { organisationId: null, state: 'published' }

describe('pages and courses of schools', () => {
  test.each(SCHOOL_STATES)(
    'a page that is %s is read by everybody where it is on line, else by its school and the staff',
    (state) => {
      const readers = those((ability) => readsSchool({ ability }, { ...page, state }))
      expect(readers).toEqual(state === 'published' ? who : ['school', 'manager'])
    },
  )

  test('a course is read by others while it and its school are on line, and by nobody else before', () => {
    const readers = (course: string, school: string) =>
      those((ability) => readsCourse({ ability }, { state: course, school: { organisationId: OWN, state: school } }))
    expect(readers('published', 'published')).toEqual(who)
    for (const [course, school] of [
      ['pending', 'published'],
      ['published', 'hidden'],
      ['hidden', 'hidden'],
    ] as const)
      expect(readers(course, school), `${course} ${school}`).toEqual(['school', 'manager'])
  })

  test('with other eyes the staff read what they read themselves and the other does, no more', () => {
    const guide = { ability: as('guide') }
    const hidden = { ...page, state: 'hidden' }
    expect(readsSchool({ ability: VIEWERS.school, holder: guide }, hidden)).toBe(false)
    expect(readsSchool({ ability: VIEWERS.school, holder: { ability: VIEWERS.manager } }, hidden)).toBe(true)
    expect(readsSchool({ ability: VIEWERS.visitor, holder: { ability: VIEWERS.manager } }, hidden)).toBe(false)
  })

  test('a school writes its own page alone; a generic one is nobody’s', () => {
    expect(those((ability) => ownsSchool(ability, page))).toEqual(['school'])
    expect(those((ability) => ownsSchool(ability, generic))).toEqual([])
    expect(those((ability) => presentsSchool(config, ability))).toEqual(['school', 'otherSchool'])
    expect(those(keepsSchools)).toEqual(['manager'])
  })

  test('a generic page on line is claimed by a school without a page, and by nobody else', () => {
    expect(those((ability) => mayClaim(ability, generic, false))).toEqual(['school', 'otherSchool'])
    expect(those((ability) => mayClaim(ability, generic, true))).toEqual([])
    expect(those((ability) => mayClaim(ability, { ...generic, state: 'hidden' }, false))).toEqual([])
    expect(those((ability) => mayClaim(ability, page, false))).toEqual([])
  })

  test('only the association’s file gives a directory, and says whether words are read first', () => {
    expect(hasSchools(config)).toBe(true)
    for (const slug of ['isep', 'ece', 'supmeca', 'insa']) expect(hasSchools(tenantFile(slug)), slug).toBe(false)
    const before = {
      ...config,
      schools: { requires: 'nothing' as const, directory: { moderation: 'before' as const } },
    }
    expect(isReadFirst(config, VIEWERS.school)).toBe(false)
    expect(isReadFirst(before, VIEWERS.school)).toBe(true)
    expect(isReadFirst(before, VIEWERS.manager)).toBe(false)
  })

  test('what was taken off line is not put back by its author; what was refused is read again', () => {
    expect([true, false].map((first) => SCHOOL_STATES.map((state) => stateOnSend(first, state)))).toEqual([
      ['pending', 'published', 'pending', 'hidden'],
      ['published', 'published', 'published', 'hidden'],
    ])
  })

  test('the staff decide what waits, take off line what is shown, and put back what they took', () => {
    const of = (state: string, waits = false) => schoolDecisions(VIEWERS.manager, { state, waits })
    expect(of('pending')).toEqual(['approve', 'refuse'])
    expect(of('published')).toEqual(['take-down'])
    expect(of('published', true)).toEqual(['approve', 'refuse', 'take-down'])
    expect(of('hidden')).toEqual(['show-again'])
    expect(of('refused')).toEqual([])
    expect(schoolDecisions(VIEWERS.school, { state: 'pending', waits: true })).toEqual([])
  })
})
