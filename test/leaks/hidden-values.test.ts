import { beforeAll, describe, expect, test } from 'vitest'
import { type DirectoryQuery, readQuery } from '#app/features/directory/search.schema.ts'
import { searchDirectory } from '#app/features/directory/search.server.ts'
import { editPeople, removePeople, writeDecisions, writeValues } from '#app/features/people/write-people.server.ts'
import { type Audience, CRITERIA, type Criterion, type FieldId, type Role } from '#app/policy/vocabulary.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { type Answers, answersTo, differencesOf, type Felt } from './answers.ts'

useDatabase()

type Values = Partial<Record<FieldId, unknown>>

/** Two worlds that differ in what one person hides, and in nothing else. Some of the words begin like what others show. */
const ONE: Values = {
  diploma: 'Zephyrotechnique',
  company: 'Zanzibarco Marten',
  homeCity: 'Zuydcoote',
  homeCountry: 'Zambie',
  workField: 'Zoologie',
  jobTitle: 'Zingueur',
  skills: ['Zig'],
  diplomaName: 'Zurbaran',
}
const OTHER: Values = {
  diploma: 'Quadrature',
  company: 'Quantaform Dupret',
  homeCity: 'Quimper',
  homeCountry: 'Qatar',
  workField: 'Quincaillerie',
  jobTitle: 'Quartier-maître',
  skills: ['Quarkus'],
  diplomaName: 'Quesnay',
}
const NONE: Values = Object.fromEntries(Object.keys(ONE).map((field) => [field, null]))
const HIDEABLE = Object.keys(ONE) as FieldId[]
const TARGET = 'Wattignies'

/** Others around the person, so that there are several pages, neighbours of every word, and something to count. */
function others() {
  return Array.from({ length: 45 }, (_, i) => ({
    values: {
      lastName: ['Martin', 'Dupont', 'Wattier', 'Zola', 'Quenot'][i % 5]! + (i > 30 ? 'eau' : ''),
      firstName: ['Jean', 'Anne', 'Zoé'][i % 3],
      promotion: 1990 + (i % 20),
      pseudonym: `pseudo${i}`,
      purpose: 'emploi',
      publishedAt: '2026-01-01',
      diploma: ['Ingénieur', 'Zephyrologie'][i % 2],
      company: ['Zanzibar Air', 'Quantum', 'Airbus'][i % 3],
      homeCity: ['Paris', 'Quiberon', 'Zurich'][i % 3],
      homeCountry: ['France', 'Zimbabwe'][i % 2],
      workField: ['Zootechnie', 'Énergie'][i % 2],
      jobTitle: ['Zootechnicien', 'Directrice'][i % 2],
      skills: ['Java', ['Zsh', 'Quartz'][i % 2]!],
    },
    consents: { school: true, recruiters: true, federation: true },
  }))
}

const slugs = ['supmeca', 'isep', 'ece', 'insa-lyon', 'sepro'] as const
const target = new Map<string, { id: string; handle: string }>()

async function populate(slug: string): Promise<void> {
  await addPeople(slug, others())
  const identity = {
    lastName: TARGET,
    firstName: 'Yves',
    promotion: 1999,
    pseudonym: TARGET,
    purpose: 'stage',
    publishedAt: '2026-01-01',
  }
  const [person] = await addPeople(slug, [
    { values: { ...identity, ...ONE }, consents: { school: true, recruiters: true, federation: true } },
  ])
  target.set(slug, person!)
}

/** Sets what the person has, and whom they show it. */
async function become(slug: string, values: Values, audience: Audience, identity: Audience = 'public'): Promise<void> {
  const { id } = target.get(slug)!
  const site = {
    ...Object.fromEntries(HIDEABLE.map((field) => [field, audience])),
    lastName: identity,
    pseudonym: identity,
  }
  await inside(slug, async (query, scope) => {
    await writeDecisions(query, scope, id, { site }, TRACE)
    await writeValues(query, scope, id, values, TRACE)
  })
}

const words = (field: FieldId) =>
  [ONE, OTHER].flatMap(
    (values) => (Array.isArray(values[field]) ? values[field] : String(values[field]).split(' ')) as string[],
  )

function feltBy(usable: (criterion: Criterion) => boolean): Felt[] {
  const by = Object.entries(CRITERIA)
    .filter(([criterion, field]) => HIDEABLE.includes(field) && usable(criterion as Criterion))
    .map(([criterion, field]) => ({ criterion: criterion as Criterion, values: words(field) }))
  return [...by, { criterion: 'q', values: words('diplomaName') }]
}

async function answers(slug: string, role: Role, now?: string): Promise<Answers> {
  const ctx = await ctxFor(slug, role)
  const felt = feltBy((criterion) => (tenantFile(slug).roles[role]!.criteria as string[]).includes(criterion))
  return answersTo(ctx, felt, now ?? TARGET, [target.get(slug)!.handle])
}

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
    expect(one.size).toBeGreaterThan(50)
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
      inside(slug, (query, scope) => writeDecisions(query, scope, id, { consents: { [consent]: yes } }, TRACE))
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

const search = async (slug: string, role: Role, text: string) =>
  searchDirectory(await ctxFor(slug, role), queryOf(text))

function queryOf(text: string): DirectoryQuery {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(`cannot read ${text}`)
  return read.query
}

describe('one typo corrects by what the viewer may know, and says nothing else', () => {
  test('a hidden word near the one typed is not said to be near (closed: “corrected” with nobody found)', async () => {
    await become('supmeca', { ...NONE, homeCity: 'Vladivostok' }, 'nobody')
    const near = await search('supmeca', 'member', 'ville=vladivostoq')
    await become('supmeca', NONE, 'nobody')
    expect(near).toEqual(await search('supmeca', 'member', 'ville=vladivostoq'))
    await become('supmeca', { ...NONE, homeCity: 'Vladivostok' }, 'network')
    expect(await search('supmeca', 'member', 'ville=vladivostoq')).toMatchObject({ total: 1, corrected: true })
  })

  test('a hidden word near a beginning does not take away who begins so (closed: the whole word in place of its beginning)', async () => {
    await become('supmeca', NONE, 'nobody')
    const before = await search('supmeca', 'member', 'q=watt+jeam')
    expect(before).toMatchObject({ corrected: true })
    expect(before.total).toBeGreaterThan(0)
    await become('supmeca', { ...NONE, diplomaName: 'Watts' }, 'nobody')
    expect(await search('supmeca', 'member', 'q=watt+jeam')).toEqual(before)
  })

  test('many hidden words near the one typed do not push out a visible one (closed: the first 200 candidates)', async () => {
    const letters = [...'abcdefghijklmnoprstuvwxyz0123456789']
    const word = 'mqrt'
    const near = Array.from({ length: word.length + 1 }, (_, at) =>
      letters.flatMap((letter) => [
        word.slice(0, at) + letter + word.slice(at),
        word.slice(0, at) + letter + word.slice(at + 1),
      ]),
    ).flat()
    // `mqrt` itself begins what is added at its end.
    const words = [...new Set(near)].filter((one) => !one.startsWith(word) && one !== 'murt')
    expect(words.length).toBeGreaterThan(250)
    await become('supmeca', { ...NONE, company: words.join(' ') }, 'nobody')
    await addPeople('supmeca', [
      { values: { lastName: 'Visible', firstName: 'Vera', promotion: 2001, company: 'Murt' } },
    ])
    expect(await search('supmeca', 'member', `entreprise=${word}`)).toMatchObject({ total: 1, corrected: true })
  })
})

describe('years, where a year is a field like any other', () => {
  const slug = 'years'
  const handles: string[] = []

  beforeAll(async () => {
    const config = {
      ...tenantFile('supmeca'),
      slug,
      identity: { field: 'lastName' as const, with: ['firstName' as const] },
    }
    await apply(config)
    await addPeople(slug, others())
    const [person] = await addPeople(slug, [{ values: { lastName: TARGET, firstName: 'Yves', promotion: 1999 } }])
    target.set(slug, person!)
    handles.push(person!.handle)
  })

  const year = async (promotion: number | null, audience: Audience): Promise<Answers> => {
    const { id } = target.get(slug)!
    await inside(slug, async (query, scope) => {
      await writeDecisions(query, scope, id, { site: { promotion: audience } }, TRACE)
      await editPeople(query, scope, [id], TRACE, (source) => {
        source.diplomas[0]!.promotion = promotion
      })
    })
    const felt: Felt[] = (['promo', 'promoMin', 'promoMax'] as const).map((criterion) => ({
      criterion,
      values: ['1950', '1999', '2030', '2031'],
    }))
    return answersTo(await ctxFor(slug, 'member'), felt, TARGET, handles)
  }

  test('a hidden year moves nothing: exact, minimum, maximum, quick search, facets', async () => {
    const [one, other, none] = [await year(1950, 'nobody'), await year(2031, 'nobody'), await year(null, 'nobody')]
    expect(differencesOf(one, other)).toEqual([])
    expect(differencesOf(one, none)).toEqual([])
  })

  test('and an order that would tell is refused, not ignored', async () => {
    const answers = await year(1950, 'nobody')
    expect([...answers.keys()].filter((asked) => asked.includes('tri=promo'))).toEqual([])
    await expect(search(slug, 'member', 'tri=promo')).rejects.toMatchObject({ status: 403 })
  })

  test('a shown year is found by each', async () => {
    const answers = await year(2031, 'network')
    for (const asked of ['promo=2031', 'promoMin=2030', 'promoMin=2031'])
      expect(answers.get(`/annuaire?${asked}`), asked).toContain(handles[0])
    expect(answers.get('/annuaire?promoMax=2030')).not.toContain(handles[0])
  })
})
