/** `npm run tenant -- diff|apply <slug>` on a real database (interface.md, "Commands"). */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyPending, pendingChange } from '#app/cli/apply-tenant.ts'
import { childEnvironment } from '#app/context/env.ts'
import { forgetTenants, tenantOfHost, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alumni-tenants-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  cpSync('tenants', folder, { recursive: true })
  await apply('isep', 'insa', 'insa-lyon')
})

const fileOf = (slug: string) => join(folder, slug, 'tenant.yaml')
function edit(slug: string, from: string | RegExp, to: string) {
  const text = readFileSync(fileOf(slug), 'utf8')
  expect(text).toMatch(from)
  writeFileSync(fileOf(slug), text.replace(from, to))
}
const versions = (slug: string) =>
  inside(slug, (query, { id }) =>
    query<{ number: number; author: string; diff: string }>(
      sql`SELECT "number", "author", "diff" FROM "tenant_version" WHERE "tenantId" = ${id} ORDER BY "number"`,
    ),
  )

test('an unchanged file changes nothing and makes no version', async () => {
  const pending = await pendingChange('isep', folder)
  expect(pending.lines).toEqual([])
  const before = await versions('isep')
  expect(await applyPending(pending)).toEqual({ version: before.length, changed: false })
  expect(await versions('isep')).toEqual(before)
})

test('a changed file says what it means, then is in force with its history', async () => {
  edit('isep', 'openedPerDay: 200', 'openedPerDay: 150')
  edit(
    'isep',
    '{ fields: [all], except: [excluded, administration, publication, status] }',
    '{ fields: [all], except: [excluded, administration, publication, status, mobilePhone] }',
  )
  const pending = await pendingChange('isep', folder)
  expect(pending.lines).toContain('directory.openedPerDay: 200 → 150')
  expect(pending.lines).toContain('school no longer sees mobilePhone')
  const { version } = await applyPending(pending)
  expect((await tenantOfSlug('isep'))!.config.directory.openedPerDay).toBe(150)
  const last = (await versions('isep')).at(-1)!
  expect(last).toMatchObject({ number: version, diff: expect.stringContaining('school ne voit plus mobilePhone') })
  expect(last.author).not.toBe('')
})

test('keeps the hosts it has, and gives up those that the file gives up', async () => {
  const { id } = (await tenantOfSlug('isep'))!
  await onPlatform((query) => query(sql`INSERT INTO "domain" ("host", "tenantId") VALUES ('reseau.exemple.fr', ${id})`))
  edit('isep', 'registration: record', "registration: record\ndomains: ['annuaire.exemple.fr']")
  await applyPending(await pendingChange('isep', folder))
  for (const host of ['isep.localhost', 'reseau.exemple.fr', 'annuaire.exemple.fr'])
    expect((await tenantOfHost(host))?.slug).toBe('isep')
  expect((await tenantOfSlug('isep'))!.canonicalHost).toBe('isep.localhost')
  edit('isep', "\ndomains: ['annuaire.exemple.fr']", '')
  await applyPending(await pendingChange('isep', folder))
  expect(await tenantOfHost('annuaire.exemple.fr')).toBeUndefined()
  expect((await tenantOfHost('reseau.exemple.fr'))?.slug).toBe('isep')
})

test('a host that goes from one association to another goes at once, whatever process answers', async () => {
  const [from, to] = [(await tenantOfSlug('isep'))!.id, (await tenantOfSlug('insa-lyon'))!.id]
  const give = (id: string) =>
    onPlatform((query) =>
      query(sql`INSERT INTO "domain" ("host", "tenantId") VALUES ('commun.exemple.fr', ${id})
        ON CONFLICT ("host") DO UPDATE SET "tenantId" = EXCLUDED."tenantId"`),
    )
  await give(from)
  forgetTenants()
  expect((await tenantOfHost('commun.exemple.fr'))?.slug).toBe('isep')
  await give(to)
  await expect.poll(async () => (await tenantOfHost('commun.exemple.fr'))?.slug, { timeout: 5_000 }).toBe('insa-lyon')
  await onPlatform((query) => query(sql`DELETE FROM "domain" WHERE "host" = 'commun.exemple.fr'`))
  await expect.poll(() => tenantOfHost('commun.exemple.fr'), { timeout: 5_000 }).toBeUndefined()
})

test('a contract that shares less leaves less in the shared base', async () => {
  await addPeople('insa-lyon', [
    { values: { firstName: 'Éloïse', lastName: 'Durant', promotion: 1989, company: 'Partagée' } },
  ])
  const shared = async () =>
    (
      await inside('insa-lyon', (query, { id }) =>
        query<{ fields: Record<string, unknown> }>(sql`SELECT "fields" FROM "shared_entry" WHERE "tenantId" = ${id}`),
      )
    )[0]?.fields
  expect(await shared()).toHaveProperty('company')
  edit('insa-lyon', /(contract:[\s\S]*?columns:[\s\S]*?)\bcompany\b,?/, '$1')
  await applyPending(await pendingChange('insa-lyon', folder))
  expect(await shared()).not.toHaveProperty('company')
  expect(await shared()).toHaveProperty('lastName')
})

test('a wrong file is refused with its line, whoever’s it is; a released slug stays reserved', async () => {
  edit('supmeca', 'kind: association', 'kind: club')
  await expect(pendingChange('isep', folder)).rejects.toThrow(/supmeca\/tenant\.yaml:\d+ kind/)
  cpSync('tenants', folder, { recursive: true })
  await expect(pendingChange('personne', folder)).rejects.toThrow('there is no')
  await onPlatform((query) => query(sql`UPDATE "tenant" SET "releasedAt" = now() WHERE "slug" = 'isep'`))
  await expect(pendingChange('isep', folder)).rejects.toThrow('stays reserved')
  await onPlatform((query) => query(sql`UPDATE "tenant" SET "releasedAt" = NULL WHERE "slug" = 'isep'`))
  forgetTenants()
})

test('the command shows, applies and ends', async () => {
  const run = (...words: string[]) =>
    new Promise<{ status: number | null; out: string }>((done) => {
      const child = spawn(process.execPath, ['app/cli/tenant.ts', ...words], { env: childEnvironment({}) })
      let out = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (out += part))
      child.on('close', (status) => done({ status, out }))
    })
  expect(await run('diff', 'supmeca')).toEqual({ status: 0, out: 'supmeca is new here\n' })
  expect(await run('apply', 'supmeca')).toEqual({
    status: 0,
    out: 'supmeca is new here\nsupmeca: version 1 is in force\n',
  })
  forgetTenants()
  expect((await tenantOfHost('supmeca.localhost'))?.version).toBe(1)
  expect((await run('apply', 'personne')).status).toBe(1)
})
