/**
 * Links to an account and the addresses they go to: void once the address is another, never sent where nobody has
 * proven to read.
 */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { issueLink } from '#app/domain/links/links.server.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { proveAddress } from '#app/domain/people/email-addresses.server.ts'
import type { Writer } from '#app/domain/people/person-source.ts'
import { editPeople, writeValues } from '#app/domain/people/write-people.server.ts'
import { considerAll, emptyOutbox, mailsOf } from '../../factories/outbox.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const OLD = 'ancienne@courriel.example'
let personId = ''
let accountId = ''
let login = ''

beforeAll(async () => {
  await apply('supmeca')
  const values = { firstName: 'Lise', lastName: 'Liens', promotion: 1999, primaryEmail: OLD }
  personId = (await addPeople('supmeca', [{ values }]))[0]!.id
  const [made] = await inside('supmeca', (query, scope) =>
    createAccounts(query, scope, [{ personId, passwordHash: 'x' }], new Date('2020-01-01')),
  )
  accountId = made!.accountId
  login = made!.login
})

const mailed = () =>
  inside('supmeca', async (query, { id }) => {
    await issueLink(query, id, { purpose: 'recovery', accountId }, new Date())
    for (const purpose of ['invitation', 'emailProof'] as const)
      await issueLink(query, id, { purpose, personId }, new Date())
  })

/** Purposes of the links that still open something, each once. */
const opening = () =>
  inside('supmeca', async (query, { id }) => {
    const rows = await query<{ purpose: string }>(sql`SELECT DISTINCT "purpose" FROM "link" WHERE "tenantId" = ${id}
      AND ("personId" = ${personId} OR "accountId" = ${accountId}) AND "usedAt" IS NULL ORDER BY 1`)
    return rows.map(({ purpose }) => purpose)
  })

const write = (primaryEmail: string, from: Writer) =>
  inside('supmeca', (query, scope) =>
    writeValues({ query, tenant: scope }, personId, { primaryEmail }, { from, now: new Date(), source: 'test' }),
  )

test('recovery never goes to an address that its owner typed and did not prove, whatever is in error', async () => {
  const typed = 'tapee@courriel.example'
  await inside('supmeca', (query, scope) =>
    editPeople({ query, tenant: scope }, [personId], { from: 'person', now: new Date() }, (source) => {
      for (const email of source.emails) email.invalid = true
      const slot = { id: uuidv7(), kind: 'personal' as const, rank: 1, address: typed }
      source.emails.push({ ...slot, preferred: true, invalid: false, verifiedAt: null })
    }),
  )
  await emptyOutbox('supmeca')
  for (const who of [login, typed]) {
    await request('supmeca.localhost', '/mot-de-passe-oublie', { form: { login: who } })
    await considerAll('supmeca')
  }
  expect((await mailsOf('supmeca')).map(({ to }) => to)).toEqual([OLD])
})

test('whoever writes another address, links mailed to the old one open nothing; proofs hold for their own', async () => {
  await mailed()
  await inside('supmeca', (query, scope) =>
    writeValues({ query, tenant: scope }, personId, { homeCity: 'Lyon' }, { from: 'staff', now: new Date() }),
  )
  expect(await opening()).toEqual(['emailProof', 'invitation', 'recovery'])
  for (const from of ['person', 'staff', 'school'] as const) {
    await mailed()
    await write(`${from}@courriel.example`, from)
    expect(await opening(), from).toEqual(['emailProof'])
  }
  await write('prouvee@courriel.example', 'person')
  await mailed()
  const proven = { personId, address: 'prouvee@courriel.example', before: 'school@courriel.example' }
  await inside('supmeca', (query, scope) => proveAddress(query, scope, proven, { from: 'person', now: new Date() }))
  expect(await opening()).toEqual(['emailProof'])
  const [account] = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT "email" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${accountId}`),
  )
  expect(account).toEqual({ email: 'prouvee@courriel.example' })
})
