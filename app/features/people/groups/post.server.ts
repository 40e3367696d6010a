/** An article of a group, what is answered, and what may be done about it (E7, I15). */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { readCommentThanks, thankComment } from '#app/domain/groups/comment-thanks.server.ts'
import { type FoundGroup, keepRow } from '#app/domain/groups/find-groups.server.ts'
import { keepPictures, MOST_PICTURES } from '#app/domain/groups/post-pictures.server.ts'
import { COMMENT_ROWS, readComments, readPost, type ShownPost } from '#app/domain/groups/read-posts.server.ts'
import { addComment, addPost, changePost, hideThing, pinPost, thank } from '#app/domain/groups/write-posts.server.ts'
import { applyChoices, choose, readChoices } from '#app/domain/notices/choices.server.ts'
import { markSeen, ofArticle } from '#app/domain/notices/mark-seen.server.ts'
import { withIdentifiers } from '#app/domain/notices/name-mentions.server.ts'
import { visibleMentions } from '#app/domain/notices/visible-mentions.server.ts'
import { firstState, offeredAudience, postSteps, thanksIn, writesIn } from '#app/policy/group.rules.ts'
import type { PostStep } from '#app/policy/group-steps.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { answerWords } from './mentions.server.ts'
import { groupAt } from './open-group.server.ts'
import { sentPictures } from './sent-pictures.server.ts'

export const TITLE_LENGTH = 120
export const TEXT_LENGTH = 10_000
export const COMMENT_LENGTH = 2_000
const BECAUSE_LENGTH = 500

interface Found {
  group: FoundGroup
  post: ShownPost
}

/** @throws Response 404 for an article that this viewer may not read, as for one that is not there */
async function find(ctx: Ctx, slug: string, id: string): Promise<Found> {
  const group = await ctx.sql((query) => groupAt(ctx, query, slug))
  const post = await readPost(ctx, group.id, id)
  if (!post) throw notFound()
  return { group, post }
}

export async function readPostPage(ctx: Ctx, slug: string, id: string) {
  const { group, post } = await find(ctx, slug, id)
  const page = pageIn(ctx.url)
  const comments = await readComments(ctx, post.id, page)
  await markRead(ctx, post.id)
  const hears = await hearsOf(ctx, post.id)
  const shown = comments.slice(0, COMMENT_ROWS)
  const ids = shown.map(({ id }) => id)
  const thanks = await readCommentThanks(ctx, ids)
  const at = (to: number) => `${href.groupPost(group.slug, post.id)}?page=${to}`
  return {
    title: post.title,
    formKey: uuidv7(),
    group: { slug: group.slug, name: group.name },
    post,
    comments: shown.map((comment) => ({ ...comment, ...(thanks.get(comment.id) ?? NO_THANKS) })),
    thanks: thanksIn(group, group.mine),
    mentions: await visibleMentions(ctx, [post.text, ...shown.map(({ text }) => text)]),
    steps: stepsOn(ctx, { group, post }),
    hears,
    page,
    previous: page > 1 ? at(page - 1) : null,
    next: comments.length > COMMENT_ROWS ? at(page + 1) : null,
    done: ctx.url.searchParams.get('fait'),
  }
}

const NO_THANKS = { thanks: 0, thanked: false }

/** Its own notices are no news once it was shown; nothing is asked where none is unread. */
async function markRead({ sql: work, tenant, account, now, standIn }: Ctx, postId: string): Promise<void> {
  const unread = account?.notices.some((one) => one.post?.id === postId && one.kind !== 'waiting')
  if (!account || !unread || standIn) return
  await work((query) => markSeen({ query, tenant, now }, account.accountId, ofArticle(tenant.id, postId)))
}

const stepsOn = ({ ability }: Ctx, { group, post }: Found): PostStep[] => postSteps(ability, group, group.mine, post)

/** POST `intent`: a step of `POST_STEPS`, or `hide-comment`. */
export async function changePostPage(ctx: Ctx, { slug, id }: { slug: string; id: string }, form: FormData) {
  const found = await find(ctx, slug, id)
  const intent = String(form.get('intent') ?? '')
  const here = href.groupPost(found.group.slug, found.post.id)
  if (intent === 'answer') return answer(ctx, found, { here, text: String(form.get('text') ?? '').trim() })
  if (intent === 'thank-comment') return thankAnswer(ctx, found, { here, id: String(form.get('comment') ?? '') })
  if (intent === 'hear') return hear(ctx, found.post.id, { here, volume: form.get('volume') })
  const because = String(form.get('because') ?? '')
    .trim()
    .slice(0, BECAUSE_LENGTH)
  const done =
    intent === 'hide-comment'
      ? await hideComment(ctx, found.post.id, String(form.get('comment') ?? ''), because || null)
      : await act(ctx, found, intent, because || null)
  return redirect(done ? `${here}?fait=${intent}` : here, 303)
}

/** @returns what the reader chose for this article alone; null for as the group, undefined for who chooses nothing */
async function hearsOf({ sql: work, tenant, account, standIn }: Ctx, postId: string) {
  if (!account || standIn) return undefined
  const { item } = await work((query) => readChoices({ query, tenant }, account.accountId))
  return item.get(postId) ?? null
}

/** POST `intent=thank-comment`, `comment`: « Merci » to who answered, pressed again taken back. */
async function thankAnswer(ctx: Ctx, { group, post }: Found, { here, id }: { here: string; id: string }) {
  if (!thanksIn(group, group.mine)) throw forbidden()
  await ctx.sql((query) => thankComment(ctx, query, { postId: post.id, id }))
  return redirect(`${here}#reponses`, 303)
}

/** POST `intent=hear`: of this article by mail at once, never, or as of the group (A23). */
async function hear({ sql: work, tenant, account, now }: Ctx, postId: string, to: { here: string; volume: unknown }) {
  const volume = isOneOf(HEARD, to.volume) ? to.volume : null
  if (account)
    await work(async (query) => {
      const unit = { query, tenant, now }
      await choose(unit, account.accountId, { scope: 'item', about: postId, volume })
      await applyChoices(unit, account.accountId)
    })
  return redirect(`${to.here}?fait=hear`, 303)
}

const HEARD = ['mail', 'never'] as const

async function answer(ctx: Ctx, found: Found, { here, text }: { here: string; text: string }) {
  if (!stepsOn(ctx, found).includes('answer')) throw forbidden()
  if (text === '' || text.length > COMMENT_LENGTH)
    return data({ error: text === '' ? ('empty' as const) : ('long' as const), text }, { status: 422 })
  const words = await answerWords(ctx, found, text)
  const added = await ctx.sql((query) => addComment(ctx, query, { postId: found.post.id, text: words }))
  if (!added) throw notFound()
  return redirect(`${here}?fait=${added.state === 'pending' ? 'pending' : 'answer'}#reponses`, 303)
}

/** @returns whether the intent is one that this viewer may carry out here */
async function act(ctx: Ctx, found: Found, intent: string, because: string | null): Promise<boolean> {
  const { id } = found.post
  const step = stepsOn(ctx, found).find((one) => one === intent)
  if (step === 'thank') await ctx.sql((query) => thank(ctx, query, id))
  else if (step === 'pin' || step === 'unpin') await ctx.sql((query) => pinPost(ctx, query, id, step === 'pin'))
  else if (step === 'hide' || step === 'show')
    await ctx.sql((query) => hideThing(ctx, query, 'post', { id, hidden: step === 'hide', because }))
  else return false
  return true
}

async function hideComment(ctx: Ctx, postId: string, id: string, because: string | null): Promise<boolean> {
  for (let page = 1; ; page++) {
    const comments = await readComments(ctx, postId, page)
    const comment = comments.find((one) => one.id === id)
    if (comment?.mayHide) await ctx.sql((query) => hideThing(ctx, query, 'comment', { id, hidden: true, because }))
    if (comment || comments.length <= COMMENT_ROWS) return comment?.mayHide ?? false
  }
}

/** The form of a new article, or of one's own. @throws Response 403 for who writes nothing here, 404 as {@link find} */
export async function readWriting(ctx: Ctx, slug: string, id: string | undefined) {
  const { group, post } = id ? await find(ctx, slug, id) : { group: await groupOf(ctx, slug), post: undefined }
  const may = post ? stepsOn(ctx, { group, post }).includes('change') : writesIn(ctx.ability, group)
  if (!may) throw forbidden()
  const { audiences } = ctx.tenant.config.posts
  return {
    title: ctx.t(post ? 'groups:write.change' : 'groups:write.title'),
    formKey: uuidv7(),
    group: { slug: group.slug, name: group.name },
    id: post?.id ?? null,
    words: post && {
      title: post.changed?.title ?? post.title,
      text: post.changed?.text ?? post.text,
      audience: post.changed?.audience ?? post.audience,
    },
    pictures: post?.pictures ?? [],
    most: MOST_PICTURES,
    audiences: [...audiences],
    readFirst: firstState(ctx.tenant.config, ctx.ability, group.id) === 'pending',
  }
}

const groupOf = (ctx: Ctx, slug: string) => ctx.sql((query) => groupAt(ctx, query, slug))

/** @param form undefined where more came than the pictures of one article may have */
export async function writePost(ctx: Ctx, { slug, id }: { slug: string; id: string | undefined }, form?: FormData) {
  const { pictures } = await readWriting(ctx, slug, id)
  if (!form) return data({ errors: { picture1: 'fileLarge' }, typed: undefined, alts: {} }, { status: 422 })
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { title: text('title'), text: text('text'), audience: text('audience') }
  const audience = offeredAudience(ctx.tenant.config, typed.audience)
  const kept = pictures.filter(({ state }) => state !== 'removed').length
  const sent = await sentPictures(form, ctx.tenant.id, MOST_PICTURES - kept)
  const errors: Record<string, string> = {
    ...sent.errors,
    ...(typed.title === '' || typed.title.length > TITLE_LENGTH ? { title: 'title' } : {}),
    ...(typed.text === '' || typed.text.length > TEXT_LENGTH ? { text: 'text' } : {}),
    ...(audience ? {} : { audience: 'audience' }),
  }
  if (!audience || Object.keys(errors).length > 0) return data({ errors, typed, alts: sent.alts }, { status: 422 })
  const group = await groupOf(ctx, slug)
  const named = await withIdentifiers(ctx, { group, audience }, typed.text)
  const words = { title: typed.title, text: named, audience }
  const written = await keepPictures(ctx.tenant.id, sent.add, (add) =>
    ctx.sql(async (query) => {
      const changes = { add, remove: sent.remove }
      if (id) return changePost(ctx, query, { id, groupId: group.id, words, pictures: changes })
      await keepRow(ctx, query, group)
      return addPost(ctx, query, group, { ...words, pictures: changes })
    }),
  )
  await dropFiles(ctx.tenant.id, written.loose)
  const done = written.state === 'pending' ? 'pending' : id ? 'changed' : 'written'
  return redirect(`${href.groupPost(group.slug, written.id)}?fait=${done}`, 303)
}
