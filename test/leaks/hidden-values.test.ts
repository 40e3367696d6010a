import { beforeAll, describe, expect, test } from 'vitest'
import { removePeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { CRITERIA } from '#app/vocabulary/criteria.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { differencesOf } from './answers.ts'
import { answers, become, HIDEABLE, NONE, ONE, OTHER, populate, slugs, TARGET, target, words } from './hidden-world.ts'

useDatabase()

const VIEWERS: [string, Role][] = [
  ['supmeca', 'member'],
  ['isep', 'adherent'],
  ['isep', 'recruiter'],
  ['ece', 'adherent'],
  ['insa-lyon', 'member'],
  ['insa-lyon', 'adherent'],
  ['sepro', 'recruiter'],
]

beforeAll(async () => {
  await apply('insa', ...slugs)
  for (const slug of slugs) await populate(slug)
})

describe.each(VIEWERS)('%s, as %s: a value that a person hides cannot be felt for', (slug, role) => {
  test('by beginnings, typos, the quick search, combinations, orders, pages, totals, facets, suggestions, the profile', async () => {
    await become(slug, ONE, 'nobody')
    const one = await answers(slug, role)
    await become(slug, OTHER, 'nobody')
    const other = await answers(slug, role)
    await become(slug, NONE, 'nobody')
    const none = await answers(slug, role)
    expect(one.size).toBeGreaterThan(30)
    expect(differencesOf(one, other)).toEqual([])
    expect(differencesOf(one, none)).toEqual([])
  })

  test('and is found by each of these once it is shown: nothing is hidden too much', async () => {
    const open: Audience =
      role === 'visitor'
        ? 'public'
        : role === 'member' || role === 'adherent' || role === 'school'
          ? 'network'
          : 'recruiters'
    await become(slug, ONE, open)
    const one = await answers(slug, role)
    await become(slug, OTHER, open)
    const other = await answers(slug, role)
    const { handle } = target.get(slug)!
    const usable = tenantFile(slug).roles[role]!.criteria as string[]
    for (const [criterion, field] of Object.entries(CRITERIA).filter(
      ([id, of]) => HIDEABLE.includes(of) && usable.includes(id),
    )) {
      const word = words(field)[0]!.toLowerCase()
      expect(one.get(`/annuaire?${criterion}=${word}`), criterion).toContain(`"${handle}"`)
      expect(other.get(`/annuaire?${criterion}=${word}`), criterion).not.toContain(`"${handle}"`)
    }
    const sentence = `/annuaire?q=${encodeURIComponent('à zuydcoote')}`
    if (usable.includes('ville')) {
      expect(one.get(sentence)).toContain(`"${handle}"`)
      expect(other.get(sentence)).not.toContain(`"${handle}"`)
    }
    if (usable.some((criterion) => CRITERIA[criterion as 'ville'] && HIDEABLE.includes(CRITERIA[criterion as 'ville'])))
      expect(differencesOf(one, other).length).toBeGreaterThan(10)
  })

  test('somebody whose name is hidden is nobody: whatever they hold, and removed or not', async () => {
    await become(slug, ONE, 'public', 'nobody')
    const one = await answers(slug, role)
    await become(slug, OTHER, 'public', 'nobody')
    const other = await answers(slug, role)
    expect(differencesOf(one, other)).toEqual([])
    await inside(slug, (query, scope) => removePeople(query, scope, [target.get(slug)!.id]))
    const gone = await answers(slug, role)
    expect(differencesOf(one, gone)).toEqual([])
    const [again] = await addPeople(slug, [
      {
        values: {
          lastName: TARGET,
          firstName: 'Yves',
          promotion: 1999,
          pseudonym: TARGET,
          purpose: 'stage',
          publishedAt: '2026-01-01',
        },
        consents: { school: true, recruiters: true, federation: true },
      },
    ])
    target.set(slug, again!)
    expect(again!.handle).toBeTruthy()
  })
})

describe('a consent that was refused hides the whole person', () => {
  test.each([
    ['isep', 'recruiter', 'recruiters'],
    ['supmeca', 'school', 'school'],
    ['ece', 'school', 'school'],
    ['insa-lyon', 'school', 'school'],
  ] as const)('%s, as %s', async (slug, role, consent) => {
    const { id, handle } = target.get(slug)!
    const agree = (yes: boolean) =>
      inside(slug, (query, scope) =>
        writeDecisions({ query, tenant: scope }, id, { consents: { [consent]: yes } }, TRACE),
      )
    await become(slug, ONE, 'recruiters')
    await agree(true)
    const agreed = await answers(slug, role)
    expect(agreed.get(`/annuaire?nom=${TARGET}`)).toContain(handle)
    await agree(false)
    const refused = await answers(slug, role)
    expect([...refused.values()].join()).not.toContain(handle)
    await become(slug, OTHER, 'recruiters')
    expect(differencesOf(refused, await answers(slug, role))).toEqual([])
    await agree(true)
  })
})
