/** « Points communs »: what a result shows that is the viewer's own too; nothing is compared but what the row shows. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Line } from '#app/domain/search/row.ts'
import { fold } from '#app/i18n/fold.ts'

const FIELDS = ['promotion', 'company', 'homeCity'] as const
/** The viewer's own values, by field. */
export type OwnPoints = Partial<Record<(typeof FIELDS)[number], string | number | null>>

/** @returns what results are compared with: one statement for the page; nothing for who has no record */
export async function readOwnPoints({ tenant, viewer, sql: run }: Ctx): Promise<OwnPoints> {
  const { personId } = viewer
  if (!personId) return {}
  const [own] = await run((query) =>
    query<OwnPoints & object>(sql`SELECT p."promotion", p."company", p."homeCity" FROM "person" p
      WHERE p."tenantId" = ${tenant.id} AND p."id" = ${personId}`),
  )
  return own ?? {}
}

const isSame = (one: unknown, other: unknown) =>
  one !== null && one !== undefined && one !== '' && fold(String(one)) === fold(String(other ?? ''))

/** @returns the words of one line, if it has anything in common with the viewer; of oneself nothing is said */
export function pointsOf({ t, account }: Pick<Ctx, 't' | 'account'>, own: OwnPoints, line: Line): string | undefined {
  if (line.handle === account?.handle) return undefined
  const common = FIELDS.filter((field) => isSame(own[field], line.fields[field]))
  if (common.length === 0) return undefined
  return t('directory:points.text', { points: common.map((field) => t(`directory:points.${field}`)).join(', ') })
}
