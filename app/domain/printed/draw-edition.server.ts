/**
 * The worker's part of an edition: reads everybody who was proposed and still says yes, draws the file, then the
 * copies of members from whom somebody is kept apart. A successor of a killed worker reads and draws anew: only a whole
 * file is ever named, and nobody's older choice gets into it.
 */
import { abilityOf } from '#app/context/abilities.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { untilDone } from '#app/domain/runs/runs.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { may } from '#app/policy/ability.ts'
import { PRINTED_FIELDS, printAbility, printRules } from '#app/policy/printed.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { copiesApart, giveNumbers } from './copies.server.ts'
import { type Entry, entryOf, inOrder } from './entry.ts'
import type { EditionWork } from './freeze.server.ts'
import { keepBook } from './keep-book.server.ts'
import { findEdition, takeFiles } from './read-editions.server.ts'
import { printableSql, valuesSql } from './who-is-in.ts'

const BATCH = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Draws an edition that was asked for; harmless on any other. */
export async function drawEdition(work: EditionWork): Promise<void> {
  const { tenant, runId, now, signal } = work
  const began = await begin(work)
  if (!began) return
  const entries = inOrder(await readEntries(work))
  const drawing = { tenant, runId, at: began.frozenAt, signal }
  await keepBook({ ...drawing, entries }, (query, { key, ending, pages }) =>
    query(sql`UPDATE "print_run" SET "fileKey" = ${key}, "ending" = ${JSON.stringify(ending)}::jsonb, "pages" = ${pages},
        "printed" = ${entries.length}, "drawnAt" = ${now},
        "rules" = ${printRules(tenant.config)}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${runId} AND "state" = 'drawing' RETURNING "id"`),
  )
  await inTenantSql(tenant.id, (query) => giveNumbers(query, { tenant, runId, now }), SLOW)
  for (const { number, apart } of await inTenantSql(tenant.id, (query) => copiesApart(query, tenant.id, runId), SLOW)) {
    const others = entries.filter(({ id }) => !apart.includes(id))
    await keepBook({ ...drawing, entries: others }, (query, { key, ending }) =>
      query(sql`UPDATE "print_copy" SET "fileKey" = ${key}, "ending" = ${JSON.stringify(ending)}::jsonb,
          "without" = ${apart.length}
        WHERE "tenantId" = ${tenant.id} AND "runId" = ${runId} AND "number" = ${number} RETURNING "number"`),
    )
  }
  await inTenantSql(tenant.id, (query) =>
    query(sql`UPDATE "print_run" SET "state" = 'ready', "done" = "people"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${runId} AND "state" = 'drawing'`),
  )
}

/** Files of an earlier drawing go first. @returns nothing where it may not be drawn, or was not asked for */
async function begin({ tenant, runId, now }: EditionWork) {
  const begun = await inTenantSql(
    tenant.id,
    async (query) => {
      const run = await findEdition(query, tenant.id, runId, true)
      if (run?.state !== 'drawing') return undefined
      const keys = await takeFiles(query, tenant.id, runId, now)
      await query(sql`UPDATE "print_entry" SET "drawn" = false
        WHERE "tenantId" = ${tenant.id} AND "runId" = ${runId} AND "drawn"`)
      return { run, keys }
    },
    SLOW,
  )
  if (!begun) return undefined
  await dropFiles(tenant.id, begun.keys)
  if (await mayStill(tenant, begun.run.accountId, now)) return begun.run
  await inTenantSql(tenant.id, (query) =>
    query(sql`UPDATE "print_run" SET "state" = 'frozen'
    WHERE "tenantId" = ${tenant.id} AND "id" = ${runId} AND "state" = 'drawing'`),
  )
  return undefined
}

/** Who asked for the file must still be allowed to have it. */
async function mayStill(tenant: Tenant, accountId: string | null, now: Date): Promise<boolean> {
  return may(abilityOf(tenant, await readAccountViewer(tenant, accountId, now), []), 'extract')
}

async function readEntries(work: EditionWork): Promise<Entry[]> {
  const { tenant, runId, batch = BATCH } = work
  const entries: Entry[] = []
  let last = FIRST
  await untilDone(work.signal, () =>
    inTenantSql(
      tenant.id,
      async (query) => {
        const rows = await readRows(query, work, { after: last, most: batch })
        for (const row of rows) {
          const person = reveal(printAbility(tenant.config), 'Person', row, PRINTED_FIELDS)
          if (person) entries.push(entryOf(row.id, person))
        }
        await markDrawn(query, tenant.id, runId, rows)
        last = rows.at(-1)?.id ?? last
        return rows.length < batch
      },
      SLOW,
    ),
  )
  return entries
}

type Row = JudgedRow & { id: string; printChoices: number[]; hash: string }

function readRows(query: Query, { tenant, runId }: EditionWork, { after, most }: { after: string; most: number }) {
  return query<Row>(sql`SELECT ${columns([...JUDGED, ...PRINTED_FIELDS], 'p')}, ${valuesSql} AS "hash" FROM "print_entry" e
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = e."personId"
    WHERE e."tenantId" = ${tenant.id} AND e."runId" = ${runId} AND e."personId" > ${after}::uuid
      AND ${printableSql(tenant)}
    ORDER BY e."personId" LIMIT ${most}`)
}

/** What they had chosen, and what their values were, as they were read: what comes later is found beside it. */
async function markDrawn(query: Query, tenantId: string, runId: string, rows: readonly Row[]): Promise<void> {
  const read = rows.map(({ id, printChoices, hash }) => ({ id, choices: printChoices, hash }))
  await query(sql`UPDATE "print_entry" e SET "drawn" = true, "choices" = r."choices", "hash" = r."hash"
    FROM json_to_recordset(${JSON.stringify(read)}::json) AS r("id" uuid, "choices" smallint[], "hash" text)
    WHERE e."tenantId" = ${tenantId} AND e."runId" = ${runId} AND e."personId" = r."id"`)
}
