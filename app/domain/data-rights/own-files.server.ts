/** Files that somebody sent, wherever a row names them: pictures and documents, each an entry of the copy. */
import { Readable } from 'node:stream'
import { env } from '#app/context/env.ts'
import type { CatalogueTable } from '#app/db/catalogue.ts'
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { readPaper } from '#app/domain/requests/papers.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { belongsTo } from './copy-rows.server.ts'
import { copiedBy, PERSONAL } from './personal-tables.ts'
import type { Subject } from './subject.server.ts'

export interface OwnFile {
  key: string
  /** The entry of the archive. */
  name: string
  /** What it is, or the table that names it. */
  purpose: string
  /** Unknown to tables that do not count them. */
  bytes: number | null
}

/** Tables that name a file which is nobody's writing, and why a copy has it not. */
const NOT_SENT: Readonly<Record<string, string>> = {
  data_copy: 'copies of copies',
  print_run: 'the printed directory, which is everybody’s',
  print_copy: 'the printed directory, marked for them',
}

/** Papers lie sealed in the store, each under its request. */
const SEALED = 'access_request'
const PAPERS: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg' }

const fileColumn = ({ table, columns }: CatalogueTable): string | undefined =>
  table === 'stored_file' ? 'key' : 'fileKey' in columns && !(table in NOT_SENT) ? 'fileKey' : undefined

/** Tables of personal data whose rows name a file that their owner sent. */
export const FILE_TABLES: readonly CatalogueTable[] = PERSONAL.filter((table) => fileColumn(table))

/** @returns every file of the subject that a row names, table by table, in the order of ids, else of keys */
export async function ownFiles(query: Query, subject: Subject): Promise<OwnFile[]> {
  const files: OwnFile[] = []
  for (const table of FILE_TABLES) {
    const mine = belongsTo(subject, copiedBy(table))
    if (!mine) continue
    const column = name(fileColumn(table)!, 'r')
    const or = (one: string, absent = sql`NULL`) => (one in table.columns ? name(one, 'r') : absent)
    const rows = await query<{ key: string; purpose: string; bytes: number | null; type: string | null }>(sql`
      SELECT ${column} AS "key", ${or('purpose', sql`${table.table}::text`)} AS "purpose",
        ${or('bytes', sql`NULL::int`)} AS "bytes", ${or('fileType', sql`NULL::text`)} AS "type"
      FROM ${name(table.table)} r WHERE r."tenantId" = ${subject.tenantId} AND ${mine} AND ${column} IS NOT NULL
      ORDER BY ${or('id', column)}`)
    for (const { key, purpose, bytes, type } of rows) {
      const extension = PAPERS[type ?? ''] ?? key.split('.').at(-1)
      const entry = `fichiers/${files.length + 1}-${purpose.replace(/[^\w-]/g, '_')}.${extension}`
      files.push({ key, name: entry, purpose, bytes })
    }
  }
  return files
}

/** @returns those that the store has: one whose row outlived it is left out */
export async function storedOf(files: readonly OwnFile[]): Promise<OwnFile[]> {
  const store = fileStore(env().FILES_URL)
  const found: OwnFile[] = []
  // A store that does not answer is no missing file: the task fails, and tries again, rather than give half a copy.
  for (const file of files) if (await store.has(file.key)) found.push(file)
  return found
}

/** @returns the bytes as they were sent, whole: a few megabytes at most */
export async function bytesOf({ tenantId }: Subject, { key, purpose }: OwnFile): Promise<Readable> {
  if (purpose !== SEALED) return Readable.from([Buffer.from(await fileStore(env().FILES_URL).read(key))])
  const paper = await readPaper(tenantId, key)
  if (!paper) throw new Error('a sealed paper cannot be opened')
  return Readable.from([Buffer.from(paper)])
}
