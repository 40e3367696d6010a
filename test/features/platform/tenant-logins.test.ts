/** `npm run tenant -- diff` before another form of login: collisions are shown by login, and nobody’s name is (C2). */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyPending, pendingChange } from '#app/cli/apply-tenant.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { AT } from '../../factories/people-rows.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const PEOPLE = [
  { firstName: 'Jeanne', lastName: 'Moreau', promotion: 2012 },
  { firstName: 'Jules', lastName: 'Moreau', promotion: 2012 },
  { firstName: 'Inès', lastName: 'Caron', promotion: 2013 },
  { firstName: 'Paul', lastName: 'Sansannée' },
]
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alumni-logins-'))
  await apply('isep')
  const added = await addPeople(
    'isep',
    PEOPLE.map((values, i) => ({ id: uuidv7(AT.getTime() + i), values })),
  )
  const wanted = added.map(({ id }) => ({ personId: id, passwordHash: 'x' }))
  await inside('isep', (query, scope) => createAccounts(query, scope, wanted, AT))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => cpSync('tenants', folder, { recursive: true }))

function write(form: string) {
  const path = join(folder, 'isep', 'tenant.yaml')
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(/^ {2}forms: .*$/m, `  forms: ['${form}']`)
  expect(changed).not.toBe(text)
  writeFileSync(path, changed)
}
const logins = () =>
  inside('isep', (query, { id }) =>
    query<{ login: string; kind: string }>(sql`SELECT "login", "kind" FROM "account_login" WHERE "tenantId" = ${id}
      AND "door" = 'people' ORDER BY "login"`),
  )

test('tells whose logins would be the same, and writes nothing', async () => {
  const before = await logins()
  write('{p}.{nom}{aa}')
  const { lines } = await pendingChange('isep', folder)
  expect(lines).toContain('login.forms: ["{prenom}.{nom}{aa}"] → ["{p}.{nom}{aa}"]')
  const told = lines.slice(lines.indexOf('logins: 1 collide'))
  expect(told).toEqual([
    'logins: 1 collide',
    '  j.moreau12: several people would have it; all but the first get a number (2 people)',
  ])
  expect(lines.join('\n')).not.toMatch(/Jeanne|Jules/)
  expect(await logins()).toEqual(before)
})

test('says so where nobody collides, and nothing where the form stays', async () => {
  write('{prenom}.{nom}{aaaa}')
  expect((await pendingChange('isep', folder)).lines).toContain('logins: nobody collides with anybody')
  cpSync('tenants', folder, { recursive: true })
  expect((await pendingChange('isep', folder)).lines).toEqual([])
})

test('what was shown is what comes: the first keeps it bare, the next is numbered, the old ones still open', async () => {
  write('{p}.{nom}{aa}')
  await applyPending(await pendingChange('isep', folder))
  const of = async (kind: string) => (await logins()).filter((row) => row.kind === kind).map(({ login }) => login)
  expect(await of('assigned')).toEqual(expect.arrayContaining(['i.caron13', 'j.moreau12', 'j.moreau12-2']))
  expect(await of('alias')).toEqual(expect.arrayContaining(['ines.caron13', 'jeanne.moreau12', 'jules.moreau12']))
  // And back: the logins of before are their own people's, so they collide with nobody.
  cpSync('tenants', folder, { recursive: true })
  expect((await pendingChange('isep', folder)).lines).toContain('logins: nobody collides with anybody')
})
