/**
 * A hidden value is changed together with everything that tells it, each left open: no answer differs, the profile's
 * included.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { answersTo, differencesOf } from './answers.ts'
import { populate, slugs, TARGET, target } from './hidden-world.ts'

useDatabase()

type Values = Partial<Record<FieldId, unknown>>

/** What the person hides. */
const HIDDEN = ['company', 'jobTitle', 'homeCountry', 'level', 'diplomaState', 'speciality'] as const
/** What they leave open, and tells it. */
const TELLING = [
  ...([
    'companySiret',
    'companyNaf',
    'companyAddress',
    'workEmail',
    'homeCity',
    'homePostcode',
    'homeAddress',
  ] as const),
  ...(['workHistory', 'otherDiplomas'] as const),
]

const world = (word: string, n: number): Values => ({
  ...{ company: `${word}co`, jobTitle: `${word}eur`, homeCountry: `${word}ie`, level: `${word}niveau` },
  ...{ diplomaState: `${word}obtenu`, speciality: `${word}logie`, homeCity: `${word}ville`, homePostcode: `${n}9123` },
  ...{ homeAddress: `${n} rue ${word}`, companySiret: `${n}2345678901234`, companyNaf: `${n}1.01Z` },
  ...{ companyAddress: `${n} quai ${word}`, workEmail: `yves@${word.toLowerCase()}.fr` },
  workHistory: [
    // The running entry is the current post: what it says of the company is what the fields beside it say.
    {
      ...{ company: `${word}co`, jobTitle: `${word}eur`, city: `${word}port`, from: '2020-01' },
      ...{ companySiret: `${n}2345678901234`, companyNaf: `${n}1.01Z`, companyAddress: `${n} quai ${word}` },
    },
    { company: 'Fini', jobTitle: 'Stagiaire', from: '2001-01', to: '2001-06' },
  ],
  otherDiplomas: [
    { diploma: 'Master', level: `${word}niveau`, diplomaState: `${word}obtenu`, speciality: `${word}logie` },
  ],
})
const ONE = world('Zambezi', 1)
const OTHER = world('Quechua', 2)
const NONE: Values = {
  ...Object.fromEntries(Object.keys(ONE).map((field) => [field, null])),
  workHistory: [(ONE.workHistory as object[])[1]],
  otherDiplomas: [{ diploma: 'Master' }],
}

beforeAll(async () => {
  await apply('insa', ...slugs, 'insa-rennes')
  for (const slug of slugs) await populate(slug)
})

/**
 * The association can write to them in each world: whom it cannot, it asks their year for (S7).
 * Who is asked for is held by test/features/people/lost.test.ts.
 */
const REACHED = 'yves.wattignies@exemple.fr'

/** @param hidden the audience of what is hidden; all else is open to everybody */
async function become(slug: string, values: Values, hidden: Audience, now = TRACE.now): Promise<void> {
  const { id } = target.get(slug)!
  const open = Object.fromEntries(FIELD_IDS.map((field) => [field, 'public' as Audience]))
  const site = { ...open, ...Object.fromEntries(HIDDEN.map((field) => [field, hidden])) }
  await inside(slug, async (query, scope) => {
    await writeDecisions({ query, tenant: scope }, id, { site }, TRACE)
    await writeValues({ query, tenant: scope }, id, { ...values, primaryEmail: REACHED }, { ...TRACE, now })
  })
}

const LATER = new Date(TRACE.now.getTime() + 100 * 86_400_000)

async function answers(slug: string, role: Role) {
  const ctx = await ctxFor(slug, role)
  const criteria = (tenantFile(slug).roles[role]?.criteria ?? []) as string[]
  const felt = (['entreprise', 'ville', 'pays', 'fonction'] as const)
    .filter((criterion) => criteria.includes(criterion))
    .map((criterion) => {
      const field = { entreprise: 'company', ville: 'homeCity', pays: 'homeCountry', fonction: 'jobTitle' } as const
      return { criterion, values: [ONE, OTHER].map((values) => String(values[field[criterion]])) }
    })
  return answersTo(ctx, felt, TARGET, [target.get(slug)!.handle])
}

const VIEWERS = slugs.flatMap((slug) =>
  (['visitor', 'member', 'adherent', 'recruiter', 'poster', 'school'] as Role[])
    .filter((role) => tenantFile(slug).roles[role])
    .map((role) => [slug, role] as const),
)

describe.each(slugs)('%s: what is hidden is told by nothing that is open', (slug) => {
  test('lists, criteria, orders, facets, map, suggestions, companies, cohort and the profile, for each role', {
    timeout: 240_000,
  }, async () => {
    const roles = VIEWERS.filter(([of]) => of === slug).map(([, role]) => role)
    const all = async () =>
      new Map(await Promise.all(roles.map(async (role) => [role, await answers(slug, role)] as const)))
    await become(slug, ONE, 'nobody')
    const one = await all()
    await become(slug, OTHER, 'nobody', LATER)
    const other = await all()
    await become(slug, NONE, 'nobody', LATER)
    const none = await all()
    for (const role of roles) {
      expect(differencesOf(one.get(role)!, other.get(role)!), role).toEqual([])
      expect(differencesOf(one.get(role)!, none.get(role)!), role).toEqual([])
      expect(
        [...one.get(role)!.entries()].filter(([, answer]) => answer.includes('Zambezi')),
        role,
      ).toEqual([])
    }
  })
})

describe('and nothing is hidden too much', () => {
  test.each([
    ['supmeca', 'member'],
    ['ece', 'adherent'],
    ['insa-lyon', 'adherent'],
  ] as const)('%s, as %s: once the told fields are open, so is what tells them', async (slug, role) => {
    await become(slug, ONE, 'public')
    const ctx = await ctxFor(slug, role)
    const { fields } = await readProfile(ctx, target.get(slug)!.handle)
    for (const field of TELLING) expect(fields[field], field).toBeDefined()
    expect(JSON.stringify(fields.workHistory)).toContain('Zambezico')
    expect(JSON.stringify(fields.otherDiplomas)).toContain('Zambezilogie')
    await become(slug, ONE, 'nobody')
    const past = (await readProfile(ctx, target.get(slug)!.handle)).fields
    expect(JSON.stringify(past.workHistory)).toContain('Fini')
    expect(JSON.stringify(past.otherDiplomas)).toContain('Master')
  })

  test('the staff read all of it', async () => {
    await become('supmeca', ONE, 'nobody')
    const { fields } = await readProfile(await ctxFor('supmeca', 'admin'), target.get('supmeca')!.handle)
    for (const field of [...HIDDEN, ...TELLING]) expect(fields[field], field).toBeDefined()
  })
})

test('a sister association’s members read no town whose country is hidden, and find nobody by it', async () => {
  const ctx = await ctxFor('insa-rennes', 'adherent')
  const ask = async (text: string) => {
    const read = readQuery(new URLSearchParams(`portee=federation&${text}`))
    if (!read.ok) throw new Error(text)
    return JSON.stringify(await searchDirectory(ctx, read.query))
  }
  const handle = `insa-lyon~${target.get('insa-lyon')!.handle}`
  const all = async () => [
    ...(await Promise.all(['ville=zambeziville', 'ville=quechuaville', `nom=${TARGET}`].map(ask))),
    JSON.stringify(await readProfile(ctx, handle)),
  ]
  await become('insa-lyon', ONE, 'public')
  const open = await all()
  expect(open[0]).toContain(handle)
  expect(open[3]).toContain('Zambeziville')
  await become('insa-lyon', ONE, 'nobody')
  const one = await all()
  await become('insa-lyon', OTHER, 'nobody')
  expect(await all()).toEqual(one)
  expect(one.slice(0, 3).join()).not.toContain('Zambezi')
  expect(one[2]).toContain(handle)
})
