/** Schools of the demo: two present themselves, two stand on generic pages (N3). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { addCourse, addSchool } from '#app/domain/schools/write-schools.server.ts'
import { hasSchools } from '#app/policy/school.rules.ts'
import { DEMO_SCHOOLS } from './schools.data.ts'

/** Writes pages and courses where the association keeps a directory of schools. */
export async function addSchools(query: Query, scope: Scope, now: Date): Promise<void> {
  if (!hasSchools(scope.config)) return
  const unit = { query, tenant: scope, now }
  const owners = await query<RowOf<'organisation', 'id' | 'name'>>(sql`SELECT "id", "name" FROM "organisation"
    WHERE "tenantId" = ${scope.id} AND "kind" = 'school'`)
  for (const { words, owner, courses } of DEMO_SCHOOLS) {
    const organisationId = owners.find(({ name }) => name === owner)?.id ?? null
    const slug = await addSchool(unit, organisationId, words, false)
    const [school] = await query<RowOf<'school', 'id'>>(sql`SELECT "id" FROM "school" WHERE "tenantId" = ${scope.id}
      AND "slug" = ${slug}`)
    if (organisationId)
      for (const course of courses) await addCourse(unit, { id: school!.id, organisationId }, course, false)
  }
}
