/** `/admin/ecoles`: what schools wrote, who claims a page, and generic pages (N3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { waitingClaims } from '#app/domain/schools/claims.server.ts'
import { SCHOOL_COLUMNS, type SchoolRow, waitsToBeRead } from '#app/domain/schools/read-schools.server.ts'
import { judgeSchool, typedSchool } from '#app/domain/schools/school-form.server.ts'
import { addSchool } from '#app/domain/schools/write-schools.server.ts'
import { hasSchools } from '#app/policy/school.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

const ROWS = 200

/** What the tabs hold, by their word in the address. */
const TABS = ['a-lire', 'generiques', 'toutes'] as const
type Tab = (typeof TABS)[number]

/** Which pages stand under a tab. */
function tabSql(tenantId: string, tab: Tab): Sql {
  switch (tab) {
    case 'a-lire':
      return waitsToBeRead(tenantId)
    case 'generiques':
      return sql`s."organisationId" IS NULL`
    case 'toutes':
      return sql`TRUE`
  }
}

/** @throws Response 404 where the association keeps no directory of schools */
export function demandDirectory({ tenant }: Pick<Ctx, 'tenant'>): void {
  if (!hasSchools(tenant.config)) throw notFound()
}

export async function readSchoolsDesk(ctx: Ctx) {
  demandDirectory(ctx)
  const { id } = ctx.tenant
  const asked = ctx.url.searchParams.get('etat')
  const tab = isOneOf(TABS, asked) ? asked : 'a-lire'
  const { rows, counts, claims } = await ctx.sql(async (query) => {
    const rows = await query<SchoolRow>(sql`SELECT ${SCHOOL_COLUMNS} FROM "school" s WHERE s."tenantId" = ${id}
      AND ${tabSql(id, tab)} ORDER BY s."folded", s."id" LIMIT ${ROWS}`)
    const [counts] = await query<Record<Tab, number>>(sql`SELECT
      (count(*) FILTER (WHERE ${tabSql(id, 'a-lire')}))::int AS "a-lire",
      (count(*) FILTER (WHERE ${tabSql(id, 'generiques')}))::int AS "generiques",
      count(*)::int AS "toutes" FROM "school" s WHERE s."tenantId" = ${id}`)
    return { rows, counts: counts!, claims: await waitingClaims(query, id) }
  })
  return {
    title: ctx.t('schools:desk.title'),
    tab,
    tabs: TABS.map((one) => ({ tab: one, count: counts[one], to: `${href.schoolsDesk}?etat=${one}` })),
    schools: rows.map(({ id: school, name, city, region, state, waiting, organisationId }) => ({
      ...{ id: school, name, city, region, state, waits: waiting !== null, generic: organisationId === null },
    })),
    claims: claims.map(({ id: claim, schoolId, name, organisation, at }) => ({
      ...{ id: claim, schoolId, name, organisation, at: at.toISOString() },
    })),
    removed: ctx.url.searchParams.get('fait') === 'removed',
  }
}

export function readNewSchool(ctx: Ctx) {
  demandDirectory(ctx)
  return { title: ctx.t('schools:desk.new'), formKey: uuidv7(), typed: typedSchool({}) }
}

/** POST the words of a generic page, which is on line at once. */
export async function makeSchool(ctx: Ctx, form: FormData) {
  demandDirectory(ctx)
  const { typed, errors, words } = judgeSchool(form)
  if (!words) return data({ typed, errors }, { status: 422 })
  const { tenant, now } = ctx
  const id = await ctx.sql(async (query) => {
    const slug = await addSchool({ query, tenant, now }, null, words, false)
    const [row] = await query<RowOf<'school', 'id'>>(sql`SELECT "id" FROM "school" WHERE "tenantId" = ${tenant.id}
      AND "slug" = ${slug}`)
    await audit(query, ctx, 'school.made', { subjectId: row!.id })
    return row!.id
  })
  return redirect(`${href.schoolDesk(id)}?fait=made`, 303)
}
