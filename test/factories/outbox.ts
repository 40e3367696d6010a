/** What has been written to whom: the outbox, opened with the test's key; and the worker's look at what was asked. */
import { now } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { decryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { mailOwner } from '#app/domain/mail/put-mail.server.ts'
import { considerRequest } from '#app/domain/requests/consider.server.ts'
import { inside } from './world.ts'

export interface SentMail {
  id: string
  kind: string
  to: string
  data: Record<string, unknown>
}

/** @returns mails of an association that wait to leave, oldest first. */
export function mailsOf(slug: string, kind?: string): Promise<SentMail[]> {
  return inside(slug, async (query, { id: tenantId }) => {
    const rows = await query<{ id: string; kind: string; to: string; sealed: string }>(sql`
      SELECT "id", "kind", "recipient" AS "to", "sealed" FROM "mail"
      WHERE "tenantId" = ${tenantId} AND "sealed" IS NOT NULL ORDER BY "createdAt", "id"`)
    return rows
      .filter((row) => kind === undefined || row.kind === kind)
      .map(({ sealed, ...row }) => {
        const data = JSON.parse(decryptSecret(env().DATA_KEY, sealed, mailOwner(tenantId, row.id)))
        return { ...row, data }
      })
  })
}

/** @returns the path that the last such mail leads to; tests that find none fail with its name. */
export async function linkTo(slug: string, kind: string, to: string): Promise<string> {
  const mail = (await mailsOf(slug, kind)).findLast((one) => one.to === to)
  if (typeof mail?.data.path !== 'string') throw new Error(`no ${kind} was written to ${to}`)
  return mail.data.path
}

export async function emptyOutbox(slug: string): Promise<void> {
  await inside(slug, (query, { id }) => query(sql`DELETE FROM "mail" WHERE "tenantId" = ${id}`))
}

/** What the worker does about every request that nobody has looked at. @returns how many there were */
export async function considerAll(slug: string): Promise<number> {
  const tenant = (await tenantOfSlug(slug))!
  const rows = await inside(slug, (query, { id }) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "access_request" WHERE "tenantId" = ${id} AND "state" = 'new' ORDER BY "id"`,
    ),
  )
  for (const row of rows) await inside(slug, (query) => considerRequest(query, tenant, row.id, now()))
  return rows.length
}

export interface RequestRow {
  id: string
  kind: string
  state: string
  email: string | null
  personId: string | null
  fileKey: string | null
}

export function requestsOf(slug: string): Promise<RequestRow[]> {
  return inside(slug, (query, { id }) =>
    query<RequestRow>(sql`SELECT "id", "kind", "state", "email", "personId", "fileKey" FROM "access_request"
      WHERE "tenantId" = ${id} ORDER BY "id"`),
  )
}
