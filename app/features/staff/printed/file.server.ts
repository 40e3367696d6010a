/** A copy of the printed directory as a file: marked, and never one that somebody has said no to since. */
import { Readable } from 'node:stream'
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { readCopies } from '#app/domain/printed/copies.server.ts'
import { type FileEnd, markedEnd } from '#app/domain/printed/copy-mark.ts'
import { countStale, type Edition, findEdition } from '#app/domain/printed/read-editions.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { fileStore } from '#app/outside/files.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'

/** The word in place of a number: the staff's own copy, to read before print. */
const PROOF = 'epreuve'

interface Asked {
  key: string
  ending: FileEnd
  mark: string
  name: string
}

/**
 * @returns the file; a way back to the page where somebody has said no since it was made
 * @throws Response 404 where there is no such copy, or its receiver is to receive none any more
 */
export async function sendCopy(ctx: Ctx, runId: string | undefined, copy: string | undefined): Promise<Response> {
  const found = await ctx.sql(
    async (query) => {
      const run = runId && isUuid(runId) ? await findEdition(query, ctx.tenant.id, runId) : undefined
      if (run?.state !== 'ready' || !copy) return undefined
      if ((await countStale(query, ctx.tenant, run)) > 0) return 'stale' as const
      const asked = copy === PROOF ? proofOf(ctx, run) : await copyOf(ctx, query, run, copy)
      if (asked && asked !== 'stale')
        await audit(query, ctx, 'print.fetched', { subjectId: run.id, detail: { copy, count: run.printed } })
      return asked
    },
    { statementTimeout: 30_000 },
  )
  if (found === 'stale') return redirect(`${href.printed}?fait=stale`, 303)
  const store = fileStore(env().FILES_URL)
  if (!found || !(await store.has(found.key))) throw notFound()
  const end = markedEnd(found.ending, found.mark)
  const bytes = Readable.from(joined(await store.readStream(found.key), end), { objectMode: false })
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(found.ending.bytes + end.byteLength),
      'Content-Disposition': `attachment; filename="${found.name}.pdf"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

async function* joined(file: Readable, end: Buffer): AsyncGenerator<Buffer> {
  for await (const chunk of file) yield chunk as Buffer
  yield end
}

function proofOf({ tenant }: Ctx, { fileKey, ending }: Edition): Asked | undefined {
  if (!fileKey || !ending) return undefined
  const mark = translatorFor('fr', tenant.config)('printed:mark.proof')
  return { key: fileKey, ending, mark, name: `annuaire-${PROOF}` }
}

async function copyOf(ctx: Ctx, query: Query, run: Edition, copy: string): Promise<Asked | 'stale' | undefined> {
  const { tenant, now } = ctx
  if (!/^[1-9]\d{0,6}$/.test(copy)) return undefined
  const [row] = await readCopies(query, { tenant, runId: run.id, now }, Number(copy))
  if (!row) return undefined
  // Somebody was kept apart since: the file of this one has to be drawn again.
  if (row.apart !== row.without || row.since) return 'stale'
  const [key, ending] = row.without > 0 ? [row.fileKey, row.ending] : [run.fileKey, run.ending]
  const [person] = await query<JudgedRow>(sql`
    SELECT ${columns([...JUDGED, 'firstName', 'lastName', 'pseudonym'], 'p')} FROM "person" p
    WHERE p."tenantId" = ${tenant.id} AND p."id" = ${row.personId}`)
  const receiver = person && reveal(ctx.ability, 'Person', person, ['firstName', 'lastName', 'pseudonym'])
  if (!key || !ending || !receiver) return undefined
  const words = { number: row.number, name: nameOf(ctx, receiver) }
  const mark = translatorFor('fr', tenant.config)('printed:mark.copy', words)
  return { key, ending, mark, name: `annuaire-${String(row.number).padStart(4, '0')}` }
}
