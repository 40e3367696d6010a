import { describe, expect, test } from 'vitest'
import { type AccountFacts, covers, viewerFrom } from '#app/policy/viewer.ts'
import { config, IDS } from './random-policy.ts'

const at = (text: string) => new Date(text)
const NOW = at('2026-11-22T12:00:00Z')
const always = { startsAt: at('2020-01-01T00:00:00Z'), endsAt: null }
const over = { startsAt: at('2020-01-01T00:00:00Z'), endsAt: at('2026-11-22T12:00:00Z') }

const facts = (more: Partial<AccountFacts> = {}): AccountFacts => ({
  accountId: 'a',
  door: 'people',
  personId: IDS[0]!,
  memberships: [],
  grants: [],
  organisation: null,
  friendIds: [],
  ...more,
})
const organisation = (more: Partial<NonNullable<AccountFacts['organisation']>> = {}) =>
  facts({
    door: 'recruiters',
    personId: null,
    organisation: { id: 'o', validatedAt: null, completedAt: null, passes: [], ...more },
  })
const rolesOf = (slug: string, account: AccountFacts, now = NOW) => viewerFrom(config(slug), account, now).roles

describe('periods are half-open, to the millisecond', () => {
  const period = { startsAt: at('2026-01-01T00:00:00Z'), endsAt: at('2027-01-01T00:00:00Z') }

  test.each([
    ['2025-12-31T23:59:59.999Z', false],
    ['2026-01-01T00:00:00.000Z', true],
    ['2026-12-31T23:59:59.999Z', true],
    ['2027-01-01T00:00:00.000Z', false],
  ])('%s is covered: %s', (instant, covered) => {
    expect(covers(period, at(instant))).toBe(covered)
    const roles = rolesOf('isep', facts({ memberships: [period] }), at(instant))
    expect(roles).toEqual([covered ? 'adherent' : 'member'])
  })

  test('one without an end lasts, one of no length never begins', () => {
    expect(covers(always, at('2199-01-01T00:00:00Z'))).toBe(true)
    expect(covers({ startsAt: NOW, endsAt: NOW }, NOW)).toBe(false)
  })

  test('years that follow each other leave no gap and need no overlap', () => {
    const next = { startsAt: period.endsAt, endsAt: at('2028-01-01T00:00:00Z') }
    expect(rolesOf('isep', facts({ memberships: [period, next] }), period.endsAt)).toEqual(['adherent'])
  })
})

describe('people', () => {
  test('are members by being in the base, adherents while dues run', () => {
    expect(rolesOf('supmeca', facts())).toEqual(['member'])
    expect(rolesOf('supmeca', facts({ memberships: [over] }))).toEqual(['member'])
    expect(rolesOf('supmeca', facts({ memberships: [over, always] }))).toEqual(['adherent'])
  })

  test('without a record have no base role, and keep what was granted', () => {
    expect(rolesOf('isep', facts({ personId: null, memberships: [always] }))).toEqual([])
    expect(rolesOf('isep', facts({ personId: null, grants: [{ ...always, role: 'manager' }] }))).toEqual(['manager'])
  })

  test('hold what was granted besides, until it ends', () => {
    const grants = [
      { ...always, role: 'manager' },
      { ...over, role: 'admin' },
    ]
    expect(rolesOf('isep', facts({ grants }))).toEqual(['member', 'manager'])
    expect(rolesOf('isep', facts({ grants }), at('2026-11-22T11:59:59Z'))).toEqual(['member', 'manager', 'admin'])
  })

  test('are given staff roles only: a row that names another role gives nothing', () => {
    const grants = ['adherent', 'recruiter', 'school', 'owner', ''].map((role) => ({ ...always, role }))
    expect(rolesOf('isep', facts({ grants }))).toEqual(['member'])
  })
})

describe('companies become recruiters by what their association asks (rules.md, "Roles")', () => {
  const pass = { startsAt: at('2026-11-01T00:00:00Z'), endsAt: at('2027-11-01T00:00:00Z') }

  test.each(['isep', 'supmeca', 'ece', 'insa'])('%s: a pass that is open now', (slug) => {
    expect(rolesOf(slug, organisation())).toEqual(['poster'])
    expect(rolesOf(slug, organisation({ validatedAt: NOW, completedAt: NOW }))).toEqual(['poster'])
    expect(rolesOf(slug, organisation({ passes: [pass] }))).toEqual(['recruiter'])
    expect(rolesOf(slug, organisation({ passes: [pass] }), pass.endsAt)).toEqual(['poster'])
    expect(rolesOf(slug, organisation({ passes: [pass] }), at('2026-10-31T23:59:59.999Z'))).toEqual(['poster'])
  })

  test.each(['insa-lyon', 'insa-rennes', 'insa-cvl'])('%s: validation, and no pass', (slug) => {
    expect(rolesOf(slug, organisation({ validatedAt: NOW }))).toEqual(['recruiter'])
    expect(rolesOf(slug, organisation({ completedAt: NOW, passes: [pass] }))).toEqual(['poster'])
  })

  test('sepro: a presented entity; the subscription opens CVs and nothing else', () => {
    expect(rolesOf('sepro', organisation({ completedAt: NOW }))).toEqual(['recruiter'])
    expect(rolesOf('sepro', organisation({ validatedAt: NOW, passes: [pass] }))).toEqual(['poster'])
    expect(viewerFrom(config('sepro'), organisation({ completedAt: NOW, passes: [pass] }), NOW).hasPass).toBe(true)
    expect(viewerFrom(config('sepro'), organisation({ completedAt: NOW, passes: [pass] }), pass.endsAt).hasPass).toBe(
      false,
    )
  })

  test('an association that asks for nothing it can check admits nobody', () => {
    const rules = { ...config('isep'), recruiters: undefined }
    const everything = organisation({ validatedAt: NOW, completedAt: NOW, passes: [pass] })
    expect(viewerFrom(rules, everything, NOW).roles).toEqual(['poster'])
  })
})

describe('schools', () => {
  const school = (validatedAt: Date | null) => ({ ...organisation({ validatedAt }), door: 'schools' as const })

  test('are schools once validated, where validation is asked', () => {
    expect(rolesOf('isep', school(null))).toEqual(['visitor'])
    expect(rolesOf('isep', school(NOW))).toEqual(['school'])
    expect(rolesOf('sepro', school(null))).toEqual(['school'])
  })

  test('an account of the schools’ door with a person behind it is still a school', () => {
    const odd = { ...facts({ memberships: [always] }), door: 'schools' as const }
    expect(rolesOf('isep', odd)).toEqual(['visitor'])
  })
})
