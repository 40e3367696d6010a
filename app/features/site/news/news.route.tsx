import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Newspaper from 'lucide-react/icons/newspaper'
import Rss from 'lucide-react/icons/rss'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { NewsCard } from '#app/domain/content/news-card.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { readNewsPage } from './news.server.ts'

/** GET `/actualites` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewsPage(await open(args))
}

export const meta = pageMeta
export const links = () => [{ rel: 'alternate', type: 'application/atom+xml', href: href.newsFeed }]

export default function News() {
  const { t } = useTranslation('news')
  const { title, lines, total, categories, all, writes, page, pages, previous, next } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        actions={
          <>
            {writes && <LinkButton to={href.newsNew}>{t('write')}</LinkButton>}
            <LinkButton look="quiet" icon={Rss} to={href.newsFeed}>
              {t('feed')}
            </LinkButton>
          </>
        }
      />
      {categories.length > 1 && (
        <Tabs
          label={t('categories')}
          tabs={[
            { to: all.to, text: t('all'), current: all.current },
            ...categories.map(({ to, name, current }) => ({ to, text: name, current })),
          ]}
        />
      )}
      {lines.length === 0 ? (
        <EmptyState icon={Newspaper} title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="news-list" data-total={total}>
          {lines.map((one, i) => (
            <NewsCard key={one.id} one={one} first={i < 3} />
          ))}
        </ul>
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page, pages })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </>
  )
}
