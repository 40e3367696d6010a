import { describe, expect, test } from 'vitest'
import {
  givableRoles,
  type LeadGrant,
  leadRoles,
  lockedFields,
  mayStaff,
  whyNotDisable,
  whyNotEnd,
  whyNotGive,
} from '#app/policy/staff.rules.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import { GRANTED_ROLES, ROLES, type RoleName } from '#app/vocabulary/roles.ts'

const configs = (() => {
  const loaded = tenantsIn('tenants')
  if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
  return loaded.configs
})()
const config = (slug: string) => configs.find((one) => one.slug === slug)!
const now = new Date('2026-11-22T12:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const viewer = (...roles: RoleName[]): Viewer => ({ ...VISITOR, roles, accountId: 'me' })
const admin = viewer('member', 'admin')
const judge = (by: Viewer, slug = 'isep') => ({ config: config(slug), viewer: by })
const grant = (id: string, accountId: string, endsAt: Date | null = null, startsAt = days(-10)): LeadGrant => ({
  id,
  accountId,
  startsAt,
  endsAt,
})

describe('roles are given by who leads (P4)', () => {
  test('an administrator gives what the association’s rules know, and nothing else', () => {
    expect(whyNotGive(config('isep'), admin, { accountId: 'other', role: 'admin' })).toBeUndefined()
    expect(whyNotGive(config('isep'), admin, { accountId: 'other', role: 'manager' })).toBeUndefined()
    for (const role of ['federation-admin', 'adherent', 'school', 'owner', ''])
      expect(whyNotGive(config('isep'), admin, { accountId: 'other', role })).toBe('role')
  })

  test('a federation is led by its own administrators', () => {
    expect(leadRoles(config('insa'))).toEqual(['federation-admin'])
    const lead = viewer('federation-admin')
    expect(whyNotGive(config('insa'), lead, { accountId: 'other', role: 'federation-admin' })).toBeUndefined()
    expect(whyNotGive(config('insa'), lead, { accountId: 'other', role: 'admin' })).toBe('role')
  })

  test('nobody raises themselves, whatever they are', () => {
    for (const slug of configs.map((one) => one.slug))
      for (const mine of ROLES)
        for (const role of givableRoles(config(slug)))
          expect(whyNotGive(config(slug), viewer(mine), { accountId: 'me', role })).toBeDefined()
  })

  test('everybody else gives nothing and takes nothing back', () => {
    const others = ROLES.filter((role) => role !== 'admin' && role !== 'federation-admin')
    for (const mine of others) {
      expect(mayStaff(viewer(mine))).toBe(false)
      for (const role of givableRoles(config('isep')))
        expect(whyNotGive(config('isep'), viewer(mine), { accountId: 'other', role })).toBe('rank')
      expect(whyNotEnd(judge(viewer(mine)), { id: 'a', role: 'admin' }, [grant('a', 'x'), grant('b', 'y')], now)).toBe(
        'rank',
      )
    }
  })

  test('a manager who is also a member is no more than a manager', () => {
    const manager = viewer('adherent', 'manager')
    for (const role of GRANTED_ROLES)
      expect(whyNotGive(config('isep'), manager, { accountId: 'other', role })).toBeDefined()
  })
})

describe('the last administrator cannot go', () => {
  test('not by stepping down, not by being taken down', () => {
    expect(whyNotEnd(judge(admin), { id: 'a', role: 'admin' }, [grant('a', 'me')], now)).toBe('last')
    expect(whyNotDisable(judge(admin), { accountId: 'x', roles: ['admin'] }, [grant('a', 'x')], now)).toBe('last')
  })

  test('with another one, either may go', () => {
    const two = [grant('a', 'me'), grant('b', 'x')]
    expect(whyNotEnd(judge(admin), { id: 'a', role: 'admin' }, two, now)).toBeUndefined()
    expect(whyNotEnd(judge(admin), { id: 'b', role: 'admin' }, two, now)).toBeUndefined()
    expect(whyNotDisable(judge(admin), { accountId: 'x', roles: ['admin'] }, two, now)).toBeUndefined()
  })

  test('another one whose time is over, not come, or running out is no other one', () => {
    const lapsed = grant('b', 'x', days(-1))
    const future = grant('c', 'y', null, days(1))
    const dated = grant('d', 'z', days(30))
    for (const other of [lapsed, future, dated])
      expect(whyNotEnd(judge(admin), { id: 'a', role: 'admin' }, [grant('a', 'me'), other], now)).toBe('last')
  })

  test('the very instant of an end is past it', () => {
    expect(whyNotEnd(judge(admin), { id: 'a', role: 'admin' }, [grant('a', 'me'), grant('b', 'x', now)], now)).toBe(
      'last',
    )
  })

  test('two grants of one account go one by one, but not with the account', () => {
    const both = [grant('a', 'x'), grant('b', 'x')]
    expect(whyNotEnd(judge(admin), { id: 'a', role: 'admin' }, both, now)).toBeUndefined()
    expect(whyNotDisable(judge(admin), { accountId: 'x', roles: ['admin'] }, both, now)).toBe('last')
  })

  test('a grant that leads nobody, such as a manager’s, always ends', () => {
    expect(whyNotEnd(judge(admin), { id: 'm', role: 'manager' }, [grant('a', 'me')], now)).toBeUndefined()
  })
})

describe('accounts are closed by who stands at least as high', () => {
  const leaders = [grant('a', 'chief'), grant('b', 'second')]

  test('nobody closes their own', () => {
    expect(whyNotDisable(judge(admin), { accountId: 'me', roles: ['admin'] }, leaders, now)).toBe('self')
  })

  test('a manager closes a member’s account and no administrator’s', () => {
    const manager = viewer('manager')
    expect(whyNotDisable(judge(manager), { accountId: 'x', roles: [] }, leaders, now)).toBeUndefined()
    expect(whyNotDisable(judge(manager), { accountId: 'x', roles: ['manager'] }, leaders, now)).toBeUndefined()
    expect(whyNotDisable(judge(manager), { accountId: 'chief', roles: ['admin'] }, leaders, now)).toBe('rank')
  })

  test('a manager cannot redirect an administrator’s mail, and so their password', () => {
    expect(lockedFields(viewer('manager'), ['admin'])).toContain('primaryEmail')
    expect(lockedFields(viewer('manager'), ['federation-admin'])).toContain('workEmail')
    expect(lockedFields(viewer('manager'), ['manager'])).toContain('primaryEmail')
    expect(lockedFields(viewer('manager'), [])).toEqual([])
    expect(lockedFields(admin, ['admin'])).toEqual([])
  })
})
