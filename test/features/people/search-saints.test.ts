/** « St » and « Saint » are one word in names of people and places, whichever of the two was written or is typed. */
import { beforeAll, expect, test } from 'vitest'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const PEOPLE = [
  ['Antoine', 'Saint-Exupéry', 'Lyon'],
  ['Ida', 'St Exupéry', 'Lyon'],
  ['Luc', 'Martin', 'Saint-Denis'],
  ['Zoé', 'Martin', 'St-Denis'],
  ['Eva', 'Martin', 'Sainte-Foy'],
  ['Guy', 'Martin', 'Ste Foy'],
  ['Stéphane', 'Petit', 'Stains'],
] as const

beforeAll(async () => {
  await apply('isep')
  await addPeople(
    'isep',
    PEOPLE.map(([firstName, lastName, homeCity]) => ({ values: { firstName, lastName, homeCity, promotion: 2001 } })),
  )
})

test.each([
  ['q', 'st exupery', 'Antoine Ida'],
  ['q', 'Saint-Exupéry', 'Antoine Ida'],
  ['ville', 'St Denis', 'Luc Zoé'],
  ['ville', 'saint denis', 'Luc Zoé'],
  ['ville', 'Ste Foy', 'Eva Guy'],
  ['ville', 'Sainte-Foy', 'Eva Guy'],
  ['q', 'stéph', 'Stéphane'],
  ['q', 'st petit', 'Stéphane'],
])('%s=%s finds %s', async (criterion, value, expected) => {
  const ctx = await ctxFor('isep', 'admin', { path: `/annuaire?${criterion}=${encodeURIComponent(value)}` })
  const read = readQuery(ctx.url.searchParams)
  if (!read.ok) throw new Error(value)
  const { people } = await searchDirectory(ctx, read.query)
  expect(
    people
      .map(({ fields }) => fields.firstName)
      .sort()
      .join(' '),
  ).toBe(expected)
})
