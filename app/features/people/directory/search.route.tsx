import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { criterionValue } from './criterion-value.ts'
import { Count, Results, Sorts } from './results.tsx'
import { readQuery } from './search.schema.ts'
import { searchDirectory } from './search.server.ts'
import { keptOf, SearchFrame } from './search-frame.tsx'
import { type DirectoryPage, searchPage, unreadPage } from './search-page.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const title = ctx.t('directory:title')
  const read = readQuery(ctx.url.searchParams)
  if (!read.ok) return data({ title, page: unreadPage(ctx, ctx.url.searchParams, read.wrong) }, { status: 422 })
  return data({ title, page: searchPage(ctx, read.query, await searchDirectory(ctx, read.query)) })
}

export const meta = pageMeta

/** What the search field and the filters carry along: scope, order and view. */
function kept(page: DirectoryPage) {
  const current = <T extends string>(list: readonly { id: T; current: boolean }[], usual: T) =>
    list.find((one) => one.current && one.id !== usual)?.id ?? ''
  return keptOf({
    portee: current(page.scopes, 'association'),
    tri: current(page.sorts, 'nom'),
    vue: current(page.views, 'liste'),
  })
}

export default function Directory() {
  const { t } = useTranslation('directory')
  const page = useLoaderData<typeof loader>().page as DirectoryPage
  return (
    <SearchFrame
      page={page}
      path={href.directory}
      keep={kept(page)}
      facets={page.total > 0 ? page.facets : undefined}
      count={<Count page={page} />}
    >
      {page.corrected && page.total > 0 && <Alert tone="info">{t('corrected', { typed: page.box.q })}</Alert>}
      {page.otherwise && (
        <p className="text-sm no-print">
          <Anchor to={page.otherwise.to}>
            {t('sentence.otherwise', {
              criteria: page.otherwise.criteria
                .map(({ criterion, value }) =>
                  t('chips.one', { criterion: t(`criteria.${criterion}`), value: criterionValue(t, criterion, value) }),
                )
                .join(', '),
            })}
          </Anchor>
        </p>
      )}
      <Sorts page={page} />
      <Results page={page} />
      {page.people.length > 0 && (
        <Pagination
          label={t('pages.label')}
          summary={t(page.more ? 'pages.more' : 'pages.summary', {
            first: page.first,
            last: page.last,
            total: page.total,
          })}
          previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
          next={page.next ? { to: page.next, text: t('pages.next') } : null}
        />
      )}
    </SearchFrame>
  )
}
