import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ShownPost } from '#app/domain/groups/read-posts.server.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Pictures } from './pictures.tsx'
import { ByLine } from './words.tsx'

const EXCERPT = 280

/** The beginning of a text, whole words. */
function beginning(text: string): string {
  if (text.length <= EXCERPT) return text
  return `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…`
}

/** What else is to be said of an article: that it is pinned, and to its author where it stands. */
export function PostState({ post }: { post: Pick<ShownPost, 'state' | 'pinned' | 'audience' | 'changed'> }) {
  const { t } = useTranslation('groups')
  return (
    <>
      {post.pinned && <Badge>{t('pinned')}</Badge>}
      {post.state !== 'published' && <Badge tone="warning">{t(`states.${post.state}`)}</Badge>}
      {post.changed && <Badge tone="warning">{t('states.changed')}</Badge>}
    </>
  )
}

/** An article in the list of its group. */
export function PostCard({ post, group }: { post: ShownPost; group: string }) {
  const { t } = useTranslation('groups')
  return (
    <li className="card" data-post={post.id} data-state={post.state}>
      <h3 className="text-lg">
        <Anchor to={href.groupPost(group, post.id)}>{post.title}</Anchor> <PostState post={post} />
      </h3>
      <ByLine author={post.author} at={post.at} />
      <p className="reading my-2 whitespace-pre-line break-words">{beginning(post.text)}</p>
      <Pictures pictures={post.pictures.filter(({ state }) => state !== 'added')} group={group} />
      <p className="mt-2 text-sm text-muted">
        {t('comments.count', { count: post.comments })}
        {post.thanks > 0 && ` · ${t('thanks.count', { count: post.thanks })}`}
      </p>
    </li>
  )
}
