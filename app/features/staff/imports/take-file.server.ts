/** POST `/admin/imports`: the file comes in, is read into a run, and goes; or is refused in words. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ctx } from '#app/context/open.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import type { PlanMode } from './import-plan.ts'
import { ImportRefused, READ_LIMITS, type RefusalCode } from './import-refused.ts'
import { stageFile } from './stage-file.server.ts'

export interface FileRefusal {
  code: RefusalCode | 'no-file' | 'file-and-paste'
  detail: Record<string, string | number>
  fileName: string
  /** As it was typed, to be corrected. */
  sheet: string
  mode: PlanMode
  /** A table copied out of a spreadsheet, likewise. */
  pasted?: string
  /** More came than is taken in at all. */
  isUnread?: boolean
}

const SOURCES: Record<PlanMode, string> = { people: 'school', lay: 'official-list' }

/**
 * @returns the new run's id, or why the file is refused; the bytes themselves are kept only where another sheet may be
 * wanted
 */
export async function takeFile(ctx: Ctx, request: Request): Promise<{ runId: string } | { refusal: FileRefusal }> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  try {
    const form = await readUpload(request, READ_LIMITS.fileBytes, folder)
    if (form) return await stageForm(ctx, form, folder)
    const detail = { megabytes: Math.round(READ_LIMITS.fileBytes / 1048576) }
    return { refusal: { code: 'too-big', detail, fileName: '', sheet: '', mode: 'people', isUnread: true } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function stageForm(
  ctx: Ctx,
  form: FormData,
  folder: string,
): Promise<{ runId: string } | { refusal: FileRefusal }> {
  const file = form.get('file')
  const sheet = String(form.get('sheet') ?? '')
    .trim()
    .slice(0, 120)
  const mode: PlanMode = form.get('mode') === 'lay' ? 'lay' : 'people'
  const pasted = String(form.get('pasted') ?? '')
  const isFile = file instanceof File && file.name !== ''
  if (isFile === (pasted.trim() !== ''))
    return { refusal: { code: isFile ? 'file-and-paste' : 'no-file', detail: {}, fileName: '', sheet, mode, pasted } }
  const fileName = isFile ? file.name.replace(/^.*[\\/]/, '').slice(0, 200) : ctx.t('imports:upload.pastedName')
  try {
    const path = join(folder, 'file')
    await writeFile(path, isFile ? file.stream() : pasted)
    const about = { tenantId: ctx.tenant.id, path, fileName, mode, source: SOURCES[mode], keep: true }
    const accountId = ctx.account?.accountId ?? null
    return { runId: await stageFile({ ...about, accountId, ...(sheet && { sheet }) }) }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { refusal: { code: error.code, detail: error.detail, fileName, sheet, mode, pasted } }
  }
}
