import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Contact from 'lucide-react/icons/contact'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Title, Value } from '#app/domain/search/person-line.tsx'
import { titleOf } from '#app/domain/search/row.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Avatar } from '#app/ui/avatar.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { openOwnNews, readNewsPage } from './news.server.ts'

/** GET `/actualites-contacts` (S7, A10). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewsPage(await openOwnNews(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Entry = ReturnType<typeof useLoaderData<typeof loader>>['news'][number]

export default function ContactsNews() {
  const { t } = useTranslation('notices')
  const { title, news, page, previous, next } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('news.lead')} />
      {news.length === 0 ? (
        <EmptyState
          icon={Contact}
          title={t('news.empty.title')}
          action={<LinkButton to={href.contacts}>{t('news.empty.action')}</LinkButton>}
        >
          <p>{t('news.empty.text')}</p>
        </EmptyState>
      ) : (
        <Rows>
          {news.map((entry) => (
            <NewsRow key={entry.line.handle} entry={entry} />
          ))}
        </Rows>
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

/** Who it is, what is new with them, and since when. */
function NewsRow({ entry: { line, changed, at } }: { entry: Entry }) {
  const { t, i18n } = useTranslation('notices')
  const photo = line.fields.photo ? `${line.address}/photo` : undefined
  return (
    <li data-person={line.handle}>
      <Avatar name={titleOf(line)} photo={photo} lazy {...(photo ? { field: 'photo' } : {})} />
      <div className="row-main">
        <Anchor to={line.address} className="row-link">
          <Title line={line} />
        </Anchor>
        <ul>
          {changed.map((field) => (
            <li key={field} className="row-note">
              {t(`common:fields.${field}`)} : <Value field={field} value={line.fields[field]} />
            </li>
          ))}
        </ul>
      </div>
      <div className="row-end text-sm text-muted">
        <time dateTime={at}>{longDay(at, i18n.language)}</time>
      </div>
    </li>
  )
}
