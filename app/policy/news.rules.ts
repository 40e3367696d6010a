/** Who comments on the association's news, says thanks for them, and takes a comment out of sight (S3, A21). Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { ThingAudience, ThingState } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/** News that the viewer reads, as far as rules ask about them. */
export interface RuledNews {
  audience: string
  /** They are open to comments. */
  comments: boolean
  /** They stand on the page of news now. */
  shown: boolean
}

type Config = Pick<TenantConfig, 'news' | 'posts'>

/** @returns true where a person of the base may say thanks for news they read */
export function thanksForNews(config: Config, ability: Ability, { audience, shown }: RuledNews): boolean {
  return config.news.comments && shown && audience !== 'staff' && ability.viewer.personId !== undefined
}

/** @returns true where a person of the base may comment on news they read */
export function commentsOnNews(config: Config, ability: Ability, news: RuledNews): boolean {
  return news.comments && thanksForNews(config, ability, news)
}

/**
 * @returns for whom comments on news are: as the news, but within the base. What members say under public news is not
 *   for search engines
 */
export function audienceOfComments(news: string): ThingAudience {
  return news === 'public' ? 'network' : (news as ThingAudience)
}

/** @returns the state in which a comment begins (A21); who keeps news or moderates waits for nobody */
export function firstCommentState(config: Config, ability: Ability): ThingState {
  const isTrusted = may(ability, 'content') || may(ability, 'moderation')
  return config.posts.moderation === 'before' && !isTrusted ? 'pending' : 'published'
}

/** @returns true where the viewer wrote the comment */
export function ownsComment({ viewer }: Ability, { personId }: { personId: string | null }): boolean {
  return personId !== null && personId === viewer.personId
}

/** @returns true where the viewer may take the comment out of sight: its author, who keeps news, who moderates */
export function hidesComment(ability: Ability, comment: { personId: string | null }): boolean {
  return ownsComment(ability, comment) || may(ability, 'content') || may(ability, 'moderation')
}
