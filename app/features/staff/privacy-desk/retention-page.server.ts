/** What the page of retention shows: rules by class, and the last runs. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { keptNow } from '#app/domain/data-rights/retention.server.ts'
import { ENDING_CLASSES, type EndingClass, PERIODS, type Period, periodOf } from '#app/tenant/retention.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

const LASTING = ['person', 'account', 'shared', 'suppression'] as const

/** Some things end within rows that stay. */
function endsInColumns({ keep, money }: TenantConfig, kind: EndingClass): boolean {
  if (kind === 'basket') return true
  return (kind === 'publication' && keep.publications !== undefined) || (kind === 'origin' && money.keepsIp)
}

export async function readRetention(ctx: Ctx) {
  const { tenant, now, t } = ctx
  const { list, runs } = await ctx.sql(
    async (query) => {
      const rows = await query<
        RowOf<'retention_run', 'at'> & { counts: Record<string, number> }
      >(sql`SELECT "at", "counts" FROM "retention_run"
        WHERE "tenantId" = ${tenant.id} ORDER BY "at" DESC LIMIT 10`)
      return { list: await keptNow(query, tenant, now), runs: rows }
    },
    { statementTimeout: 15_000 },
  )
  const classes = ENDING_CLASSES.flatMap((kind) => {
    const rows = list.filter((one) => one.kind === kind)
    const period = periodOf(tenant.config.keep, kind)
    const standard: Period = PERIODS[kind]
    const sum = (key: 'kept' | 'next' | 'month') => rows.reduce((total, one) => total + one[key], 0)
    // A class of which the product has no table yet has nothing to show.
    if (rows.length === 0 && !endsInColumns(tenant.config, kind)) return []
    return [
      {
        ...{
          kind,
          text: periodText(t, period),
          own: period.months !== standard.months || period.days !== standard.days,
        },
        ...{ kept: sum('kept'), next: sum('next'), month: sum('month') },
      },
    ]
  })
  return {
    classes,
    lasting: LASTING,
    runs: runs.map(({ at, counts }) => ({
      at: at.toISOString(),
      rows: Object.values(counts).reduce((a, b) => a + b, 0),
    })),
  }
}
