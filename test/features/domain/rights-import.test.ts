/** The school's next file does not bring an erased person back, and says so without keeping who it was. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { identityKeys } from '#app/domain/people/identity-keys.ts'
import { importFile } from '#app/features/staff/imports/import-file.server.ts'
import { rowsWith } from '../../factories/canary.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const FILE = [
  'Numéro étudiant;Nom;Prénom;Promotion',
  '000123;Qzparti;Agathe;1998',
  ';Qzparti;Agathe;1998',
  '000999;Qzparti;Agathe;1998',
  '000124;Qzreste;Basile;1999',
].join('\n')
let tenantId = ''

beforeAll(async () => {
  tenantId = (await apply('ece')).get('ece')!
  const [agathe] = await addPeople('ece', [
    { values: { firstName: 'Agathe', lastName: 'Qzparti', promotion: 1998, studentNumber: '123' } },
  ])
  const requestId = uuidv7()
  await inside('ece', (query, { id }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "requestedAt", "dueAt")
      VALUES (${id}, ${requestId}, 'person', ${agathe!.id}, now(), now())`),
  )
  await eraseSubject((await tenantOfSlug('ece'))!, requestId, new Date())
})

const run = async (dryRun: boolean) => {
  const path = join(mkdtempSync(join(tmpdir(), 'rights-')), 'base.csv')
  writeFileSync(path, FILE)
  const scope = (await tenantOfSlug('ece'))!
  return importFile({ scope, path, fileName: 'base.csv', dryRun })
}

test('a dry run counts them, another number is a namesake, a line without one is left out', async () => {
  const { counts } = await run(true)
  expect(counts).toMatchObject({ created: 2, erased: 2, refused: 0 })
})

test('the import leaves nothing of their lines', async () => {
  const { runId, counts } = await run(false)
  expect(counts).toMatchObject({ created: 2, erased: 2 })
  const lines = await inside('ece', (query) =>
    query<{ line: number; label: string; body: object }>(sql`SELECT "line", "label", "body" FROM "import_decision"
      WHERE "runId" = ${runId} AND "kind" = 'erased' ORDER BY "line"`),
  )
  expect(lines).toEqual([
    { line: 2, label: '', body: {} },
    { line: 3, label: '', body: {} },
  ])
  const kept = await rowsWith(database.url('owner'), [tenantId], 'Qzparti')
  // The namesake's own line and record, and nothing of the others.
  expect(kept.filter((row) => row.startsWith('public.import_line'))).toHaveLength(1)
  expect(await rowsWith(database.url('owner'), [tenantId], '000123')).toEqual([])
})

test('two associations’ lists have nothing in common, and say nothing', () => {
  const secret = Buffer.alloc(32, 1).toString('base64')
  const who = { firstName: 'Agathe', lastName: 'Qzparti', promotion: 1998, studentNumber: '00123' }
  const hashes = (tenant: string) => identityKeys(secret, tenant, who).map(({ hash }) => hash)
  expect(hashes('a')).toEqual(hashes('a'))
  expect(hashes('a').filter((hash) => hashes('b').includes(hash))).toEqual([])
  expect(identityKeys(secret, 'a', { ...who, studentNumber: '123' }).map(({ hash }) => hash)).toEqual(hashes('a'))
})
