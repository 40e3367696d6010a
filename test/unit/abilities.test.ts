import { expect, test } from 'vitest'
import { abilityOf } from '#app/context/abilities.ts'
import { may } from '#app/policy/ability.ts'
import { mayEverRead } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { tenantFile } from '../factories/world.ts'

const viewer = (role: Role, more: Partial<Viewer> = {}): Viewer => ({
  roles: [role],
  friendIds: [],
  hasPass: false,
  ...more,
})
const tenantOf = (slug: string) => ({ id: slug, config: tenantFile(slug) })
const isep = tenantOf('isep')

test('the same viewer under the same rules has the same ability', () => {
  expect(abilityOf(isep, viewer('adherent'), [])).toBe(abilityOf(isep, viewer('adherent'), []))
})

test('whoever loses a role loses what it opened, at once', () => {
  expect(may(abilityOf(isep, viewer('adherent'), []), 'search')).toBe(true)
  expect(may(abilityOf(isep, viewer('member'), []), 'search')).toBe(false)
})

test.each<Partial<Viewer>>([
  { personId: 'somebody' },
  { accountId: 'somebody' },
  { organisationId: 'some company' },
  { friendIds: ['somebody'] },
  { contactIds: ['somebody'] },
  { hasPass: true },
])('another viewer by %o has another ability', (more) => {
  expect(abilityOf(isep, viewer('adherent', more), [])).not.toBe(abilityOf(isep, viewer('adherent'), []))
})

test('new rules hold at the next request', () => {
  const before = abilityOf(isep, viewer('adherent'), [])
  const config = structuredClone(isep.config)
  config.roles.adherent!.sees = []
  const after = abilityOf({ id: isep.id, config }, viewer('adherent'), [])
  expect(mayEverRead(before, 'Person', 'lastName')).toBe(true)
  expect(mayEverRead(after, 'Person', 'lastName')).toBe(false)
})

test('so do a sister’s, and her leaving', () => {
  const lyon = tenantOf('insa-lyon')
  const sister = { tenantId: 'rennes', config: tenantFile('insa-rennes') }
  const first = abilityOf(lyon, viewer('adherent'), [sister])
  expect(abilityOf(lyon, viewer('adherent'), [{ ...sister }])).toBe(first)
  expect(abilityOf(lyon, viewer('adherent'), [{ ...sister, config: structuredClone(sister.config) }])).not.toBe(first)
  expect(mayEverRead(first, 'SharedPerson', 'lastName')).toBe(true)
  expect(mayEverRead(abilityOf(lyon, viewer('adherent'), []), 'SharedPerson', 'lastName')).toBe(false)
})
