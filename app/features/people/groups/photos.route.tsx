import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Images from 'lucide-react/icons/images'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { pageIn } from '#app/context/page-in.ts'
import { GALLERY_ROWS, readGallery } from '#app/domain/groups/post-pictures.server.ts'
import { seesMembers } from '#app/policy/group.rules.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { GroupTabs } from './group-tabs.tsx'
import { groupAt, openGroups } from './open-group.server.ts'
import { Picture } from './pictures.tsx'

/** GET `/groupes/:group/photos`: pictures of the articles that the viewer reads (I15). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openGroups(args)
  const group = await ctx.sql((query) => groupAt(ctx, query, args.params.group ?? ''))
  const page = pageIn(ctx.url)
  const pictures = await readGallery(ctx, group.id, page)
  const at = (to: number) => `${href.groupPhotos(group.slug)}?page=${to}`
  return {
    title: ctx.t('groups:photos.of', { name: group.name }),
    group: { slug: group.slug, name: group.name },
    inside: seesMembers(ctx.ability, group.id),
    pictures: pictures.slice(0, GALLERY_ROWS),
    page,
    previous: page > 1 ? at(page - 1) : null,
    next: pictures.length > GALLERY_ROWS ? at(page + 1) : null,
  }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Photos() {
  const { t } = useTranslation('groups')
  const { title, group, inside, pictures, page, previous, next } = useLoaderData<typeof loader>()
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: t('photos.title') },
  ]
  return (
    <div className="stack" data-group={group.slug}>
      <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <GroupTabs slug={group.slug} current="photos" inside={inside} />
      {pictures.length === 0 ? (
        <EmptyState icon={Images} title={t('photos.none')}>
          <p>{t('photos.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="gallery">
          {pictures.map((one) => (
            <li key={one.id} data-post={one.post.id}>
              <figure>
                <Picture one={one} group={group.slug} />
                <figcaption>
                  <Anchor to={href.groupPost(group.slug, one.post.id)}>{one.post.title}</Anchor>
                </figcaption>
              </figure>
            </li>
          ))}
        </ul>
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </div>
  )
}
