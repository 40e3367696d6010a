import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Wallet from 'lucide-react/icons/wallet'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { mayNamePayers } from '#app/policy/money.rules.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { readBookList, readBookTotal } from './book-lists.server.ts'
import { readBooksQuery } from './books.schema.ts'
import { BOOK_VIEWS, booksAddress } from './books-address.ts'
import { BooksFilters } from './books-filters.tsx'
import { BooksFrame } from './books-frame.tsx'
import { BooksTable } from './books-table.tsx'
import { BooksTotal } from './books-total.tsx'
import { DownloadList } from './download-list.tsx'
import { takeListFile } from './list-file.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const query = readBooksQuery(ctx.url.searchParams)
  const [page, total] = await Promise.all([readBookList(ctx, query), readBookTotal(ctx, query)])
  const named = mayNamePayers(ctx.ability)
  return { title: ctx.t(`books:views.${query.vue}`), query, named, thisYear: ctx.now.getUTCFullYear(), total, ...page }
}

/** Answers with the list as a file; with the page again where no reason was given. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const query = readBooksQuery(ctx.url.searchParams)
  const answer = await takeListFile(ctx, query, await sentForm(args.request))
  if (!(answer instanceof Response)) return answer
  args.context.file = answer
  return null
}

export const meta = pageMeta

export default function Lists() {
  const { t } = useTranslation('books')
  const { title, query, named, thisYear, total, rows, next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  const caption = t('lists.caption', { count: rows.length, view: title })
  return (
    <BooksFrame title={title} current="lists">
      <Tabs
        label={t('lists.views')}
        tabs={BOOK_VIEWS.map((vue) => ({
          to: booksAddress({ vue }),
          text: t(`views.${vue}`),
          current: vue === query.vue,
        }))}
      />
      <BooksFilters query={query} thisYear={thisYear} />
      {rows.length === 0 ? (
        <EmptyState
          icon={Wallet}
          title={t('lists.none')}
          action={<LinkButton to={booksAddress({ vue: query.vue })}>{t('lists.clear')}</LinkButton>}
        >
          <p>{t('lists.noneWhy')}</p>
        </EmptyState>
      ) : (
        <div className="stack" data-total={rows.length}>
          {total && <BooksTotal {...total} />}
          <DownloadList query={query} named={named} answer={answer} />
          <BooksTable caption={caption} rows={rows} query={query} />
          <Pagination
            label={t('lists.pages')}
            summary={caption}
            previous={query.apres ? { to: booksAddress(query), text: t('lists.newest') } : null}
            next={next ? { to: booksAddress(query, { apres: next }), text: t('lists.older') } : null}
          />
        </div>
      )}
    </BooksFrame>
  )
}
