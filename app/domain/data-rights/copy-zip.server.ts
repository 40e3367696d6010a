/**
 * The copy as one file: data for machines, a page for people, the person's own files. Read and written a part at a
 * time.
 */

import type { Readable } from 'node:stream'
import { env } from '#app/context/env.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import type { Language } from '#app/i18n/language.ts'
import { fileStore } from '#app/outside/files.ts'
import { type CopyContent, copyRows } from './copy-rows.server.ts'
import type { Subject } from './subject.server.ts'
import { opened, openingsOf, reportsOn, tracesOf } from './traces.server.ts'

type OwnFile = RowOf<'stored_file', 'key' | 'purpose' | 'contentType' | 'bytes'>

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

/** Files that the store has; one whose row outlived it is left out. */
async function readFiles(files: readonly OwnFile[]): Promise<{ name: string; bytes: Buffer }[]> {
  const store = fileStore(env().FILES_URL)
  const found: { name: string; bytes: Buffer }[] = []
  for (const [i, file] of files.entries()) {
    // A store that does not answer is no missing file: the task fails, and tries again, rather than give half a copy.
    if (await store.has(file.key)) found.push({ name: nameOf(file, i), bytes: Buffer.from(await store.read(file.key)) })
  }
  return found
}

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
  // Uploads are two megabytes at most: whole, so that one that is missing is found out before the archive has begun.
  const contents = await readFiles(files)
  content.files = content.files.filter(({ name }) => contents.some((one) => one.name === name))
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  const mtime = now
  zip.addBuffer(Buffer.from(`${JSON.stringify(content, null, 2)}\n`), 'mes-donnees.json', { mtime })
  zip.addBuffer(Buffer.from(copyDocument(tenant, content, language)), 'mes-donnees.html', { mtime })
  for (const { name, bytes } of contents) zip.addBuffer(bytes, name, { mtime, compress: false })
  zip.end()
  return out
}
