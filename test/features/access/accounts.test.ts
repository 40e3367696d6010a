/**
 * Accounts on a real database: logins in the association's form, unique, and kept when the form changes (S1, I1, C2).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import {
  createAccounts,
  createOrganisation,
  createStaffAccount,
  formatsOf,
} from '#app/domain/people/accounts.server.ts'
import { changeLogins, previewLoginChange } from '#app/domain/people/login-change.server.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'
import { loginCandidates, pickAccount, type StoredLogin } from '#app/tenant/login-candidates.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { AT } from '../../factories/people-rows.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'supmeca', 'ece', 'sepro')
})

/** In the order given, by their ids too. */
function withAccounts(slug: string, ...people: NewPerson['values'][]) {
  return accountsOf(slug, 'x', people)
}

/** @param passwordHash null: nobody has ever used them */
async function accountsOf(slug: string, passwordHash: string | null, people: NewPerson['values'][]) {
  const added = await addPeople(
    slug,
    people.map((values, i) => ({ id: uuidv7(AT.getTime() + i), values })),
  )
  const wanted = added.map(({ id }) => ({ personId: id, passwordHash }))
  const accounts = await inside(slug, (query, scope) => createAccounts(query, scope, wanted, AT))
  return added.map(({ id }) => accounts.find((account) => account.personId === id))
}

/** Whom a typed login signs in, the way the sign-in page looks it up. */
function whoIs(slug: string, typed: string, config?: TenantConfig, door: Door = 'people') {
  return inside(slug, async (query, scope) => {
    const candidates = loginCandidates(typed, formatsOf({ config: config ?? scope.config }))
    const rows = await query<StoredLogin>(sql`SELECT "login", "accountId", "kind" FROM "account_login"
      WHERE "tenantId" = ${scope.id} AND "door" = ${door} AND "login" = ANY(${candidates}::text[])`)
    return pickAccount(candidates, rows)
  })
}

describe('logins', () => {
  test('have the association’s form; every accepted form leads to the same account', async () => {
    const [lyon] = await withAccounts('insa-lyon', { firstName: 'Éloïse', lastName: 'Durant', promotion: 2008 })
    expect(lyon!.login).toBe('eloise.durant.ly2008')
    expect(await whoIs('insa-lyon', 'Eloise.Durant.ly.2008')).toBe(lyon!.accountId)
    const [guide] = await withAccounts('supmeca', { firstName: 'Maël', lastName: 'Quintin', promotion: 2010 })
    for (const typed of ['mael.quintin10', 'm.quintin10', 'maelquintin10', 'MQUINTIN10'])
      expect(await whoIs('supmeca', typed)).toBe(guide!.accountId)
  })

  test('of homonyms are numbered, over one call and several', async () => {
    const twin = { firstName: 'Aude', lastName: 'Œuvrard', promotion: 1999 }
    const both = await withAccounts('insa-lyon', twin, twin)
    const [third] = await withAccounts('insa-lyon', twin)
    expect([...both, third].map((account) => account!.login)).toEqual([
      'aude.oeuvrard.ly1999',
      'aude.oeuvrard.ly1999-2',
      'aude.oeuvrard.ly1999-3',
    ])
    expect(await whoIs('insa-lyon', 'aude.oeuvrard.ly.1999-2')).toBe(both[1]!.accountId)
  })

  test('that are e-mails belong to one person; without one there is no account', async () => {
    const primaryEmail = 'Aude@Courriel.example'
    const [first, same, none] = await withAccounts('ece', { primaryEmail }, { primaryEmail }, { lastName: 'Sans' })
    expect(first!.login).toBe('aude@courriel.example')
    expect([same, none]).toEqual([undefined, undefined])
  })

  test('that are e-mails follow the person’s own; the one of before still opens, and nobody’s is taken', async () => {
    const at = (name: string) => `${name}@courriel.example`
    const [ines, jules] = await accountsOf('ece', null, [{ primaryEmail: at('ines') }, { primaryEmail: at('jules') }])
    const write = (personId: string, primaryEmail: string | null) =>
      inside('ece', (query, scope) =>
        writeValues({ query, tenant: scope }, personId, { primaryEmail }, { from: 'staff', now: AT }),
      )
    await write(ines!.personId, at('ines.caron'))
    expect(await Promise.all([at('ines.caron'), at('ines')].map((typed) => whoIs('ece', typed)))).toEqual([
      ...[ines!.accountId, ines!.accountId],
    ])
    await write(jules!.personId, at('ines'))
    expect(await whoIs('ece', at('ines'))).toBe(ines!.accountId)
    expect(await whoIs('ece', at('jules'))).toBe(jules!.accountId)
    await write(ines!.personId, at('ines'))
    expect(await whoIs('ece', at('ines'))).toBe(ines!.accountId)
    const rows = await inside('ece', (query, scope) =>
      query(sql`SELECT "login", "email" FROM "account" WHERE "tenantId" = ${scope.id} AND "id" = ${ines!.accountId}`),
    )
    expect(rows).toEqual([{ login: at('ines'), email: at('ines') }])
  })

  test('that are e-mails stay what they are in an account in use, whatever the staff write, until the new one is proven', async () => {
    const [lea] = await withAccounts('ece', { primaryEmail: 'lea@courriel.example' })
    await inside('ece', (query, scope) =>
      writeValues(
        { query, tenant: scope },
        lea!.personId,
        { primaryEmail: 'autre@courriel.example' },
        { from: 'staff', now: AT },
      ),
    )
    expect(await whoIs('ece', 'autre@courriel.example')).toBeUndefined()
    expect(await whoIs('ece', 'lea@courriel.example')).toBe(lea!.accountId)
  })

  test('are made once: a second call makes no second account', async () => {
    const [person] = await addPeople('supmeca', [
      { values: { firstName: 'Noé', lastName: 'Vasseur', promotion: 2001 } },
    ])
    const make = () => inside('supmeca', (query, scope) => createAccounts(query, scope, [{ personId: person!.id }], AT))
    expect([(await make()).length, (await make()).length]).toEqual([1, 0])
  })

  test('of another association’s person are not made', async () => {
    const [person] = await addPeople('insa-lyon', [
      { values: { firstName: 'Noé', lastName: 'Vasseur', promotion: 2001 } },
    ])
    const made = await inside('supmeca', (query, scope) => createAccounts(query, scope, [{ personId: person!.id }], AT))
    expect(made).toEqual([])
  })
})

describe('companies, schools and staff', () => {
  test('sign in by e-mail at a door of their own; an address serves once per door', async () => {
    const at = { name: 'Kestrel', email: 'RH@Kestrel.example' }
    await inside('supmeca', async (query, scope) => {
      const company = await createOrganisation(query, scope, { kind: 'company', ...at }, AT)
      expect(company?.login).toBe('rh@kestrel.example')
      expect(await createOrganisation(query, scope, { kind: 'company', ...at }, AT)).toBeUndefined()
      expect(await createOrganisation(query, scope, { kind: 'school', ...at }, AT)).toBeDefined()
      expect(
        await createOrganisation(query, scope, { kind: 'school', name: 'x', email: 'nulle part' }, AT),
      ).toBeUndefined()
      expect(await createStaffAccount(query, scope, { email: at.email }, AT)).toBeDefined()
      expect(await createStaffAccount(query, scope, { email: at.email }, AT)).toBeUndefined()
    })
  })
})

describe('another form of login', () => {
  const next = () => {
    const config = tenantFile('sepro')
    config.login.forms = ['{p}.{nom}{aaaa}', '{prenom}.{nom}{aaaa}']
    return config
  }
  const mail = (name: string) => ({ primaryEmail: `${name}@courriel.example` })

  test('shows who would collide before, and locks nobody out after', async () => {
    const names = [
      { firstName: 'Jeanne', lastName: 'Moreau', promotion: 2012 },
      { firstName: 'Jules', lastName: 'Moreau', promotion: 2012 },
      { firstName: 'Inès', lastName: 'Caron', promotion: 2013 },
    ]
    const accounts = await withAccounts('sepro', ...names.map((one, i) => ({ ...one, ...mail(`m${i}`) })))
    const config = next()
    const collisions = await inside('sepro', (query, scope) => previewLoginChange(query, scope.id, config))
    expect(collisions).toEqual([
      { login: 'j.moreau2012', reason: 'same', keys: accounts.slice(0, 2).map((account) => account!.personId) },
    ])
    const changed = await inside('sepro', (query, scope) => changeLogins(query, { ...scope, config }))
    expect(changed).toBe(3)
    const ids = accounts.map((account) => account!.accountId)
    const who = (typed: string) => whoIs('sepro', typed, config)
    expect([await who('j.moreau2012'), await who('j.moreau2012-2'), await who('I.Caron2013')]).toEqual(ids)
    expect(await who('ines.caron2013')).toBe(ids[2])
    expect(await inside('sepro', (query, scope) => changeLogins(query, { ...scope, config }))).toBe(0)
    // Back again: everybody has the login they had.
    expect(await inside('sepro', (query, scope) => changeLogins(query, scope))).toBe(3)
    expect(await Promise.all([0, 1, 2].map((i) => whoIs('sepro', `m${i}@courriel.example`)))).toEqual(ids)
    expect(await who('j.moreau2012-2')).toBe(ids[1])
  })
})
