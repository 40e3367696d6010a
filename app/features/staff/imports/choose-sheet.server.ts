/** Another sheet of a file that is kept: read into an import of its own, which takes the place of the one before. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportRefused, type RefusalCode } from './import-refused.ts'
import { bringFile, handFileOver } from './kept-file.server.ts'
import type { RunPage } from './run-page.server.ts'
import { discardRun, stageFile } from './stage-file.server.ts'

export type SheetFault = { code: RefusalCode | 'unknown' | 'gone'; detail: Record<string, string | number> }

/** @returns the import that reads the sheet; or why there is none, with the one before as it was */
export async function chooseSheet(page: RunPage, sheet: string): Promise<{ runId: string } | { fault: SheetFault }> {
  const { ctx, run } = page
  if (!run.sheets.includes(sheet)) return { fault: { code: 'unknown', detail: {} } }
  if (sheet === run.sheet) return { runId: run.id }
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  try {
    const path = join(folder, 'file')
    if (!(await bringFile(ctx.tenant.id, run.id, path))) return { fault: { code: 'gone', detail: {} } }
    return { runId: await readInto(page, path, sheet) }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { fault: { code: error.code, detail: error.detail } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readInto({ ctx, run }: RunPage, path: string, sheet: string): Promise<string> {
  const { fileName, mode, source } = run
  const accountId = ctx.account?.accountId ?? null
  const next = await stageFile({ tenantId: ctx.tenant.id, path, fileName, mode, source, sheet, accountId })
  return ctx.sql(async (query) => {
    await handFileOver(query, ctx.tenant.id, run.id, next)
    if (await discardRun(query, ctx.tenant.id, run.id)) return next
    // Confirmed in another window meanwhile: that import goes on, and this one is of no use.
    await discardRun(query, ctx.tenant.id, next)
    return run.id
  })
}
