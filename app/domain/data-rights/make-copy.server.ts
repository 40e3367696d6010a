/** The worker's part of a copy: reads, writes, says that it is ready. */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { dropFiles, keepFile, named } from '#app/domain/files/loose-files.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { sealing } from './copy-seal.server.ts'
import { zipCopy } from './copy-zip.server.ts'
import { findSubject, type Subject } from './subject.server.ts'

/**
 * Killed anywhere it is made again; only one file is ever named, and what a dead worker wrote is removed by the round.
 */
export async function makeCopy(tenant: Tenant, copyId: string, now: Date): Promise<void> {
  const asked = await inTenantSql(tenant.id, async (query) => {
    const [copy] = await query<RowOf<'data_copy', 'accountId'>>(sql`SELECT "accountId" FROM "data_copy"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${copyId} AND "state" = 'asked'`)
    return copy && { ...copy, subject: await findSubject(query, tenant.id, { accountId: copy.accountId }) }
  })
  if (!asked) return
  let bytes = 0
  const zip = await zipCopy(tenant, asked.subject, 'fr', now)
  const sealed = sealing(tenant.id, copyId, (more) => {
    bytes += more
  })
  zip.once('error', (error) => sealed.destroy(error))
  const place = { folder: 'copies', extension: 'sealed', contentType: 'application/octet-stream' }
  await keepFile(tenant.id, zip.pipe(sealed), place, async (key) => {
    const isNamed = await inTenantSql(tenant.id, async (query) => {
      const [row] = await query<{ id: string }>(sql`UPDATE "data_copy" SET "state" = 'ready', "fileKey" = ${key},
          "bytes" = ${bytes}, "readyAt" = ${now}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${copyId} AND "state" = 'asked' RETURNING "id"`)
      if (!row) return false
      await named(query, tenant.id, key)
      await tell({ query, tenant, now }, copyId, asked)
      return true
    })
    if (!isNamed) await dropFiles(tenant.id, [key])
  })
}

async function tell(
  { query, tenant, now }: Unit,
  copyId: string,
  { accountId, subject }: { accountId: string; subject: Subject },
): Promise<void> {
  const [account] = await query<{ email: string | null }>(sql`SELECT coalesce(a."email", p."primaryEmail") AS "email"
    FROM "account" a LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId}`)
  if (!account?.email) return
  const data = { days: periodOf(tenant.config.keep, 'copy').days }
  const about = { accountId, personId: subject.personId ?? undefined }
  await putMail(
    query,
    tenant.id,
    { key: `copy/${copyId}`, kind: 'rights.copy', to: account.email, language: 'fr', data, ...about },
    now,
  )
}
