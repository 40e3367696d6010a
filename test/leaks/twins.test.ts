import { beforeAll, describe, expect, test } from 'vitest'
import { findCohort } from '#app/features/people/directory/cohort.server.ts'
import { findCompanies } from '#app/features/people/directory/companies.server.ts'
import { countFacets } from '#app/features/people/directory/facets.server.ts'
import { countPlaces } from '#app/features/people/directory/places.server.ts'
import { type DirectoryQuery, readQuery } from '#app/features/people/directory/search.schema.ts'
import { peopleBeginning, searchDirectory } from '#app/features/people/directory/search.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { mayEverRead } from '#app/policy/view.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { feelers } from './answers.ts'

useDatabase()

/** As many as a town on the map needs. */
const FLOCK = 5
const ROLES: Role[] = ['visitor', 'member', 'adherent', 'recruiter', 'school', 'manager', 'admin']
const twin = (of: string, slug: string): TenantConfig => ({ ...tenantFile(of), slug })

/** The same person twice, but for one word in every value. */
function person(word: string) {
  const texts = [
    'lastName',
    'firstName',
    'diplomaName',
    'pseudonym',
    'purpose',
    'publishedAt',
    'diploma',
    'company',
    'homeCity',
    'homeCountry',
    'workField',
    'jobTitle',
    'primaryEmail',
    'bio',
    'remarks',
  ] as const
  return {
    values: {
      ...Object.fromEntries(texts.map((field) => [field, word])),
      promotion: 1998,
      skills: [word],
      canHelp: ['conseil'],
    },
    siteChoices: Object.fromEntries(FIELD_IDS.map((field) => [field, 'public' as const])),
    consents: { school: true, recruiters: true, federation: true },
  }
}

const query = (text: string): DirectoryQuery => {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(text)
  return read.query
}

const textOf = (ask: () => Promise<unknown>): Promise<string> =>
  ask().then(
    (value) => JSON.stringify(value ?? null),
    async (thrown: unknown) => {
      if (!(thrown instanceof Response)) throw thrown
      return `${thrown.status} ${await thrown.clone().text()}`
    },
  )

beforeAll(async () => {
  for (const base of ['supmeca', 'sepro']) {
    await apply(twin(base, `${base}-a`), twin(base, `${base}-b`))
    await addPeople(
      `${base}-a`,
      Array.from({ length: FLOCK }, () => person('Alouette')),
    )
    await addPeople(
      `${base}-b`,
      Array.from({ length: FLOCK }, () => person('Bergeronnette')),
    )
  }
})

describe.each(['supmeca', 'sepro'])('two associations with the rules of %s, a canary in every cell', (base) => {
  test.each(ROLES)('as %s, no answer of one holds a word of the other, whatever is asked', async (role) => {
    const ctx = await ctxFor(`${base}-a`, role)
    const answers: string[] = []
    for (const criterion of CRITERION_IDS.filter((id) => mayFilterBy(ctx.ability, id))) {
      if (criterion.startsWith('promo')) continue
      for (const typed of feelers('Bergeronnette')) {
        answers.push(await textOf(() => searchDirectory(ctx, query(`${criterion}=${typed}`))))
        if (criterion === 'q') answers.push(await textOf(() => peopleBeginning(ctx, typed, 8)))
      }
    }
    answers.push(await textOf(() => searchDirectory(ctx, query(''))), await textOf(() => countFacets(ctx, query(''))))
    answers.push(
      await textOf(() => countPlaces(ctx, query(''))),
      await textOf(() => findCompanies(ctx, query(''), '')),
      await textOf(() => findCompanies(ctx, query(''), 'Bergeronnette')),
      await textOf(() => findCohort(ctx, 1998, 1, false)),
      await textOf(() => findCohort(ctx, 1998, 1, true)),
    )
    for (const handle of ['bergeronnette.bergeronnette98', 'bergeronnette', 'Bergeronnette', `${base}-b~bergeronnette`])
      answers.push(await textOf(() => readProfile(ctx, handle)))
    expect(answers.filter((answer) => /bergeron/i.test(answer.replaceAll(/"reason"[^}]*/g, '')))).toEqual([])
  })

  test.each(ROLES.filter((role) => tenantFile(base).roles[role]?.may.includes('search')))(
    'as %s, the own words are found, by the same means',
    async (role) => {
      const ctx = await ctxFor(`${base}-b`, role)
      for (const criterion of CRITERION_IDS.filter((id) => mayFilterBy(ctx.ability, id) && !id.startsWith('promo'))) {
        // What one helps with is a word of ours: twins have the same.
        const word = criterion === 'aide' ? 'conseil' : 'bergeron'
        const { total } = await searchDirectory(ctx, query(`${criterion}=${word}`))
        expect(total, criterion).toBe(FLOCK)
      }
      if (mayFilterBy(ctx.ability, 'ville') && mayEverRead(ctx.ability, 'Person', 'homeCountry'))
        expect(await countPlaces(ctx, query(''))).toMatchObject({
          towns: [{ city: 'Bergeronnette', count: FLOCK }],
          rests: [],
        })
      if (mayFilterBy(ctx.ability, 'entreprise'))
        expect(await findCompanies(ctx, query(''), '')).toMatchObject({
          total: 1,
          companies: [{ name: 'Bergeronnette', people: FLOCK }],
        })
    },
  )

  test('a handle of the other association is as unknown as any', async () => {
    const own = await searchDirectory(await ctxFor(`${base}-b`, 'admin'), query(''))
    const ctx = await ctxFor(`${base}-a`, 'admin')
    for (const { handle } of own.people)
      expect(await textOf(() => readProfile(ctx, handle))).toBe(
        await textOf(() => readProfile(ctx, 'no-body.at-all98')),
      )
  })
})

describe('a criterion that a role may not use', () => {
  test.each(['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro'])(
    '%s: refused by name, for each role, by list and by facets',
    async (slug) => {
      await apply('insa', slug)
      for (const role of ROLES) {
        const ctx = await ctxFor(slug, role)
        for (const criterion of CRITERION_IDS) {
          const value = criterion.startsWith('promo') ? '1998' : 'x'
          const answers = [
            await textOf(() => searchDirectory(ctx, query(`${criterion}=${value}`))),
            await textOf(() => countFacets(ctx, query(`${criterion}=${value}`))),
            await textOf(() => countPlaces(ctx, query(`${criterion}=${value}`))),
          ]
          const allowed = (tenantFile(slug).roles[role]?.criteria as string[] | undefined)?.includes(criterion) ?? false
          for (const answer of answers)
            if (allowed) expect(answer, `${role} ${criterion}`).not.toMatch(/^\d/)
            else expect(answer, `${role} ${criterion}`).toBe(`403 {"reason":"criterion","criterion":"${criterion}"}`)
        }
      }
    },
  )
})
