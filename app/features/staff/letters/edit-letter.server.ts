/** `/admin/lettres/:letter`: a draft, block by block; every button keeps what is typed (S12). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { judgePicture, type PictureError } from '#app/domain/content/pictures.server.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { type Audience, audienceSchema, mailLists } from '#app/domain/letters/audience.server.ts'
import { type Block, blocksSchema, MOST_BLOCKS, newBlock, SUBJECT_LENGTH } from '#app/domain/letters/blocks.ts'
import { type KeptLetter, readLetter, saveLetter } from '#app/domain/letters/letters.server.ts'
import { addLetterPicture, removeLetter, takeDownPictures } from '#app/domain/letters/pictures.server.ts'
import { fillTags, NO_VALUES } from '#app/domain/letters/tags.ts'
import { type LetterThingKind, readThings } from '#app/domain/letters/things.server.ts'
import { letterCriteria, narrowsLetters } from '#app/policy/letter.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { CRITERIA } from '#app/vocabulary/criteria.ts'
import { BLOCK_KINDS } from '#app/vocabulary/letters.ts'

/** @throws Response 404 where there is no such letter */
export async function findLetter(ctx: Ctx, id: string): Promise<KeptLetter> {
  const letter = await ctx.sql((query) => readLetter(query, ctx.tenant.id, id))
  if (!letter) throw notFound()
  return letter
}

/** @returns its subject as who has no name reads it */
export const titleOf = (ctx: Pick<Ctx, 't'>, { subject }: Pick<KeptLetter, 'subject'>): string =>
  fillTags(subject, NO_VALUES) || ctx.t('letters:untitled')

const labelOf = (title: string, where: string | null): string => (where ? `${title} (${where})` : title)

export async function readLetterPage(ctx: Ctx, id: string) {
  const letter = await findLetter(ctx, id)
  if (letter.state !== 'draft') throw redirect(href.letterSending(id))
  const { tenant, language, now } = ctx
  const [things, groups] = await ctx.sql(async (query) => [
    await readThings(query, tenant, ['article', 'event', 'offer'], { reader: ctx, now }),
    narrowsLetters(ctx.ability) ? await findGroups(ctx, query) : [],
  ])
  const choices = (kind: LetterThingKind) =>
    things
      .filter((one) => one.kind === kind)
      .map(({ id: value, title, where }) => ({ value, label: labelOf(title, where) }))
  return {
    title: titleOf(ctx, letter),
    id,
    subject: letter.subject,
    blocks: letter.blocks,
    audience: letter.audience,
    narrows: narrowsLetters(ctx.ability),
    criteria: letterCriteria(ctx.tenant.config).map((criterion) => ({ criterion, field: CRITERIA[criterion] })),
    lists: mailLists(tenant).map((one) => ({ value: one.id, label: one.name[language] })),
    groups: groups.flatMap((one) => (one.state === 'open' ? [{ value: one.id, label: one.name }] : [])),
    things: { article: choices('article'), event: choices('event'), offer: choices('offer') },
    outcome: ctx.url.searchParams.get('fait'),
  }
}

const typedText = (form: FormData, name: string) => String(form.get(name) ?? '').replace(/\r\n?/g, '\n')

/** Blocks as the form numbers them: `b1-kind`, `b1-text` … */
function blocksOf(form: FormData): Block[] {
  const blocks: unknown[] = []
  for (let i = 1; i <= MOST_BLOCKS && form.has(`b${i}-kind`); i++) {
    const kind = form.get(`b${i}-kind`)
    if (!isOneOf(BLOCK_KINDS, String(kind))) continue
    const names = Object.keys(newBlock(kind as Block['kind'])).filter((name) => name !== 'kind')
    const typed = names.map((name) => [name, typedText(form, `b${i}-${name}`)])
    blocks.push({ kind, ...Object.fromEntries(typed) })
  }
  return blocksSchema.parse(blocks)
}

const yearOf = (typed: string) => (/^\d{4}$/.test(typed.trim()) ? Number(typed) : null)

function audienceOf(ctx: Ctx, form: FormData, before: Audience): Audience {
  const list = typedText(form, 'list')
  const kept = mailLists(ctx.tenant).some(({ id }) => id === list) ? list : before.list
  if (!narrowsLetters(ctx.ability)) return { ...before, list: kept }
  const towns = typedText(form, 'towns')
    .split(/[,;\n]/)
    .map((town) => town.trim())
  return audienceSchema.parse({
    list: kept,
    paidUp: typedText(form, 'paidUp') || 'any',
    from: yearOf(typedText(form, 'from')),
    until: yearOf(typedText(form, 'until')),
    towns: towns.filter(Boolean).slice(0, 30),
    groups: form.getAll('groups').map(String).slice(0, 30),
    search: Object.fromEntries(
      letterCriteria(ctx.tenant.config)
        .map((one) => [one, typedText(form, `search-${one}`).trim().slice(0, 120)] as const)
        .filter(([, value]) => value),
    ),
  })
}

function move(blocks: readonly Block[], from: number, to: number): Block[] {
  const block = blocks[from]
  if (!block || to < 0 || to >= blocks.length) return [...blocks]
  const rest = blocks.filter((_, i) => i !== from)
  return [...rest.slice(0, to), block, ...rest.slice(to)]
}

/** @returns the blocks as a button leaves them, and the block to look at then, from 1 */
function pressed(blocks: Block[], intent: string): { blocks: Block[]; at: number } {
  const [what = '', which = ''] = intent.split('-')
  const i = Number(which) - 1
  if (what === 'add' && isOneOf(BLOCK_KINDS, which) && blocks.length < MOST_BLOCKS)
    return { blocks: [...blocks, newBlock(which)], at: blocks.length + 1 }
  if (what === 'up') return { blocks: move(blocks, i, i - 1), at: Math.max(i, 1) }
  if (what === 'down') return { blocks: move(blocks, i, i + 1), at: Math.min(i + 2, blocks.length) }
  if (what === 'remove') return { blocks: blocks.filter((_, at) => at !== i), at: 0 }
  return { blocks, at: 0 }
}

/** Takes files that came for picture blocks. @returns the first that was refused, by its block */
async function takePictures(ctx: Ctx, id: string, blocks: Block[], form: FormData) {
  for (const [i, block] of blocks.entries()) {
    const file = form.get(`b${i + 1}-file`)
    if (block.kind !== 'picture' || !(file instanceof Blob) || file.size === 0) continue
    const judged = await judgePicture(file, ctx.tenant.id)
    if ('error' in judged) return { at: i + 1, error: judged.error }
    block.picture = await addLetterPicture(ctx, id, judged)
  }
  return undefined
}

export interface LetterAnswer {
  error: 'long' | 'gone' | 'file'
  picture?: { at: number; error: PictureError }
}

/** POST `intent`: `save`, `check`, `add-<kind>`, `up-<n>`, `down-<n>`, `remove-<n>`, `delete`. */
export async function changeLetter(ctx: Ctx, id: string, form: FormData | undefined) {
  const letter = await findLetter(ctx, id)
  const refuse = (answer: LetterAnswer, status: number) => data(answer, { status })
  if (!form) return refuse({ error: 'file' }, 413)
  const intent = String(form.get('intent') ?? 'save')
  if (letter.state !== 'draft') return refuse({ error: 'gone' }, 409)
  if (intent === 'delete') {
    await removeLetter(ctx, id)
    return redirect(`${href.letters}?fait=removed`, 303)
  }
  const subject = typedText(form, 'subject').replace(/\s+/g, ' ').trim().slice(0, SUBJECT_LENGTH)
  let typed: { blocks: Block[]; audience: Audience }
  try {
    typed = { blocks: blocksOf(form), audience: audienceOf(ctx, form, letter.audience) }
  } catch {
    return refuse({ error: 'long' }, 422)
  }
  const picture = await takePictures(ctx, id, typed.blocks, form)
  const { blocks, at } = pressed(typed.blocks, intent)
  const kept = await ctx.sql((query) =>
    saveLetter(query, ctx.tenant.id, { id, subject, blocks, audience: typed.audience }),
  )
  if (!kept) return refuse({ error: 'gone' }, 409)
  const shown = blocks.flatMap((block) => (block.kind === 'picture' ? [block.picture] : []))
  await takeDownPictures(ctx, id, { unless: shown })
  if (picture) return refuse({ error: 'file', picture }, picture.error === 'large' ? 413 : 422)
  if (intent === 'check') return redirect(href.letterSending(id), 303)
  return redirect(`${href.letter(id)}?fait=saved${at > 0 ? `#bloc-${at}` : ''}`, 303)
}
