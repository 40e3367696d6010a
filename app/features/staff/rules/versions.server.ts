/** Versions of the association's rules with what each changed, in the association's own words (C2). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { type Consequence, diffTenants } from '#app/tenant/diff.ts'
import { changeText, consequenceText } from '#app/tenant/diff-words.ts'
import { type TenantConfig, tenantSchema } from '#app/tenant/schema.ts'

export interface VersionLine {
  number: number
  author: string
  appliedAt: string
  inForce: boolean
  /** Absent for the first version. */
  changes?: string[]
  consequences?: string[]
}

interface Row extends RowOf<'tenant_version', 'number' | 'author' | 'appliedAt' | 'diff'> {
  config: unknown
  previous: unknown
}

/** @returns the last fifty, newest first. */
export function readVersions(ctx: Ctx): Promise<VersionLine[]> {
  return ctx.sql(async (query) => {
    const rows = await query<Row>(sql`
      SELECT v."number", v."author", v."appliedAt", v."config", v."diff",
        lag(v."config") OVER (ORDER BY v."number") AS "previous"
      FROM "tenant_version" v WHERE v."tenantId" = ${ctx.tenant.id} ORDER BY v."number" DESC LIMIT 50`)
    return rows.map((row) => ({
      number: row.number,
      author: row.author,
      appliedAt: row.appliedAt.toISOString(),
      inForce: row.number === ctx.tenant.version,
      ...(row.previous ? changesOf(ctx, row) : {}),
    }))
  })
}

/**
 * A configuration of long ago may not be readable by today's schema: then what was written down at the time is shown.
 */
function changesOf(ctx: Ctx, { previous, config, diff }: Row): Pick<VersionLine, 'changes' | 'consequences'> {
  const [from, to] = [previous, config].map((one) => tenantSchema.safeParse(one))
  if (!from?.success || !to?.success) return { changes: diff.split('\n').filter(Boolean), consequences: [] }
  return wordsOf(ctx, from.data, to.data)
}

function wordsOf(ctx: Ctx, from: TenantConfig, to: TenantConfig) {
  const { changes, consequences } = diffTenants(from, to)
  return {
    changes: changes.map(changeText),
    consequences: consequences.map((one) => consequenceText(inOwnWords(ctx, one), ctx.language)),
  }
}

/** Roles, fields and audiences under the names that the association gives them. */
function inOwnWords({ t }: Ctx, one: Consequence): Consequence {
  const said = { ...one } as Record<string, unknown>
  if (typeof said.role === 'string') said.role = t(`roles.${said.role}`, { defaultValue: said.role })
  if (typeof said.action === 'string') said.action = t(`errors:taskNames.${said.action}`, { defaultValue: said.action })
  if (typeof said.field === 'string') said.field = t(`fields.${said.field}`)
  if ('limit' in one) Object.assign(said, { from: t(`audiences.${one.from}`), to: t(`audiences.${one.to}`) })
  return said as unknown as Consequence
}
