/** One drawn file, from its first page into the store: it flows there as it is drawn. */
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { dropFiles, keepFile, named } from '#app/domain/files/loose-files.server.ts'
import { type FileEnd, fileEnd } from './copy-mark.ts'
import { drawBook } from './draw-book.ts'
import type { Entry } from './entry.ts'

export interface KeptBook {
  key: string
  ending: FileEnd
  pages: number
}

interface Drawing {
  tenant: Tenant
  runId: string
  at: Date
  entries: readonly Entry[]
  signal?: AbortSignal | undefined
}

const PLACE = { folder: 'printed', extension: 'pdf', contentType: 'application/pdf' }
/** Bytes in which the end of a file says where its table is. */
const TAIL = 2_048

/**
 * @param name writes the row that names the file; it answers with no row where nobody wants it any more
 */
export async function keepBook(
  { tenant, runId, ...drawing }: Drawing,
  name: (query: Query, kept: KeptBook) => Promise<readonly object[]>,
): Promise<void> {
  const progress = (done: number) =>
    inTenantSql(tenant.id, (query) =>
      query(sql`UPDATE "print_run" SET "done" = ${done}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${runId} AND "state" = 'drawing'`),
    )
  const { book, write } = await drawBook({ ...drawing, tenant, progress })
  const end = endOf()
  const flowing = pipeline(book.doc, end.stream)
  const writing = write().catch((error: Error) => {
    end.stream.destroy(error)
    throw error
  })
  // Whichever fails first is told by the store; the others follow it.
  for (const one of [flowing, writing]) one.catch(() => {})
  await keepFile(tenant.id, end.stream, PLACE, async (key) => {
    await writing
    const kept = { key, ending: fileEnd(end.tail(), end.bytes(), book.mark), pages: book.page }
    const isNamed = await inTenantSql(tenant.id, async (query) => {
      if ((await name(query, kept)).length === 0) return false
      await named(query, tenant.id, key)
      return true
    })
    if (!isNamed) await dropFiles(tenant.id, [key])
  })
}

/** Counts what flows through, and keeps its last bytes. */
function endOf() {
  let bytes = 0
  let tail: Buffer = Buffer.alloc(0)
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.byteLength
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL)
      done(null, chunk)
    },
  })
  return { stream, bytes: () => bytes, tail: () => tail }
}
