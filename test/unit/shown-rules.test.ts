/** Whose lists count and how far, what tables leave to the record, and people as numbers. */
import { expect, test } from 'vitest'
import { numberOf, packed, unpacked } from '#app/context/shown-numbers.ts'
import { compile } from '#app/policy/ability.ts'
import { readersOf, shownByPasses, tableFields, tableLogin } from '#app/policy/shown.rules.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { tenantFile } from '../factories/world.ts'

const config = tenantFile('supmeca')
config.directory = { quick: ['lastName'], openedPerDay: 200, openedPerDayCompany: 100, heavyPerMinute: 60 }

const abilityOf = (role: Role) => {
  const viewer = { roles: [role], friendIds: [], hasPass: true, accountId: 'a', organisationId: 'o' }
  return { viewer, ability: compile({ config, viewer }) }
}

test('five times the openings, by account and by company; an association may say its own figure', () => {
  const { viewer, ability } = abilityOf('recruiter')
  expect(readersOf(config, viewer, { ability, network: null }).map(({ id, limit }) => [id, limit])).toEqual([
    ['a', 1000],
    ['o', 500],
  ])
  const own = { ...config, directory: { ...config.directory, shownPerDay: 70 } }
  expect(readersOf(own, viewer, { ability, network: null })[0]!.limit).toBe(70)
})

test('staff count unless they may extract; visitors count by the network they come from, where it is known', () => {
  const manager = abilityOf('manager')
  const admin = abilityOf('admin')
  expect(readersOf(config, manager.viewer, { ability: manager.ability, network: null })).toHaveLength(2)
  expect(readersOf(config, admin.viewer, { ability: admin.ability, network: null })).toEqual([])
  const { accountId: _, ...visitor } = manager.viewer
  const of = (file: typeof config, network: string | null) =>
    readersOf(file, visitor, { ability: manager.ability, network }).map(({ id, limit }) => [id, limit])
  expect(of(config, null)).toEqual([])
  expect(of(config, 'n')).toEqual([['n', 1000]])
  expect(of({ ...config, directory: { ...config.directory, shownPerDayNetwork: 90 } }, 'n')).toEqual([['n', 90]])
})

test('a pass narrows in proportion, the widest of several counts, and none widens', () => {
  expect(shownByPasses(config, 500, [])).toBe(500)
  expect(shownByPasses(config, 500, [{ perDay: 20, inAll: null }])).toBe(100)
  expect(shownByPasses(config, 500, [{ perDay: 20, inAll: 10 }])).toBe(50)
  expect(
    shownByPasses(config, 500, [
      { perDay: 20, inAll: null },
      { perDay: 40, inAll: null },
    ]),
  ).toBe(200)
  expect(shownByPasses(config, 500, [{ perDay: null, inAll: null }])).toBe(500)
  expect(shownByPasses(config, 500, [{ perDay: 900, inAll: null }])).toBe(500)
})

test('addresses stand in tables of who may extract, and on the record for the others', () => {
  const fields = ['lastName', 'promotion', 'primaryEmail', 'invalidEmail', 'mobilePhone', 'homeAddress'] as const
  expect(tableFields(abilityOf('manager').ability, fields)).toEqual(['lastName', 'promotion', 'invalidEmail'])
  expect(tableFields(abilityOf('admin').ability, fields)).toEqual(fields)
  expect(tableLogin(abilityOf('manager').ability, 'a@exemple.fr')).toBeNull()
  expect(tableLogin(abilityOf('manager').ability, 'jean.dupont')).toBe('jean.dupont')
  expect(tableLogin(abilityOf('admin').ability, 'a@exemple.fr')).toBe('a@exemple.fr')
})

test('numbers go into a column and come back, and tell a large base apart', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => numberOf('tenant', `prenom.nom${i}`))
  expect(unpacked(packed(numbers))).toEqual(numbers)
  expect(new Set(numbers).size).toBeGreaterThan(19_995)
})
