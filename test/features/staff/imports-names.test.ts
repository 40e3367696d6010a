/**
 * Lines without a number: who they are about is found by name, and a long list finds whom a short one finds (P1, P2).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { importFile } from '#app/features/staff/imports/import-file.server.ts'
import { peopleIndex } from '#app/features/staff/imports/people-index.server.ts'
import { tempFile } from '../../factories/workbooks.ts'
import { addPeople, apply, inside, scopeOf } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('isep')
})

const KNOWN = [
  ['Aude', 'Le Goff', 'Martin'],
  ['Jean-Pierre', 'O’Brien', null],
  ['Jean', 'Martin', null],
  ['Jeanne', 'Martin', null],
  ['Éloïse', 'Du Pont de l’Étang', 'Œuvrard'],
  ['Ольга', 'Иванова', null],
] as const
const ASKED = [
  ['Aude', 'Legoff'],
  ['AUDE', 'martin'],
  ['Jean Pierre', 'OBrien'],
  ['Jean', 'Martin'],
  ['Eloise', 'Oeuvrard'],
  ['Éloïse', 'Dupont de l’Etang'],
  ['Olga', 'Ivanova'],
  ['Personne', 'Nulle'],
] as const

describe('people by their names', () => {
  test('are the same from a short list and from one that has the whole association’s names read', async () => {
    await addPeople(
      'isep',
      KNOWN.map(([firstName, lastName, diplomaName]) => ({ values: { firstName, lastName, diplomaName } })),
    )
    const { id } = await scopeOf('isep')
    const find = async (names: { firstName: string; lastName: string }[]) =>
      (await peopleIndex(id, []).find({ numbers: [], names })).map(({ values }) => values.firstName).sort()
    const many = Array.from({ length: 400 }, (_, i) => ({ firstName: 'Personne', lastName: `Nulle${i}` }))
    const each = ASKED.map(([firstName, lastName]) => ({ firstName, lastName }))
    for (const one of each) expect([one, await find([...many, one])]).toEqual([one, await find([one])])
    expect(await find(each)).toEqual(['Aude', 'Jean', 'Jean-Pierre', 'Éloïse', 'Ольга'])
  })

  test('a file of 700 lines without a number brings 700 people once', async () => {
    const scope = await scopeOf('isep')
    const lines = Array.from({ length: 700 }, (_, i) => `Prénom${i % 9};Nom${Math.floor(i / 9)};${1990 + (i % 9)}`)
    const path = tempFile('names.csv', ['Prénom;Nom;Promotion', ...lines].join('\n'))
    const first = await importFile({ scope, path, fileName: 'names.csv' })
    expect(first.counts).toMatchObject({ created: 700 })
    const again = await importFile({ scope, path, fileName: 'names.csv' })
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 700, doubtful: 0 })
    const [row] = await inside('isep', (query, { id }) =>
      query<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM "person" WHERE "tenantId" = ${id} AND "lastName" LIKE 'Nom%'`,
      ),
    )
    expect(row!.n).toBe(700)
  })
})
