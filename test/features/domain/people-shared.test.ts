import { beforeAll, describe, expect, test } from 'vitest'
import { name, sql } from '#app/db/sql.ts'
import { addFamilyTie, removeFamilyTie } from '#app/domain/people/family-ties.server.ts'
import { followRules } from '#app/domain/people/follow-rules.server.ts'
import { loadPeople } from '#app/domain/people/load-people.server.ts'
import { refreshSharedEntries } from '#app/domain/people/shared-entries.server.ts'
import { removePeople, updatePeople, writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { choiceCode } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { addOne, BY_PERSON, countOf, jean, valuesOf, wordsOf } from '../../factories/people-rows.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'insa-rennes', 'supmeca')
})

/** @returns how many ways to mistype a word the shared base keeps of an association. */
function mistypings(slug: string, token: string): Promise<number> {
  return inside(slug, async (query, scope) => {
    const rows = await query(sql`SELECT 1 FROM "shared_deletion" WHERE "tenantId" = ${scope.id} AND "token" = ${token}`)
    return rows.length
  })
}

describe('the shared base', () => {
  const shared = (slug: string, id: string) =>
    inside(slug, async (query, scope) => {
      const rows = await query<{
        fields: Record<string, unknown>
        promotion: number
        siteChoices: number[]
        sortName: string
      }>(
        sql`SELECT "fields", "promotion", "siteChoices", "sortName" FROM "shared_entry" WHERE "tenantId" = ${scope.id}
          AND "id" = ${id}`,
      )
      return rows[0]
    })

  test('holds contracted columns alone, with the choices about them', async () => {
    const siteChoices = { company: 'public', mobilePhone: 'public', lastName: 'friends' } as const
    const values = {
      ...jean,
      company: 'Kestrel',
      mobilePhone: '+33639980001',
      remarks: 'vu',
      socialLinks: [{ url: 'x' }],
    }
    const id = await addOne('insa-lyon', values, { siteChoices })
    const entry = (await shared('insa-lyon', id))!
    const { columns } = tenantFile('insa-lyon').federation!.contract
    expect(Object.keys(entry.fields).filter((field) => !columns.includes(field as FieldId))).toEqual([])
    expect(entry).toMatchObject({ fields: { lastName: 'Le Goff', company: 'Kestrel' }, promotion: 2010 })
    expect(entry.siteChoices.toSorted()).toEqual(
      [choiceCode('company', 'public'), choiceCode('lastName', 'friends')].toSorted(),
    )
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual(['kestrel'])
    expect(await mistypings('insa-lyon', 'kestrel')).toBe(8)
  })

  test('follows every change, and forgets who withdraws', async () => {
    const id = await addOne('insa-lyon', { ...jean, company: 'Kestrel' })
    await inside('insa-lyon', (query, scope) =>
      writeValues({ query, tenant: scope }, id, { company: 'Aéris' }, BY_PERSON),
    )
    expect((await shared('insa-lyon', id))!.fields.company).toBe('Aéris')
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual(['aeris'])
    expect(await mistypings('insa-lyon', 'aeris')).toBe(6)
    const decide = (federation: boolean) =>
      inside('insa-lyon', (query, scope) =>
        writeDecisions({ query, tenant: scope }, id, { consents: { federation } }, BY_PERSON),
      )
    await decide(false)
    expect(await shared('insa-lyon', id)).toBeUndefined()
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual([])
    expect(await mistypings('insa-lyon', 'aeris')).toBe(0)
    await inside('insa-lyon', (query, scope) =>
      writeValues({ query, tenant: scope }, id, { company: 'Forge' }, BY_PERSON),
    )
    expect(await shared('insa-lyon', id)).toBeUndefined()
    await decide(true)
    expect((await shared('insa-lyon', id))!.fields.company).toBe('Forge')
  })

  test('is written anew when the contract changes', async () => {
    const id = await addOne('insa-rennes', { ...jean, company: 'Kestrel', homeCity: 'Brest' })
    const config = tenantFile('insa-rennes')
    config.federation!.contract.columns = ['lastName', 'firstName', 'promotion']
    await apply(config)
    const count = await inside('insa-rennes', (query, scope) => refreshSharedEntries(query, scope))
    expect(count).toBe(await countOf('insa-rennes', 'shared_entry'))
    expect((await shared('insa-rennes', id))!.fields).toEqual({
      lastName: 'Le Goff',
      firstName: 'Jean',
      promotion: 2010,
    })
    expect(await wordsOf('insa-rennes', id, 'company', 'shared_token')).toEqual([])
    await apply('insa-rennes')
    await inside('insa-rennes', (query, scope) => refreshSharedEntries(query, scope))
    expect((await shared('insa-rennes', id))!.fields.homeCity).toBe('Brest')
  })

  test('and the order of lists follow the rules that are in force', async () => {
    const before = tenantFile('insa-rennes')
    const config = tenantFile('insa-rennes')
    config.identity = { field: 'lastName', with: ['promotion', 'firstName'] }
    const id = await addOne('insa-rennes', jean)
    expect(await inside('insa-rennes', (query, scope) => followRules(query, before, scope))).toEqual({
      ordered: 0,
      logins: 0,
    })
    await apply(config)
    const followed = await inside('insa-rennes', (query, scope) => followRules(query, before, scope))
    expect(followed).toEqual({ ordered: await countOf('insa-rennes', 'person'), shared: followed.ordered, logins: 0 })
    expect((await shared('insa-rennes', id))!.sortName).toBe('le goff\t2010\tjean')
    expect(await valuesOf('insa-rennes', id, 'sortName')).toEqual({ sortName: 'le goff\t2010\tjean' })
    await apply('insa-rennes')
    await inside('insa-rennes', (query, scope) => followRules(query, config, scope))
    expect((await shared('insa-rennes', id))!.sortName).toBe('le goff\tjean\t2010')
  })

  test('does not exist outside a federation', async () => {
    await addOne('supmeca', jean)
    expect(await countOf('supmeca', 'shared_entry')).toBe(0)
  })
})

describe('the wall between associations', () => {
  test('another association’s person is nobody: nothing is written, in either', async () => {
    const id = await addOne('insa-lyon', jean)
    const before = await valuesOf('insa-lyon', id, 'lastName', 'updatedAt')
    const counts = await Promise.all(
      ['person', 'search_token', 'value_change'].map((table) => countOf('supmeca', table)),
    )
    await inside('supmeca', async (query, scope) => {
      expect(await writeValues({ query, tenant: scope }, id, { lastName: 'Volé' }, BY_PERSON)).toBeUndefined()
      expect(await writeDecisions({ query, tenant: scope }, id, { consents: { school: true } }, BY_PERSON)).toBe(false)
      expect(await removePeople(query, scope, [id])).toBe(0)
      expect(await addFamilyTie(query, scope, { personId: id, otherId: id, kind: 'other' }, BY_PERSON)).toBe(false)
    })
    expect(await valuesOf('insa-lyon', id, 'lastName', 'updatedAt')).toEqual(before)
    expect(
      await Promise.all(['person', 'search_token', 'value_change'].map((table) => countOf('supmeca', table))),
    ).toEqual(counts)
  })

  test('a row of another person in the same association is not reached through one’s own', async () => {
    const [one, other] = await addPeople('supmeca', [
      { values: {}, diplomas: [{ diploma: 'A', promotion: 2001 }] },
      { values: {}, diplomas: [{ diploma: 'B', promotion: 2002 }] },
    ])
    const theirs = await inside('supmeca', async (query, scope) => {
      return (await loadPeople(query, scope.id, [other!.id])).get(other!.id)!.source.diplomas[0]!.id
    })
    await inside('supmeca', (query, scope) =>
      updatePeople(
        query,
        scope,
        [{ personId: one!.id, diplomas: [{ id: theirs, values: { diploma: 'Z' } }] }],
        BY_PERSON,
      ),
    )
    expect(await valuesOf('supmeca', other!.id, 'diploma')).toEqual({ diploma: 'B' })
  })
})

test('family ties stand on both sides, each with its own word, and go from both', async () => {
  const [parent, child] = (await addPeople('supmeca', [{ values: jean }, { values: jean }])).map(({ id }) => id)
  const tie = { personId: child!, otherId: parent! }
  const ties = async () => [
    (await valuesOf<{ familyTies: unknown }>('supmeca', child!, 'familyTies')).familyTies,
    (await valuesOf<{ familyTies: unknown }>('supmeca', parent!, 'familyTies')).familyTies,
  ]
  await inside('supmeca', (query, scope) => addFamilyTie(query, scope, { ...tie, kind: 'parent' }, BY_PERSON))
  expect(await ties()).toEqual([[{ kind: 'parent', id: parent }], [{ kind: 'child', id: child }]])
  await inside('supmeca', (query, scope) =>
    removeFamilyTie(query, scope, { personId: parent!, otherId: child! }, BY_PERSON),
  )
  expect(await ties()).toEqual([null, null])
})

test('who is removed is gone from everything, also from the families of others', async () => {
  const [id, other] = (await addPeople('insa-lyon', [{ values: { ...jean, company: 'Seul' } }, { values: jean }])).map(
    (p) => p.id,
  )
  await inside('insa-lyon', async (query, scope) => {
    await addFamilyTie(query, scope, { personId: id!, otherId: other!, kind: 'sibling' }, BY_PERSON)
    expect(await removePeople(query, scope, [id!])).toBe(1)
    for (const [table, column] of [
      ['person', 'id'],
      ['diploma', 'personId'],
      ['position', 'personId'],
      ['person_email', 'personId'],
      ['search_token', 'personId'],
      ['shared_entry', 'id'],
      ['shared_token', 'entryId'],
      ['value_change', 'personId'],
    ] as const)
      expect(
        await query(sql`SELECT 1 FROM ${name(table)} WHERE "tenantId" = ${scope.id} AND ${name(column)} = ${id}`),
      ).toEqual([])
  })
  expect(await valuesOf('insa-lyon', other!, 'familyTies')).toEqual({ familyTies: null })
})
