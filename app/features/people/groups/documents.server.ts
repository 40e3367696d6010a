/** `/groupes/:group/documents`: what the group keeps, by folder, and what may be done with it (I15). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fileAnswer, judgeFile } from '#app/domain/files/judge-file.server.ts'
import type { FoundGroup } from '#app/domain/groups/find-groups.server.ts'
import {
  addDocument,
  findDocument,
  readDocuments,
  removeDocument,
  renameFolder,
  type ShownDocument,
} from '#app/domain/groups/group-documents.server.ts'
import { markShown } from '#app/domain/notices/mark-seen.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { addsDocuments, firstState, opensDocuments, runsGroup } from '#app/policy/group.rules.ts'
import { groupAt } from './open-group.server.ts'

const DOCUMENT_LENGTH = 120
const FOLDER_LENGTH = 60

/** @throws Response 403 for who is not of the group, as its list of people does */
async function demandReader(ctx: Ctx, slug: string): Promise<FoundGroup> {
  const group = await ctx.sql((query) => groupAt(ctx, query, slug))
  if (!opensDocuments(ctx.ability, group.id)) throw forbidden()
  return group
}

export interface Folder {
  name: string
  documents: ShownDocument[]
}

function foldersOf(documents: readonly ShownDocument[]): Folder[] {
  const folders = new Map<string, ShownDocument[]>()
  for (const one of documents) folders.set(one.folder, [...(folders.get(one.folder) ?? []), one])
  return [...folders].map(([name, its]) => ({ name, documents: its }))
}

export async function readDocumentsPage(ctx: Ctx, slug: string) {
  const group = await demandReader(ctx, slug)
  const documents = await readDocuments(ctx, group.id)
  return {
    title: ctx.t('groups:documents.of', { name: group.name }),
    formKey: uuidv7(),
    group: { slug: group.slug, name: group.name, closed: group.state === 'closed' },
    folders: foldersOf(documents),
    total: documents.length,
    adds: addsDocuments(ctx.ability, group),
    runs: runsGroup(ctx.ability, group.id),
    readFirst: firstState(ctx.tenant.config, ctx.ability, group.id) === 'pending',
    done: ctx.url.searchParams.get('fait'),
  }
}

/** The file for this one viewer. @throws Response 404, the same for each reason */
export async function documentFile(ctx: Ctx, slug: string, id: string): Promise<Response> {
  const row = await ctx.sql(async (query) => {
    const group = await groupAt(ctx, query, slug)
    return opensDocuments(ctx.ability, group.id) ? findDocument(ctx, query, group.id, id) : undefined
  })
  const store = fileStore(env().FILES_URL)
  if (!row || !(await store.has(row.fileKey))) throw notFound()
  await markShown(ctx, id)
  return fileAnswer(await store.read(row.fileKey), row.contentType, row.title)
}

const typedIn = (form: FormData | undefined) => (name: string, most: number) =>
  String(form?.get(name) ?? '')
    .trim()
    .slice(0, most)

/**
 * POST `intent`: `add` (`file`, `title`, `folder`), `remove` (`document`), `rename` (`from`, `to`).
 * @param form undefined where more came than a file may have
 */
export async function changeDocuments(ctx: Ctx, slug: string, form: FormData | undefined) {
  const group = await demandReader(ctx, slug)
  const intent = form ? String(form.get('intent') ?? 'add') : 'add'
  const typed = typedIn(form)
  const to = (outcome?: string) => redirect(`${href.groupDocuments(slug)}${outcome ? `?fait=${outcome}` : ''}`, 303)
  if (intent === 'add') return add(ctx, group, form)
  if (intent === 'remove') return to((await removeDocument(ctx, group, typed('document', 40))) ? 'removed' : undefined)
  if (intent !== 'rename' || !runsGroup(ctx.ability, group.id)) return to()
  const names = { from: typed('from', FOLDER_LENGTH), to: typed('to', FOLDER_LENGTH) }
  if (names.to === '') return to()
  return to((await ctx.sql((query) => renameFolder(ctx, query, group.id, names))) ? 'renamed' : undefined)
}

export type DocumentFault = 'title' | 'none' | 'fileKind' | 'fileLarge' | 'fileBusy' | 'full'

async function add(ctx: Ctx, group: FoundGroup, form: FormData | undefined) {
  if (!addsDocuments(ctx.ability, group)) throw forbidden()
  const typed = typedIn(form)
  const words = { title: typed('title', DOCUMENT_LENGTH), folder: typed('folder', FOLDER_LENGTH) }
  const refuse = (error: DocumentFault) => data({ error, typed: words }, { status: 422 })
  if (!form) return refuse('fileLarge')
  if (words.title === '') return refuse('title')
  const file = await judgeFile(form.get('file'), ctx.tenant.id)
  if (!file || 'error' in file) return refuse(file?.error ?? 'none')
  const state = await addDocument(ctx, group, file, words)
  if (state === 'full') return refuse('full')
  return redirect(`${href.groupDocuments(group.slug)}?fait=${state === 'pending' ? 'pending' : 'added'}`, 303)
}
