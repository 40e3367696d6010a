import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { explain, matrixOf } from '#app/policy/explain.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'
import { config, IDS, randomChannel, randomConfig, randomPerson } from './random-policy.ts'

const person = (more: Partial<JudgedRow> = {}, choices: Partial<Record<FieldId, Audience>> = {}): JudgedRow => {
  const codes = Object.entries(choices).map(([field, audience]) => choiceCode(field as FieldId, audience))
  return {
    id: IDS[0],
    handle: 'ada',
    status: 'en activité',
    consentSchool: true,
    consentRecruiters: true,
    consentFederation: true,
    listed: true,
    siteChoices: codes,
    printChoices: codes,
    ...more,
  }
}

const of = (list: ReturnType<typeof explain>, field: FieldId) => list.find((one) => one.field === field)!

describe('which key closed a field', () => {
  test('the role: professionals at ISEP never read mail addresses, whatever was chosen (P4)', () => {
    const list = explain(config('isep'), { role: 'recruiter' }, person({}, { primaryEmail: 'recruiters' }))
    expect(of(list, 'primaryEmail')).toEqual({
      field: 'primaryEmail',
      open: false,
      closedBy: 'role',
      audience: 'recruiters',
      chosen: 'recruiters',
      imposed: false,
    })
  })

  test('the person’s own choice', () => {
    const list = explain(config('supmeca'), { role: 'member' }, person({}, { company: 'friends' }))
    expect(of(list, 'company')).toMatchObject({ open: false, closedBy: 'audience', audience: 'friends' })
    const friend = explain(
      config('supmeca'),
      { role: 'member', relation: 'friend' },
      person({}, { company: 'friends' }),
    )
    expect(of(friend, 'company')).toMatchObject({ open: true, audience: 'friends' })
  })

  test('the association’s limit, said to be imposed', () => {
    const list = explain(config('ece'), { role: 'adherent' }, person({}, { acceptsContact: 'nobody' }))
    expect(of(list, 'acceptsContact')).toMatchObject({
      open: true,
      audience: 'network',
      chosen: 'nobody',
      imposed: true,
    })
    const staffOnly = explain(config('supmeca'), { role: 'admin' }, person())
    expect(of(staffOnly, 'remarks')).toMatchObject({ open: true, audience: 'nobody', imposed: true })
  })

  test('the channel: ISEP prints nothing, Supméca prints less than it shows', () => {
    const isep = explain(config('isep'), { role: 'adherent' }, person(), 'print')
    expect(of(isep, 'company')).toMatchObject({ open: false, closedBy: 'channel' })
    const supmeca = explain(config('supmeca'), { role: 'member' }, person(), 'print')
    expect(of(supmeca, 'mobilePhone')).toMatchObject({ open: false, closedBy: 'channel' })
    expect(of(supmeca, 'company').open).toBe(true)
  })

  test('a consent that was not given: the school at Supméca (S12)', () => {
    const list = explain(config('supmeca'), { role: 'school' }, person({ consentSchool: false }))
    expect(of(list, 'lastName')).toMatchObject({ open: false, closedBy: 'consent' })
  })

  test('the status, of somebody alive (P4)', () => {
    const alive = explain(config('isep'), { role: 'adherent' }, person())
    expect(of(alive, 'status')).toMatchObject({ open: false, closedBy: 'status' })
    expect(of(explain(config('isep'), { role: 'adherent' }, person({ status: 'décédé' })), 'status').open).toBe(true)
  })

  test('the identity: a public company of somebody whose name is hidden', () => {
    const list = explain(config('supmeca'), { role: 'visitor' }, person({}, { lastName: 'nobody', company: 'public' }))
    expect(of(list, 'company')).toMatchObject({ open: false, closedBy: 'identity' })
    expect(of(list, 'lastName')).toMatchObject({ open: false, closedBy: 'audience' })
  })

  test('the CV at Sepro opens with a subscription or a conversation (N2)', () => {
    const row = person({}, { pseudonym: 'public' })
    expect(of(explain(config('sepro'), { role: 'recruiter' }, row), 'cv')).toMatchObject({
      open: false,
      closedBy: 'role',
    })
    expect(of(explain(config('sepro'), { role: 'recruiter', hasPass: true }, row), 'cv').open).toBe(true)
    expect(of(explain(config('sepro'), { role: 'recruiter', relation: 'contact' }, row), 'cv').open).toBe(true)
  })

  test('the person themselves: everything but the secret', () => {
    const list = explain(config('isep'), { role: 'member', relation: 'self' }, person())
    expect(list.filter((one) => !one.open).map((one) => one.field)).toEqual(['iesfCode'])
  })

  test('for any rules and anybody: open is exactly what is revealed, and what is closed has its key', () => {
    const onlooker = fc.record({
      role: fc.constantFrom<Role>(...ROLES),
      relation: fc.constantFrom('stranger', 'friend', 'contact', 'self'),
      hasPass: fc.boolean(),
    }) as fc.Arbitrary<Parameters<typeof explain>[1]>
    fc.assert(
      fc.property(randomConfig, onlooker, randomPerson, randomChannel, (rules, who, row, channel) => {
        const id = String(row.id)
        const viewer = {
          roles: [who.role],
          ...(who.relation === 'self' ? { personId: id } : {}),
          friendIds: who.relation === 'friend' ? [id] : [],
          contactIds: who.relation === 'contact' ? [id] : [],
          hasPass: who.hasPass!,
        }
        const fields = reveal(compile({ config: rules, viewer, channel }), 'Person', { ...row })?.fields
        for (const one of explain(rules, who, row, channel)) {
          if (row[one.field] !== null) expect(fields?.[one.field] !== undefined, one.field).toBe(one.open)
          expect(one.closedBy === undefined).toBe(one.open)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('the matrix of roles and fields', () => {
  const cell = (slug: string, role: Role, field: FieldId, channel: 'site' | 'print' = 'site') =>
    matrixOf(config(slug), channel).find((one) => one.role === role && one.field === field)

  test('has one cell per role and field', () => {
    for (const slug of ['isep', 'sepro', 'insa'])
      expect(matrixOf(config(slug))).toHaveLength(rolesOf(config(slug)).length * FIELD_IDS.length)
  })

  test('says what the tenant files say', () => {
    expect(cell('isep', 'admin', 'remarks')).toMatchObject({ cell: 'always', needs: [] })
    expect(cell('isep', 'admin', 'iesfCode')).toMatchObject({ cell: 'never' })
    expect(cell('isep', 'adherent', 'primaryEmail')).toMatchObject({ cell: 'never', byDefault: false })
    expect(cell('isep', 'adherent', 'company')).toMatchObject({ cell: 'audience', byDefault: true })
    expect(cell('isep', 'adherent', 'company', 'print')).toMatchObject({ cell: 'never' })
    expect(cell('isep', 'adherent', 'status')).toMatchObject({ cell: 'conditional', needs: ['status'] })
    expect(cell('isep', 'recruiter', 'company')).toMatchObject({ cell: 'conditional', needs: ['consent'] })
    expect(cell('supmeca', 'member', 'birthDate')).toMatchObject({ cell: 'audience', byDefault: false })
    expect(cell('ece', 'adherent', 'acceptsContact')).toMatchObject({ cell: 'always', byDefault: true })
    expect(cell('ece', 'member', 'company')).toMatchObject({ cell: 'never' })
    expect(cell('sepro', 'recruiter', 'cv')).toMatchObject({ cell: 'conditional', needs: ['pass', 'contact'] })
    expect(cell('sepro', 'member', 'cv')).toMatchObject({ cell: 'conditional', needs: ['contact'] })
    expect(cell('sepro', 'visitor', 'firstName')).toMatchObject({ cell: 'never' })
  })

  test('knows fields that only friends can ever read', () => {
    const rules = structuredClone(config('supmeca'))
    rules.fields.set.hobbies = { site: { default: 'friends', widest: 'friends' }, print: {} }
    const found = matrixOf(rules).find((one) => one.role === 'member' && one.field === 'hobbies')
    expect(found).toMatchObject({ cell: 'friends-only', byDefault: true })
  })
})
