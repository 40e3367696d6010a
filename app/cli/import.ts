/**
 * `npm run import -- --tenant <slug> <file> [--dry-run] [--sheet <name>] [--source <name>] [--mode people|lay]`: the
 * import of the admin page from the command line. The last line is JSON (interface.md, "Commands"); status 0 also when
 * lines were refused.
 */
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { CellIssue } from '#app/features/staff/imports/clean-row.ts'
import { importFile, resumeRuns } from '#app/features/staff/imports/import-file.server.ts'
import type { Decision, PlanCounts } from '#app/features/staff/imports/import-plan.ts'
import { ImportRefused } from '#app/features/staff/imports/import-refused.ts'
import { importTexts, issueText, reasonText, refusalText } from '#app/features/staff/imports/run-texts.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { keepHeapSmall } from '#app/server/small-heap.ts'
import { connect } from './connect.ts'
import { stopAll, untilStopped } from './until-stopped.ts'

const USAGE =
  'npm run import -- --tenant <slug> <file> [--dry-run] [--sheet <name>] [--source <name>] [--mode people|lay]'
const LISTED = 20

interface Wish {
  tenant: string
  file: string
  dryRun: boolean
  sheet?: string
  source?: string
  mode?: 'people' | 'lay'
}

/** @returns undefined for anything but one file and the known options. */
function readWish(args: string[]): Wish | undefined {
  const text = { type: 'string' } as const
  try {
    const options = { tenant: text, sheet: text, source: text, mode: text, 'dry-run': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const { tenant, sheet, source, mode } = values
    const [file, ...others] = positionals
    if (!tenant || !file || others.length > 0 || (mode && mode !== 'people' && mode !== 'lay')) return undefined
    return { tenant, file, dryRun: values['dry-run'] ?? false, sheet, source, mode: mode as Wish['mode'] }
  } catch {
    return undefined
  }
}

/** A bar that is written over on a terminal; a line per quarter elsewhere. */
function progressBar(): (step: string, done: number, all: number) => void {
  const isTerminal = process.stderr.isTTY
  let shown = ''
  return (step, done, all) => {
    const share = all > 0 ? done / all : 0
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░')
    const line = all > 0 ? `${step.padEnd(9)} ${bar} ${done}/${all}` : `${step.padEnd(9)} ${done} lines`
    const key = isTerminal ? line : `${step}${Math.floor(share * 4)}`
    if (key !== shown) process.stderr.write(isTerminal ? `\r\x1b[K${line}${share === 1 ? '\n' : ''}` : `${line}\n`)
    shown = key
  }
}

/** Which of several sheets was read, and what of it a spreadsheet program does not show. */
async function printSheet(tenantId: string, runId: string, t: ReturnType<typeof importTexts>): Promise<void> {
  const [run] = await inTenantSql(tenantId, (query) =>
    query<RowOf<'import_run', 'sheet' | 'sheets'> & { hidden: number | null }>(sql`
      SELECT "sheet", "sheets", ("mapping"->>'hidden')::int AS "hidden" FROM "import_run"
      WHERE "tenantId" = ${tenantId} AND "id" = ${runId}`),
  )
  const others = run?.sheets.filter((one) => one && one !== run.sheet) ?? []
  if (others.length) console.error(`sheet: ${run!.sheet}. ${t('columns.otherSheets', { sheets: others.join(', ') })}`)
  if (run?.hidden) console.error(`hidden: ${t('columns.hiddenLines', { count: run.hidden })}`)
}

type Listed = 'refused' | 'doubtful' | 'absent' | 'issues'
type Body = Decision & { reason?: string; issues?: CellIssue[] }

/** What a person has to look at, in the words of the page: lines left aside, values in doubt, people left out. */
async function printLists({ id: tenantId, config }: Tenant, runId: string): Promise<void> {
  const t = importTexts(translatorFor('fr', config))
  const why = (kind: Listed, { reason = '', issues = [] }: Body) => {
    if (kind === 'issues') return issues.map((issue) => issueText(t, issue)).join(' ')
    return kind === 'absent' ? '' : `(${reason}) ${reasonText(t, { kind, reason })}`
  }
  await printSheet(tenantId, runId, t)
  for (const kind of ['refused', 'doubtful', 'issues', 'absent'] as const) {
    const rows = await inTenantSql(tenantId, (query) =>
      query<RowOf<'import_decision', 'line' | 'label'> & { body: Body }>(sql`
        SELECT "line", "label", "body" FROM "import_decision" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}
          AND ${kind === 'issues' ? sql`"kind" IN ('create', 'update') AND "body"->'issues' <> '[]'` : sql`"kind" = ${kind}`}
        ORDER BY abs("line") LIMIT ${LISTED + 1}`),
    )
    for (const { line, label, body } of rows.slice(0, LISTED))
      console.error(line > 0 ? `${kind}: line ${line}, ${label || '–'} ${why(kind, body)}` : `${kind}: ${label}`)
    if (rows.length > LISTED) console.error(`${kind}: and more`)
  }
  const [erased] = await inTenantSql(tenantId, (query) =>
    query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "import_decision"
      WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "kind" = 'erased'`),
  )
  if (erased!.n > 0) console.error(`erased: ${t('counts.erased', { count: erased!.n, shown: erased!.n })}`)
}

/** The six words others rely on; lines left for a person to decide are told where there are any. */
function summary({ created, updated, unchanged, refused, merged, absent, doubtful }: PlanCounts): object {
  return { created, updated, unchanged, refused, merged, absent, ...(doubtful > 0 ? { doubtful } : {}) }
}

async function peopledTenant(slug: string): Promise<Tenant> {
  const tenant = await tenantOfSlug(slug)
  if (!tenant || tenant.config.kind === 'federation')
    throw new Error(`“${slug}” is no association with people of its own`)
  return tenant
}

/** As the page says it, with the code that programs know. */
function refusalOf(refusal: ImportRefused, { config }: Tenant): string {
  const t = importTexts(translatorFor('fr', config))
  return `${refusalText(t, refusal)} (${refusal.code})`
}

async function run({ tenant: slug, file, dryRun, sheet, source, mode }: Wish): Promise<void> {
  const path = resolve(file)
  await connect()
  const scope = await peopledTenant(slug)
  const resumed = await resumeRuns(scope)
  if (resumed > 0) console.error(`Ended ${resumed} interrupted ${resumed === 1 ? 'import' : 'imports'}`)
  const { counts } = await importFile({
    ...{ scope, path, fileName: basename(path), sheet, source, mode, dryRun },
    onProgress: progressBar(),
    onPlanned: (runId) => printLists(scope, runId),
  }).catch((error) => {
    throw error instanceof ImportRefused ? new Error(refusalOf(error, scope)) : error
  })
  console.log(JSON.stringify(summary(counts)))
}

// Small machines run this too.
keepHeapSmall('work')

untilStopped(async () => {
  const wish = readWish(process.argv.slice(2))
  if (wish) await run(wish)
  else console.error(USAGE)
  await stopAll(wish ? 0 : 2)
})
