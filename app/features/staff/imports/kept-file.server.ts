/**
 * A workbook of several sheets, kept from its upload until its import is confirmed or given up: another sheet is read
 * from it.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'

const PIECE = 1024 * 1024

async function nextPiece(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE)
  return buffer.subarray(0, bytesRead)
}

/** Keeps the whole file or, should anything fail, nothing of it. */
export async function keepFile(tenantId: string, runId: string, path: string): Promise<void> {
  const file = await open(path)
  try {
    await inTenantSql(
      tenantId,
      async (query) => {
        for (let piece = 0, bytes = await nextPiece(file); bytes.length > 0; piece++, bytes = await nextPiece(file))
          await query(sql`INSERT INTO "import_piece" ("tenantId", "runId", "piece", "bytes")
            VALUES (${tenantId}, ${runId}, ${piece}, ${bytes})`)
      },
      SLOW,
    )
  } finally {
    await file.close()
  }
}

/** @returns whether the file of this import is kept */
export async function isFileKept(query: Query, tenantId: string, runId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 FROM "import_piece"
    WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "piece" = 0`)
  return rows.length > 0
}

/**
 * Writes the kept file to `path`, piece by piece.
 * @returns false where it is not kept (any more)
 */
export async function bringFile(tenantId: string, runId: string, path: string): Promise<boolean> {
  const file = await open(path, 'w')
  try {
    return await inTenantSql(
      tenantId,
      async (query) => {
        for (let piece = 0; ; piece++) {
          const [row] = await query<{ bytes: Buffer }>(sql`SELECT "bytes" FROM "import_piece"
            WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "piece" = ${piece}`)
          if (!row) return piece > 0
          await file.write(row.bytes)
        }
      },
      SLOW,
    )
  } finally {
    await file.close()
  }
}

/** The file goes from one import to the one that reads another of its sheets. */
export async function handFileOver(query: Query, tenantId: string, from: string, to: string): Promise<void> {
  await query(sql`UPDATE "import_piece" SET "runId" = ${to}::uuid WHERE "tenantId" = ${tenantId} AND "runId" = ${from}`)
}

export async function forgetFile(query: Query, tenantId: string, runId: string): Promise<void> {
  await query(sql`DELETE FROM "import_piece" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}`)
}
