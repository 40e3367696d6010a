/** `/groupes-federation` and its groups: one group of the associations of a federation (I16). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import {
  type CommonGroup,
  commonGroups,
  isInBase,
  joinCommonGroup,
  leaveCommonGroup,
} from '#app/domain/groups/common-groups.server.ts'
import { readCommonMembers } from '#app/domain/groups/common-members.server.ts'
import {
  COMMON_POST_ROWS,
  decideCommonPost,
  readCommonPosts,
  removeCommonPost,
  writeCommonPost,
} from '#app/domain/groups/common-posts.server.ts'
import { MEMBER_ROWS } from '#app/domain/groups/members.server.ts'
import { entersCommonGroups, keepsCommonGroups } from '#app/policy/common-group.rules.ts'

const LONGEST_TITLE = 120
const LONGEST_TEXT = 10_000

/** The gate of both pages. */
export async function openCommonGroups(args: Args): Promise<Ctx> {
  const ctx = await open(args, { needs: ['federation'] })
  if (!entersCommonGroups(ctx.tenant.config, ctx.ability)) throw forbidden()
  return ctx
}

export async function readCommonGroups(ctx: Ctx) {
  const groups = await ctx.sql((query) => commonGroups(ctx, query))
  return { title: ctx.t('common-groups:title'), groups }
}

async function groupAt(ctx: Ctx, query: Query, slug: string): Promise<CommonGroup> {
  const group = (await commonGroups(ctx, query)).find((one) => one.slug === slug)
  if (!group) throw notFound()
  return group
}

export async function readCommonGroup(ctx: Ctx, slug: string) {
  const { group, mayJoin } = await ctx.sql(async (query) => ({
    group: await groupAt(ctx, query, slug),
    mayJoin: await isInBase(ctx, query),
  }))
  const page = pageIn(ctx.url)
  const isList = ctx.url.searchParams.get('vue') === 'membres'
  const posts = group.opens && !isList ? await readCommonPosts(ctx, group, page) : []
  const members = group.opens && isList ? await readCommonMembers(ctx, group, page) : null
  const hasMore = isList ? page * MEMBER_ROWS < (members?.total ?? 0) : posts.length > COMMON_POST_ROWS
  const at = (to: number) => `${href.commonGroup(slug)}?${isList ? 'vue=membres&' : ''}page=${to}`
  return {
    title: group.name,
    group,
    mayJoin: mayJoin && !group.joined,
    keeps: keepsCommonGroups(ctx.tenant.config, ctx.ability),
    posts: posts.slice(0, COMMON_POST_ROWS),
    members,
    page,
    previous: page > 1 ? at(page - 1) : null,
    next: hasMore ? at(page + 1) : null,
  }
}
export type CommonPage = Awaited<ReturnType<typeof readCommonGroup>>

/** POST `intent` = `join`, `leave`, `write` (`title`, `text`), `answer` (`post`, `text`), `remove`, `hide`, `show`. */
export async function changeCommonGroup(ctx: Ctx, slug: string, form: FormData) {
  const [intent, post, title, text] = ['intent', 'post', 'title', 'text'].map((name) =>
    String(form.get(name) ?? '').trim(),
  )
  const outcome = await ctx.sql(
    async (query) => {
      const group = await groupAt(ctx, query, slug)
      if (intent === 'join') return joinCommonGroup(ctx, query, group.id)
      if (intent === 'leave') return leaveCommonGroup(ctx, query, group.id)
      if (!group.opens) throw forbidden()
      if (intent === 'write' || intent === 'answer')
        return write(ctx, query, group, { title: title!, text: text!, answerTo: intent === 'answer' ? post! : null })
      if (!isUuid(post!)) throw notFound()
      if (intent === 'remove') return removeCommonPost(ctx, query, post!)
      if (!keepsCommonGroups(ctx.tenant.config, ctx.ability)) throw forbidden()
      await decideCommonPost(ctx, query, { id: post!, because: intent === 'hide' ? text! : null })
      await audit(query, ctx, intent === 'hide' ? 'group.hidden' : 'group.shown', { subjectId: post! })
    },
    { signal: undefined },
  )
  if (outcome) return data({ fault: outcome, typed: { title: title!, text: text! } }, { status: 422 })
  return redirect(href.commonGroup(slug), 303)
}

async function write(
  ctx: Ctx,
  query: Query,
  group: CommonGroup,
  words: { title: string; text: string; answerTo: string | null },
): Promise<'title' | 'text' | undefined> {
  if (!group.joined) throw forbidden()
  const { answerTo, title, text } = words
  if (answerTo === null && (title === '' || title.length > LONGEST_TITLE)) return 'title'
  if (text === '' || text.length > LONGEST_TEXT) return 'text'
  if (answerTo !== null && !isUuid(answerTo)) throw notFound()
  const answer = { text, answerTo, title: answerTo === null ? title : '' }
  if (!(await writeCommonPost(ctx, query, group, answer))) throw notFound()
  return undefined
}
