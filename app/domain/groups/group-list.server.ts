/** The list of a group: who of its people receives its mails, read anew whenever one leaves (S12, S14). */
import { openToSql } from '#app/context/open-to.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { apartSql } from '#app/domain/contacts/apart.server.ts'
import { subscribersSql } from '#app/domain/mail/subscriptions.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { automaticGroupOf, fileGroupOf } from '#app/tenant/groups.ts'
import { belongsByRecordSql } from './areas.server.ts'

const PREFIX = 'groupe:'

/** @returns the id under which choices about the group's mails are kept */
export const groupListId = (groupId: string): string => `${PREFIX}${groupId}`

type Home = Pick<Tenant, 'id' | 'config'>
/** @returns what a group's list is called; undefined where the list is no group's, or of none that is there */
export async function groupListName(
  { query, tenant }: Scoped<Home>,
  listId: string,
  language: Language,
): Promise<string | undefined> {
  const groupId = listId.slice(PREFIX.length)
  if (!listId.startsWith(PREFIX) || !isUuid(groupId)) return undefined
  const file = fileGroupOf(tenant, groupId)
  if (file) return file.name[language]
  const [row] = await query<RowOf<'group', 'name'>>(sql`SELECT "name" FROM "group"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${groupId}`)
  return row?.name ?? undefined
}

/** @returns groups whose mails the person does not want */
export async function unwantedGroups(query: Query, tenantId: string, personId: string): Promise<Set<string>> {
  const rows = await query<RowOf<'list_choice', 'listId'>>(sql`SELECT "listId" FROM "list_choice"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId} AND NOT "on" AND "listId" LIKE ${`${PREFIX}%`}`)
  return new Set(rows.map(({ listId }) => listId.slice(PREFIX.length)))
}

/** @returns the condition that the person `p` is in the group by their record alone */
function byRecordSql(tenant: Home, groupId: string): Sql {
  const file = automaticGroupOf(tenant, groupId)
  return file ? belongsByRecordSql(tenant.config, file) : sql`FALSE`
}

/**
 * For letters of the association: muting the group or its list says nothing of them.
 * @returns the condition that the person `p` is in the group, by their own step or their record
 */
export function belongsSql(tenant: Home, groupId: string): Sql {
  const joined = sql`EXISTS (SELECT 1 FROM "group_member" g WHERE g."tenantId" = ${tenant.id}
    AND g."groupId" = ${groupId}::uuid AND g."personId" = p."id" AND g."state" = 'member')`
  return sql`(${byRecordSql(tenant, groupId)} OR ${joined})`
}

/** @returns the condition that the person `p` has not muted the group */
export const unmutedSql = (tenantId: string, groupId: string): Sql => sql`NOT EXISTS (SELECT FROM "group_member" m
  WHERE m."tenantId" = ${tenantId} AND m."groupId" = ${groupId}::uuid AND m."personId" = p."id"
    AND m."mutedAt" IS NOT NULL)`

/**
 * People who receive a mail of the group at this instant. They are in it by their own step or their record, have muted
 * neither it nor its list, live, refused no mails, have an address. None is kept apart from who writes.
 * @returns a query to stand in FROM, one row per person: `personId`, `address`, `language`
 */
export function recipientsSql(tenant: Home, groupId: string, authorId: string | null, now: Date): Sql {
  const { id } = tenant
  const list = { id: groupListId(groupId), on: true, paidOnly: false, channel: 'mail' as const }
  return sql`
    SELECT s."personId", s."address", s."language" FROM (${subscribersSql(tenant, list, now)}) s
    JOIN "person" p ON p."tenantId" = ${id} AND p."id" = s."personId"
    LEFT JOIN "group_member" m ON m."tenantId" = ${id} AND m."groupId" = ${groupId} AND m."personId" = p."id"
    WHERE s."channel" = 'mail' AND m."mutedAt" IS NULL AND (coalesce(m."state", '') = 'member'
        OR ${byRecordSql(tenant, groupId)})
      AND ${openToSql({ tenant, now }, 'join-groups')}
      AND NOT ${apartSql(id, sql`p."id"`, sql`${authorId}::uuid`)}`
}
