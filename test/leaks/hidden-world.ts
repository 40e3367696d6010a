/**
 * Associations with many people who show what they have, and one who hides it: the world of the tests of hidden values.
 */

import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { type DirectoryQuery, readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { CRITERIA, type Criterion } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, inside, TRACE, tenantFile } from '../factories/world.ts'
import { type Answers, answersTo, type Felt } from './answers.ts'

type Values = Partial<Record<FieldId, unknown>>

/**
 * Two worlds that differ in what one person hides, and in nothing else. Some of the words begin like what others show.
 */
export const ONE: Values = {
  diploma: 'Zephyrotechnique',
  company: 'Zanzibarco Marten',
  companyAddress: '3 quai Est, 59123 Zuydcoote',
  homeCity: 'Zuydcoote',
  homeCountry: 'Zambie',
  workField: 'Zoologie',
  jobTitle: 'Zingueur',
  skills: ['Zig'],
  canHelp: ['mentorat'],
  diplomaName: 'Zurbaran',
}
export const OTHER: Values = {
  diploma: 'Quadrature',
  company: 'Quantaform Dupret',
  companyAddress: '1 rue du Port, 29000 Quimper',
  homeCity: 'Quimper',
  homeCountry: 'Qatar',
  workField: 'Quincaillerie',
  jobTitle: 'Quartier-maître',
  skills: ['Quarkus'],
  canHelp: ['visite'],
  diplomaName: 'Quesnay',
}
export const NONE: Values = Object.fromEntries(Object.keys(ONE).map((field) => [field, null]))
export const HIDEABLE = Object.keys(ONE) as FieldId[]
export const TARGET = 'Wattignies'

/** Others around the person, so that there are several pages, neighbours of every word, and something to count. */
export function others() {
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
      canHelp: [['visite'], []][i % 2]!,
    },
    consents: { school: true, recruiters: true, federation: true },
  }))
}

export const slugs = ['supmeca', 'isep', 'ece', 'insa-lyon', 'sepro'] as const
export const target = new Map<string, { id: string; handle: string }>()

export async function populate(slug: string): Promise<void> {
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
export async function become(
  slug: string,
  values: Values,
  audience: Audience,
  identity: Audience = 'public',
): Promise<void> {
  const { id } = target.get(slug)!
  const site = {
    ...Object.fromEntries(HIDEABLE.map((field) => [field, audience])),
    lastName: identity,
    pseudonym: identity,
  }
  await inside(slug, async (query, scope) => {
    await writeDecisions({ query, tenant: scope }, id, { site }, TRACE)
    await writeValues({ query, tenant: scope }, id, values, TRACE)
  })
}

export const words = (field: FieldId) =>
  [ONE, OTHER].flatMap(
    (values) => (Array.isArray(values[field]) ? values[field] : String(values[field]).split(' ')) as string[],
  )

function feltBy(usable: (criterion: Criterion) => boolean): Felt[] {
  const by = Object.entries(CRITERIA)
    .filter(([criterion, field]) => HIDEABLE.includes(field) && usable(criterion as Criterion))
    .map(([criterion, field]) => ({ criterion: criterion as Criterion, values: words(field) }))
  return [...by, { criterion: 'q', values: words('diplomaName') }]
}

export async function answers(slug: string, role: Role, now?: string): Promise<Answers> {
  const ctx = await ctxFor(slug, role)
  const felt = feltBy((criterion) => (tenantFile(slug).roles[role]!.criteria as string[]).includes(criterion))
  return answersTo(ctx, felt, now ?? TARGET, [target.get(slug)!.handle])
}

export const search = async (slug: string, role: Role, text: string) =>
  searchDirectory(await ctxFor(slug, role), queryOf(text))

function queryOf(text: string): DirectoryQuery {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(`cannot read ${text}`)
  return read.query
}
