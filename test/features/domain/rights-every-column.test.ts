/** Erasure held to the database's own catalogue: a row in every table, an id in every column that may name somebody. */
import { beforeAll, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { addCanary, type Canary, rowsWith } from '../../factories/canary.ts'
import {
  asOwner,
  columnsWith,
  fillEveryTable,
  foreignKeys,
  type Subject,
  WRITTEN_WITH_PEOPLE,
} from '../../factories/every-table.ts'
import { organisationSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const SLUG = 'insa-lyon'
const PEOPLE = ['person', 'account']
const TABLES = CATALOGUE.filter((one) => one.class === 'tenant')
/** What the law keeps: pieces of accounting, with the buyer's words frozen on them. */
const PIECES = TABLES.flatMap((one) => (one.retention === 'accounting' ? [one.table] : []))
let tenant: Tenant
let other = ''
let third = ''

beforeAll(async () => {
  await apply('insa', SLUG, 'insa-rennes')
  tenant = (await tenantOfSlug(SLUG))!
  const values = { firstName: 'Vera', lastName: 'Regard', promotion: 1987 }
  const people = await addPeople(SLUG, [{ values }, { values: { ...values, firstName: 'Vincent' } }])
  ;[other, third] = people.map(({ id }) => id) as [string, string]
})

async function erase(kind: 'person' | 'company', { accountId, personId, organisationId }: Subject): Promise<void> {
  const id = uuidv7()
  await inside(SLUG, (query) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "organisationId", "accountId",
      "requestedAt", "dueAt")
      VALUES (${tenant.id}, ${id}, ${kind}, ${personId ?? null}::uuid, ${organisationId ?? null}::uuid, ${accountId},
        now(), now())`),
  )
  await eraseSubject(tenant, id, new Date())
}

const url = () => database.url('owner')
const withWord = async (word: string) =>
  (await rowsWith(url(), [tenant.id], word)).filter(
    (row) => !PIECES.some((table) => row.startsWith(`public.${table}:`)),
  )

/** @returns tables of associations in which there is nothing at all */
const empty = () =>
  asOwner(url(), tenant.id, async (client) => {
    const without: string[] = []
    for (const { table } of TABLES) {
      const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM "${table}") AS some`)
      if (!rows[0]!.some) without.push(table)
    }
    return without
  })

const subjectOf = ({ id, accountId }: Canary): Subject => ({ personId: id, accountId })

test.each(['person', 'company'] as const)('a %s with a row in every table: of none is anything left', async (kind) => {
  const word = `qzwhole${kind}`
  let subject: Subject
  if (kind === 'person') subject = subjectOf(await addCanary(SLUG, word))
  else {
    const { accountId, organisationId } = await organisationSeat(SLUG, 'company')
    subject = { accountId, organisationId }
  }
  await fillEveryTable(url(), tenant.id, { subject, other, third, word, place: kind === 'person' ? 1 : 2 })
  expect(await empty()).toEqual([])
  const filled = new Set((await withWord(word)).map((row) => row.split(':')[0]!))
  expect(filled.size).toBeGreaterThan(kind === 'person' ? 30 : 8)
  await erase(kind, subject)
  expect(await withWord(word)).toEqual([])
  const ids = [subject.accountId, subject.personId, subject.organisationId].filter((id) => id !== undefined)
  expect(await columnsWith(url(), tenant.id, ids)).toEqual([])
})

/** Columns without a foreign key that a row cannot do without, and of what else they are ids. */
const IDS_OF_THINGS: Readonly<Record<string, string>> = {
  'invoice.saleId': 'sale',
  'event_registration.saleId': 'sale',
  'event_ticket.saleId': 'sale',
  'event_ticket.lineId': 'sale_line',
  'tax_receipt_void.receiptId': 'tax_receipt',
  'tax_receipt_claim.receiptId': 'tax_receipt',
  'tax_receipt_claim.paymentId': 'payment',
  'import_presence.runId': 'import_run',
  'mail_event.mailId': 'mail',
  'notice.placeId': 'group',
  'former_address.thingId': 'site_page',
  'career_opening.readerId': 'tenant',
  'shared_place.groupId': 'group',
  'shared_post.groupId': 'group',
  'shared_decision.postId': 'shared_post',
}

/** Every column of a uuid that no foreign key ties to something else than people and accounts. */
async function columnsThatMayName(): Promise<{ table: string; column: string }[]> {
  const { rows, keys } = await asOwner(url(), tenant.id, async (client) => ({
    keys: await foreignKeys(client),
    rows: (
      await client.query<{ table: string; column: string }>(`SELECT c.table_name AS "table", c.column_name AS "column"
        FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.udt_name = 'uuid'
          AND c.column_name NOT IN ('tenantId', 'federationId', 'organisationId') ORDER BY 1, 2`)
    ).rows,
  }))
  const tied = (table: string, column: string) =>
    keys.some((key) => key.table === table && key.columns.includes(column) && !PEOPLE.includes(key.target))
  return rows.filter(
    ({ table, column }) =>
      TABLES.some((one) => one.table === table) &&
      !WRITTEN_WITH_PEOPLE.includes(table) &&
      column !== 'id' &&
      !tied(table, column) &&
      !(`${table}.${column}` in IDS_OF_THINGS),
  )
}

/** Columns that can only hold one kind of id: any other is tried with both. */
const OF_PEOPLE = ['personId', 'keptId', 'goneId', 'otherId', 'friendId']
const OF_ACCOUNTS = ['accountId', 'openerId', 'readerId']
const idsFor = (column: string, { id, accountId }: Canary) =>
  OF_PEOPLE.includes(column) ? [id] : OF_ACCOUNTS.includes(column) ? [accountId] : [id, accountId]

test('whatever column of others’ rows names the person or their account, it does not any more', async () => {
  for (const target of Object.values(IDS_OF_THINGS)) expect(PEOPLE).not.toContain(target)
  const columns = await columnsThatMayName()
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(
    expect.arrayContaining([
      'role_grant.grantedBy',
      'person_report.accountId',
      'person_merge.goneId',
      'sale.accountId',
    ]),
  )
  const canary = await addCanary(SLUG, 'qzcolumns')
  const most = Math.max(...columns.map(({ table }) => columns.filter((one) => one.table === table).length))
  // One row per column and kind of id, so that no column is cleared for the sake of another.
  const rows: Map<string, Record<string, unknown>>[] = []
  for (let place = 0; place < most * 2; place++) {
    const holder = subjectOf(await addCanary(SLUG, `qzother${place}`))
    rows.push(
      await fillEveryTable(url(), tenant.id, {
        subject: holder,
        other,
        third,
        word: `qzother${place}`,
        place: place + 3,
      }),
    )
  }
  const refused: string[] = []
  const kept: { table: string; row: Record<string, unknown> }[] = []
  await asOwner(url(), tenant.id, async (client) => {
    for (const { table, column } of columns) {
      const rank = columns.filter((one) => one.table === table).findIndex((one) => one.column === column)
      const { key } = CATALOGUE.find((one) => one.table === table)!
      let taken = 0
      for (const [kind, id] of idsFor(column, canary).entries()) {
        const row = rows[rank * 2 + kind]!.get(table)!
        const beside = `${column.replace(/Id$/, '')}Handle`
        const named = beside in row ? `, "${beside}" = '${canary.handle}'` : ''
        const where = key.map((one, i) => `"${one}" = $${i + 2}`).join(' AND ')
        const done = await client
          .query(`UPDATE "${table}" SET "${column}" = $1${named} WHERE ${where}`, [id, ...key.map((one) => row[one])])
          .catch(() => undefined)
        taken += done?.rowCount ?? 0
        if (done && /By$/.test(column)) kept.push({ table, row })
      }
      if (taken === 0) refused.push(`${table}.${column}`)
    }
  })
  expect(refused).toEqual([])
  const named = await columnsWith(url(), tenant.id, [canary.id, canary.accountId])
  expect(columns.map(({ table, column }) => `${table}.${column}`).filter((one) => !named.includes(one))).toEqual([])
  await erase('person', subjectOf(canary))
  expect(await columnsWith(url(), tenant.id, [canary.id, canary.accountId, canary.handle])).toEqual([])
  // What they only gave, issued or decided is others': it is still there.
  await asOwner(url(), tenant.id, async (client) => {
    for (const { table, row } of kept) {
      const { key } = CATALOGUE.find((one) => one.table === table)!
      const where = key.map((one, i) => `"${one}" = $${i + 1}`).join(' AND ')
      const { rowCount } = await client.query(
        `SELECT 1 FROM "${table}" WHERE ${where}`,
        key.map((one) => row[one]),
      )
      expect(rowCount, table).toBe(1)
    }
  })
  expect(kept.length).toBeGreaterThan(8)
})

test('what somebody reported stays reported, without who it was and without their words', async () => {
  const canary = await addCanary(SLUG, 'qzreporter')
  await inside(SLUG, (query) =>
    query(sql`INSERT INTO "person_report" ("tenantId", "id", "personId", "accountId", "reason", "words", "at")
      VALUES (${tenant.id}, ${uuidv7()}, ${other}, ${canary.accountId}, 'abuse', 'Il m’a écrit, à moi Qzreporter',
        now())`),
  )
  await erase('person', subjectOf(canary))
  const left = await inside(SLUG, (query) =>
    query(
      sql`SELECT "accountId", "words", "reason", "open" FROM "person_report" WHERE "personId" = ${other}
        AND "reason" = 'abuse'`,
    ),
  )
  expect(left).toEqual([{ accountId: null, words: null, reason: 'abuse', open: true }])
})

test('sisters of the federation forget whom they opened, and nobody else', async () => {
  const canary = await addCanary(SLUG, 'qzopened')
  const opened = (slug: string) =>
    inside(slug, async (query, { id }) => {
      const rows = await query<{ personId: string }>(
        sql`SELECT "personId" FROM "profile_opening" WHERE "tenantId" = ${id} ORDER BY "personId"`,
      )
      return rows.map(({ personId }) => personId).filter((id) => [canary.id, third].includes(id))
    })
  for (const slug of ['insa-rennes', 'insa'])
    await inside(slug, async (query, { id }) => {
      for (const person of [canary.id, third])
        await query(sql`INSERT INTO "profile_opening" ("tenantId", "openerId", "day", "personId")
          VALUES (${id}, ${uuidv7()}, '2026-10-01', ${person})`)
    })
  await erase('person', subjectOf(canary))
  expect([await opened('insa-rennes'), await opened('insa')]).toEqual([[third], [third]])
})
