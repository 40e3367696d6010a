/** Whom one names with `@` in a group: as one types, and in words that are sent (A12). */
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { FoundGroup } from '#app/domain/groups/find-groups.server.ts'
import { readPost, type ShownPost } from '#app/domain/groups/read-posts.server.ts'
import { type Place, suggestMentions, withIdentifiers } from '#app/domain/notices/name-mentions.server.ts'
import { titleOf } from '#app/domain/search/row.ts'
import { offeredAudience, writesIn } from '#app/policy/group.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { POST_AUDIENCES } from '#app/vocabulary/things.ts'
import { groupAt } from './open-group.server.ts'

/**
 * `?q=` with `article`, of an answer, or `audience`, of an article that is being written; for the group without.
 * @throws Response 403 for who writes nothing here, 404 for an article that they may not read
 */
export async function suggested(ctx: Ctx, slug: string) {
  const group = await ctx.sql((query) => groupAt(ctx, query, slug))
  if (!writesIn(ctx.ability, group)) throw forbidden()
  const { searchParams } = ctx.url
  const article = searchParams.get('article')
  const post = article ? await readPost(ctx, group.id, article) : undefined
  if (article && !post) throw notFound()
  const audience = offeredAudience(ctx.tenant.config, searchParams.get('audience') ?? 'group') ?? 'group'
  const lines = await suggestMentions(
    ctx,
    post ? placeOf(group, post) : { group, audience },
    searchParams.get('q') ?? '',
  )
  return lines.map((line) => ({ handle: line.handle, label: titleOf(line), address: line.address }))
}

/** Answers are read by whom the article is for. */
const placeOf = (group: FoundGroup, { audience }: ShownPost): Place => ({
  group,
  audience: isOneOf(POST_AUDIENCES, audience) ? audience : 'group',
})

/** @returns an answer's words with identifiers in place of names */
export const answerWords = (ctx: Ctx, { group, post }: { group: FoundGroup; post: ShownPost }, text: string) =>
  withIdentifiers(ctx, placeOf(group, post), text)
