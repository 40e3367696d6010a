/**
 * The copy as one file: data for machines, a page for people, the person's own files. Read and written a part at a
 * time.
 */

import type { Readable } from 'node:stream'
import type { Tenant } from '#app/context/tenants.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import type { Language } from '#app/i18n/language.ts'
import { type CopyContent, copyRows } from './copy-rows.server.ts'
import { bytesOf, ownFiles, storedOf } from './own-files.server.ts'
import type { Subject } from './subject.server.ts'
import { opened, openingsOf, reportsOn, tracesOf } from './traces.server.ts'

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
        openedBy: await openingsOf(query, subject, tenant.config.name),
        opened: await opened(query, subject),
        reports: subject.personId ? await reportsOn(query, subject) : [],
        files: [],
      }
      return { content, files }
    },
    SLOW,
  )
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
  // Each is looked for first, so that one that is missing is found out before the archive has begun.
  const stored = await storedOf(files)
  content.files = stored.map(({ name, purpose, bytes }) => ({ name, purpose, bytes }))
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  const mtime = now
  zip.addBuffer(Buffer.from(`${JSON.stringify(content, null, 2)}\n`), 'mes-donnees.json', { mtime })
  zip.addBuffer(Buffer.from(copyDocument(tenant, content, language)), 'mes-donnees.html', { mtime })
  // One file is held at a time, whatever they weigh together.
  for (const file of stored)
    zip.addReadStreamLazy(file.name, { mtime, compress: false }, (give) => {
      bytesOf(subject, file)
        .then((bytes) => give(null, bytes))
        .catch((error: Error) => out.destroy(error))
    })
  zip.on('error', (error: Error) => out.destroy(error))
  zip.end()
  return out
}
