/** One person as the staff see them, by the address of their page. */

import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { followHandle } from '#app/domain/people/merged-handle.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'

export interface StaffPerson {
  id: string
  person: Revealed
  /** Names the state that a form was filled from. */
  version: string
  /** A secret is on record; nobody reads it here. */
  secretSet: boolean
  accountId: string | null
  /** Granted roles that hold now or will. */
  roles: string[]
}

const READ: readonly FieldId[] = FIELD_IDS.filter((field) => !(SECRET_FIELDS as readonly FieldId[]).includes(field))

type Row = JudgedRow & Omit<StaffPerson, 'person' | 'version'> & { updatedAt: Date }

/** @throws Response 404 where the viewer knows nobody of that address */
export async function staffPerson(ctx: Ctx, handle: string | undefined): Promise<StaffPerson> {
  const [row] = await ctx.sql((query) =>
    query<Row>(sql`
      SELECT ${columns([...JUDGED, ...READ], 'p')}, p."updatedAt", p."iesfCode" IS NOT NULL AS "secretSet",
        a."id" AS "accountId",
        ${rolesToComeSql(ctx, sql`a."id"`)} AS "roles"
      FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."personId" = p."id"
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ${handle ?? ''}`),
  )
  const person = row && reveal(ctx.ability, 'Person', row, READ)
  if (!row || !person) throw (await movedTo(ctx, handle ?? '')) ?? notFound()
  const { id, updatedAt, secretSet, accountId, roles } = row
  return { id, person, version: updatedAt.toISOString(), secretSet, accountId, roles }
}

/** A record that was taken into another leads there. */
async function movedTo(ctx: Ctx, old: string): Promise<Response | undefined> {
  const handle = await ctx.sql((query) => followHandle(query, ctx.tenant.id, old))
  return handle === undefined ? undefined : redirect(href.member(handle))
}

/** @returns the name that headings show. */
export function staffName({ person }: Pick<StaffPerson, 'person'>): string {
  const { firstName, lastName, pseudonym } = person.fields
  return [firstName, lastName].filter(Boolean).join(' ') || String(pseudonym ?? person.handle)
}
