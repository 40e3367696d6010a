/** Groups of the association's file and those that members proposed, each with what the viewer is in it. */

import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Language } from '#app/i18n/language.ts'
import type { Belonging, RuledGroup } from '#app/policy/group.rules.ts'
import { type FileGroup, fileGroupAt, fileGroupId, yearGroup } from '#app/tenant/groups.ts'
import type { DocumentsBy } from '#app/vocabulary/things.ts'
import { unwantedGroups } from './group-list.server.ts'

export interface FoundGroup extends RuledGroup {
  slug: string
  name: string
  kind: string
  about: string | null
  documentsBy: DocumentsBy
  /** Of the file, with the addresses or the year that belong to it. */
  file: FileGroup | undefined
  mine: Belonging
}

/** The reader: the viewer of a request, or the recipient of a letter. */
export type GroupReader = Pick<Ctx, 'tenant' | 'viewer' | 'language'>

interface GroupRow extends RowOf<'group', 'id' | 'slug' | 'name' | 'kind' | 'joining' | 'about' | 'state'> {
  documentsBy: DocumentsBy
}

interface MemberRow extends RowOf<'group_member', 'groupId' | 'leads'> {
  state: NonNullable<Belonging['state']>
  muted: boolean
}

const NOTHING: Omit<Belonging, 'byRecord'> = { state: null, leads: false, muted: false, mailed: true }

/** The file's group as a row: what somebody wrote in it (`about`, `state`) stands in the table, if anything does. */
function ofFile(tenantId: string, file: FileGroup, row: GroupRow | undefined, language: Language) {
  const { id: slug, name, kind, joining } = file
  const { about = null, state = 'open', documentsBy = 'leaders' } = row ?? {}
  return { id: fileGroupId(tenantId, slug), slug, name: name[language], kind, joining, about, state, documentsBy, file }
}

/**
 * @param slug one group; all of the association unless said
 * @returns open and closed groups, those of the file first, then in the order of their names
 */
export async function findGroups(ctx: GroupReader, query: Query, slug?: string): Promise<FoundGroup[]> {
  const { tenant, viewer, language } = ctx
  const rows = await query<GroupRow>(sql`
    SELECT "id", "slug", "name", "kind", "joining", "about", "state", "documentsBy" FROM "group"
    WHERE "tenantId" = ${tenant.id} AND "state" IN ('open', 'closed') AND (${slug ?? null}::text IS NULL
      OR "slug" = ${slug ?? null}) ORDER BY lower("name"), "id"`)
  const mine = await placesOf(ctx, query, viewer.personId)
  const unwanted = viewer.personId ? await unwantedGroups(query, tenant.id, viewer.personId) : new Set()
  const named = namedGroups(ctx, slug, rows)
  const ids = new Set(named.map((one) => fileGroupId(tenant.id, one.id)))
  const known = new Map(rows.map((row) => [row.id, row]))
  const all = [
    ...named.map((file) => ofFile(tenant.id, file, known.get(fileGroupId(tenant.id, file.id)), language)),
    ...rows.filter(({ id }) => !ids.has(id)).map((row) => ({ ...row, name: row.name ?? row.slug, file: undefined })),
  ]
  const byRecord = new Set(viewer.groupIds ?? [])
  return all.map((group) => {
    const row = mine.get(group.id)
    const belongs = group.joining === 'automatic' && row?.state !== 'member' && byRecord.has(group.id)
    return { ...group, mine: { ...NOTHING, ...row, byRecord: belongs, mailed: !unwanted.has(group.id) } }
  })
}

/** Groups of the file; of whole years the viewer's own, and those in which something was written. */
function namedGroups(
  { tenant, viewer }: GroupReader,
  slug: string | undefined,
  rows: readonly GroupRow[],
): FileGroup[] {
  if (slug !== undefined) return [fileGroupAt(tenant, slug) ?? []].flat()
  const own = viewer.promotion === undefined ? undefined : yearGroup(tenant, viewer.promotion)
  const written = rows.flatMap((row) => (row.kind === 'year' ? (fileGroupAt(tenant, row.slug) ?? []) : []))
  const years = new Map([...(own ? [own] : []), ...written].map((one) => [one.id, one]))
  for (const { id } of tenant.config.groups) years.delete(id)
  return [...tenant.config.groups, ...years.values()]
}

/** @returns undefined for a group that is not there, proposed or refused */
export async function findGroup(ctx: Ctx, query: Query, slug: string): Promise<FoundGroup | undefined> {
  const [group] = await findGroups(ctx, query, slug.slice(0, 40))
  return group
}

async function placesOf({ tenant }: GroupReader, query: Query, personId: string | undefined) {
  if (!personId) return new Map<string, Omit<MemberRow, 'groupId'>>()
  const rows = await query<MemberRow>(sql`SELECT "groupId", "state", "leads", "mutedAt" IS NOT NULL AS "muted"
    FROM "group_member" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  return new Map(rows.map(({ groupId, ...row }) => [groupId, row]))
}

/** Writes the row of a group of the file, where something is about to refer to it. */
export async function keepRow({ tenant, now }: Ctx, query: Query, group: FoundGroup): Promise<void> {
  if (!group.file) return
  await query(sql`INSERT INTO "group" ("tenantId", "id", "slug", "kind", "joining", "createdAt")
    VALUES (${tenant.id}, ${group.id}, ${group.slug}, ${group.kind}, ${group.joining}, ${now})
    ON CONFLICT ("tenantId", "id") DO NOTHING`)
}
