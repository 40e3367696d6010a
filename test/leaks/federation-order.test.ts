/** In the whole federation too, the order by year says nothing of a year that a sister's person hides (S10, C3). */
import { beforeAll, expect, test } from 'vitest'
import { editPeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'

useDatabase()

let hiding = ''

beforeAll(async () => {
  const sister = tenantFile('insa-rennes')
  // A sister whose people may show their names and not their years.
  const identity = { field: 'lastName' as const, with: ['firstName' as const] }
  await apply('insa', 'insa-lyon', { ...sister, identity })
  const consents = { school: true, recruiters: true, federation: true }
  const named = (lastName: string, promotion: number) => ({
    values: { firstName: 'Ode', lastName, promotion },
    consents,
  })
  await addPeople('insa-lyon', [named('Aubert', 1970), named('Zola', 2000)])
  const [person] = await addPeople('insa-rennes', [named('Moreau', 1980)])
  hiding = person!.id
})

async function order(tri: string, promotion: number, audience: Audience): Promise<string[]> {
  await inside('insa-rennes', async (query, scope) => {
    await writeDecisions({ query, tenant: scope }, hiding, { site: { promotion: audience } }, TRACE)
    await editPeople({ query, tenant: scope }, [hiding], TRACE, (source) => {
      source.diplomas[0]!.promotion = promotion
    })
  })
  const read = readQuery(new URLSearchParams({ portee: 'federation', tri }))
  if (!read.ok) throw new Error(tri)
  const { people } = await searchDirectory(await ctxFor('insa-lyon', 'adherent'), read.query)
  return people.map(({ fields }) => `${fields.lastName} ${fields.promotion ?? '?'}`)
}

test.each(['promo', '-promo'])('a hidden year moves nobody: %s', async (tri) => {
  const early = await order(tri, 1950, 'nobody')
  expect(early).toHaveLength(3)
  expect(early).toContain('Moreau ?')
  expect(await order(tri, 1985, 'nobody')).toEqual(early)
  expect(await order(tri, 2020, 'nobody')).toEqual(early)
})

test('a shown year puts its person in their place', async () => {
  expect(await order('promo', 1950, 'network')).toEqual(['Moreau 1950', 'Aubert 1970', 'Zola 2000'])
  expect(await order('promo', 1985, 'network')).toEqual(['Aubert 1970', 'Moreau 1985', 'Zola 2000'])
})
