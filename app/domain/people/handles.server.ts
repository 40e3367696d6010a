/**
 * The address of each new person's page: in the association's form, unique, and never changed afterwards (rules.md,
 * "Persons").
 */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { assignLogins } from '#app/tenant/login-assignment.ts'
import { type LoginFormat, type LoginPerson, parseLoginFormat, renderLogin } from '#app/tenant/login-format.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/**
 * @returns a template of the association's own as a format.
 * @throws for one that the tenant file's check would refuse
 */
export function formatOf({ login }: Pick<TenantConfig, 'login'>, template: string): LoginFormat {
  const parsed = parseLoginFormat(template, { join: login.join, suffix: login.suffix })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.format
}

/** @returns the two ends of the range that holds a name and its numbered homonyms, in byte order. */
export function rangesOf(naturals: readonly (string | null)[]): { from: string[]; to: string[] } {
  const from = [...new Set(naturals.filter((natural) => natural !== null))]
  return { from, to: from.map((natural) => `${natural}.`) }
}

/**
 * A limit that nothing reaches, and that makes the planner walk the index once per name instead of reading everybody.
 */
const MOST_HOMONYMS = 100_000

/**
 * Homonyms are numbered in the order given. Nobody else may add people to this association until the transaction ends.
 * @returns handles in the same order; `profil-…` for a person of whom the form cannot be made
 */
export async function assignHandles(
  query: Query,
  { id, config }: { id: string; config: TenantConfig },
  people: readonly (LoginPerson & { id: string })[],
): Promise<string[]> {
  const format = formatOf(config, config.login.handle)
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('handle'), hashtext(${id}))`)
  const { from, to } = rangesOf(people.map((person) => renderLogin(format, person)))
  const rows = await query<{ handle: string }>(sql`
    SELECT taken."handle" FROM unnest(${from}::text[], ${to}::text[]) AS r(low, high)
    CROSS JOIN LATERAL (SELECT p."handle" FROM "person" p
      WHERE p."tenantId" = ${id} AND p."handle" >= r.low COLLATE "C" AND p."handle" < r.high COLLATE "C"
      ORDER BY p."tenantId", p."handle" LIMIT ${MOST_HOMONYMS}) taken
    UNION SELECT a."handle" FROM "handle_alias" a, unnest(${from}::text[], ${to}::text[]) AS r(low, high)
    WHERE a."tenantId" = ${id} AND a."handle" >= r.low COLLATE "C" AND a."handle" < r.high COLLATE "C"`)
  const keyed = people.map((person, place) => ({ ...person, key: String(place).padStart(9, '0') }))
  const handles = assignLogins(
    keyed,
    format,
    new Set(rows.map((row) => row.handle)),
    new Set(config.login.reserved.map((word) => word.toLowerCase())),
  )
  return keyed.map(({ key, id: personId }) => handles.get(key) ?? `profil-${personId.replaceAll('-', '').slice(-12)}`)
}
