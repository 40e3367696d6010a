/** The copy as one file: data for machines, a page for people, the person's own files. Read and written a part at a time. */
import { Readable } from 'node:stream'
import { env } from '../../context/env.ts'
import type { Tenant } from '../../context/tenants.ts'
import { sql } from '../../db/sql.ts'
import { inTenantSql, type Query } from '../../db/transaction.ts'
import type { Language } from '../../i18n/language.ts'
import { fileStore } from '../../outside/files.ts'
import { type CopiedRow, copyRows } from './copy-rows.server.ts'
import type { Subject } from './subject.server.ts'
import { opened, openingsOf, reportsOn, tracesOf } from './traces.server.ts'

export interface CopyContent {
  association: string
  at: string
  /** Rows of every table that holds something about the person. */
  tables: Record<string, CopiedRow[]>
  /** Who read or changed them. */
  traces: unknown[]
  openedBy: unknown[]
  opened: unknown[]
  reports: unknown[]
  files: { name: string; purpose: string; bytes: number }[]
}

interface OwnFile {
  key: string
  purpose: string
  contentType: string
  bytes: number
}

const SLOW = { statementTimeout: 60_000 }

/** Reads everything in one transaction: one state of the data. */
async function readContent(tenant: Tenant, subject: Subject, now: Date) {
  return inTenantSql(
    tenant.id,
    async (query) => {
      const files = await ownFiles(query, subject)
      const content: CopyContent = {
        association: tenant.config.name,
        at: now.toISOString(),
        tables: await copyRows(query, subject),
        traces: await tracesOf(query, subject),
        openedBy: await openingsOf(query, subject),
        opened: await opened(query, subject),
        reports: subject.personId ? await reportsOn(query, subject) : [],
        files: files.map((file, i) => ({ name: nameOf(file, i), purpose: file.purpose, bytes: file.bytes })),
      }
      return { content, files }
    },
    SLOW,
  )
}

function ownFiles(query: Query, { tenantId, personId }: Subject): Promise<OwnFile[]> {
  return query<OwnFile>(sql`SELECT "key", "purpose", "contentType", "bytes" FROM "stored_file"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}::uuid ORDER BY "createdAt", "id"`)
}

const nameOf = ({ purpose, key }: OwnFile, i: number): string =>
  `fichiers/${i + 1}-${purpose.replace(/[^\w-]/g, '_')}.${key.split('.').at(-1)}`

/**
 * @param language of the page for people
 * @returns the archive's bytes as they are made
 */
export async function zipCopy(tenant: Tenant, subject: Subject, language: Language, now: Date): Promise<Readable> {
  const [{ content, files }, { ZipFile }, { copyDocument }] = await Promise.all([
    readContent(tenant, subject, now),
    import('yazl'),
    import('./copy-document.tsx'),
  ])
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error) => out.destroy(error as Error))
  const mtime = now
  zip.addBuffer(Buffer.from(`${JSON.stringify(content, null, 2)}\n`), 'mes-donnees.json', { mtime })
  zip.addBuffer(Buffer.from(copyDocument(tenant, content, language)), 'mes-donnees.html', { mtime })
  const store = fileStore(env().FILES_URL)
  for (const [i, file] of files.entries())
    zip.addReadStreamLazy(nameOf(file, i), { mtime, compress: false }, (take) => {
      store.readStream(file.key).then(
        (stream) => take(null, stream),
        (error: Error) => take(error, Readable.from([])),
      )
    })
  zip.end()
  return out
}
