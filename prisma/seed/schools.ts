/** Schools of the demo: two present themselves, two stand on generic pages (N3). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { addCourse, addSchool } from '#app/domain/schools/write-schools.server.ts'
import { hasSchools } from '#app/policy/school.rules.ts'
import { DEMO_SCHOOLS, type DemoSchool, QUESTION } from './schools.data.ts'

/** Writes pages and courses where the association keeps a directory of schools. */
export async function addSchools(query: Query, scope: Scope, now: Date): Promise<void> {
  if (!hasSchools(scope.config)) return
  const unit = { query, tenant: scope, now }
  const owners = await query<RowOf<'organisation', 'id' | 'name'>>(sql`SELECT "id", "name" FROM "organisation"
    WHERE "tenantId" = ${scope.id} AND "kind" = 'school'`)
  for (const { words, owner, courses, services } of DEMO_SCHOOLS) {
    const organisationId = owners.find(({ name }) => name === owner)?.id ?? null
    const slug = await addSchool(unit, organisationId, words, false)
    const [school] = await query<RowOf<'school', 'id'>>(sql`SELECT "id" FROM "school" WHERE "tenantId" = ${scope.id}
      AND "slug" = ${slug}`)
    if (!organisationId) continue
    for (const course of courses) await addCourse(unit, { id: school!.id, organisationId }, course, false)
    if (services) await addServices(query, scope, { schoolId: school!.id, organisationId, services }, now)
  }
}

interface Asked {
  schoolId: string
  organisationId: string
  services: NonNullable<DemoSchool['services']>
}

/** Switches that are on, and one question with its answer. */
async function addServices(query: Query, scope: Scope, one: Asked, now: Date): Promise<void> {
  const { schoolId, organisationId, services } = one
  for (const { kind, forwardTo, words = null } of services)
    await query(sql`INSERT INTO "school_service" ("tenantId", "schoolId", "organisationId", "kind", "isOn", "forwardTo",
        "provedAt", "words", "changedAt")
      VALUES (${scope.id}, ${schoolId}, ${organisationId}, ${kind}, TRUE, ${forwardTo}, ${now}, ${words}, ${now})`)
  const at = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  const id = uuidv7(at(50).getTime())
  await query(sql`INSERT INTO "school_thread" ("tenantId", "id", "schoolId", "kind", "course", "email", "name", "language",
      "startedAt", "lastAt")
    VALUES (${scope.id}, ${id}, ${schoolId}, 'questions', ${QUESTION.course}, 'lea.morin@courriel.example', 'Léa Morin',
      'fr', ${at(50)}, ${at(20)})`)
  for (const [hours, text, bySchool] of QUESTION.messages)
    await query(sql`INSERT INTO "school_message" ("tenantId", "id", "threadId", "bySchool", "text", "at")
      VALUES (${scope.id}, ${uuidv7(at(hours).getTime())}, ${id}, ${bySchool}, ${text}, ${at(hours)})`)
}
