/** Staged lines of the school's files: those of somebody who is erased go, whoever else has the same name. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { fold } from '#app/i18n/fold.ts'

export interface LineOwner {
  personId: string
  firstName: string
  names: string[]
  /** Addresses and numbers, each enough by itself. */
  marks: string[]
}

const PAGE = 1_000

const squeezed = (text: string) => fold(text).replace(/[^a-z0-9@]/g, '')
const worded = (text: string) =>
  ` ${fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `

/**
 * Two namesakes' lines cannot be told apart without reading the file again: both go. The file is the school's, who has
 * it; what an import wrote to people is theirs and stays.
 */
function makeTest({ firstName, names, marks }: LineOwner): (cells: unknown) => boolean {
  const last = names.filter((name) => squeezed(name) !== '')
  const sure = marks.map(squeezed).filter((mark) => mark.length > 3)
  return (cells) => {
    const texts = (Array.isArray(cells) ? cells : Object.values(cells ?? {})).map((cell) =>
      typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : String(cell ?? ''),
    )
    if (texts.some((text) => sure.includes(squeezed(text)))) return true
    // Whole words: « A » is in every line.
    const says = (name: string) =>
      texts.some((text) => squeezed(text) === squeezed(name) || worded(text).includes(worded(name)))
    return squeezed(firstName) !== '' && last.some(says) && says(firstName)
  }
}

/** Deletes staged lines and decisions about the person, batch by batch; run again it finds nothing more. */
export async function eraseLines(tenantId: string, owner: LineOwner, signal?: AbortSignal): Promise<void> {
  const isTheirs = makeTest(owner)
  // Nobody can be cut out of a workbook: those that are kept for another of their sheets go whole.
  await inTenantSql(tenantId, (query) => query(sql`DELETE FROM "import_piece" WHERE "tenantId" = ${tenantId}`), SLOW)
  for (let [run, line] = ['00000000-0000-0000-0000-000000000000', -1]; ; ) {
    signal?.throwIfAborted()
    const rows = await inTenantSql(
      tenantId,
      async (query) => {
        const page = await query<RowOf<'import_line', 'runId' | 'line'> & { cells: unknown }>(sql`
          SELECT "runId", "line", "cells" FROM "import_line" WHERE "tenantId" = ${tenantId}
            AND ("runId", "line") > (${run}::uuid, ${line}) ORDER BY "runId", "line" LIMIT ${PAGE}`)
        const gone = page.filter(({ cells }) => isTheirs(cells))
        if (gone.length > 0)
          for (const table of ['import_line', 'import_decision'] as const)
            await query(sql`DELETE FROM ${table === 'import_line' ? sql`"import_line"` : sql`"import_decision"`} t
              USING unnest(${gone.map((row) => row.runId)}::uuid[], ${gone.map((row) => row.line)}::int[]) AS g(run,
                line)
              WHERE t."tenantId" = ${tenantId} AND t."runId" = g.run AND t."line" = g.line`)
        return page
      },
      SLOW,
    )
    if (rows.length < PAGE) break
    ;({ runId: run, line } = rows.at(-1)!)
  }
  await inTenantSql(
    tenantId,
    (query) =>
      query(sql`DELETE FROM "import_decision" WHERE "tenantId" = ${tenantId}
        AND ("personId" = ${owner.personId}::uuid OR "body"->'candidates' ? ${owner.personId})`),
    SLOW,
  )
}
