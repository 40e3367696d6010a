import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import ListIcon from 'lucide-react/icons/list'
import TableIcon from 'lucide-react/icons/table-2'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { Alert } from '../../ui/alert.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { Split } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { Pagination } from '../../ui/pagination.tsx'
import { Tabs, ViewSwitch } from '../../ui/tabs.tsx'
import { Facets } from './facets.tsx'
import { QuickSearch } from './quick-search.tsx'
import { Results, ResultsHead } from './results.tsx'
import { readQuery } from './search.schema.ts'
import { searchDirectory } from './search.server.ts'
import { SearchForm } from './search-form.tsx'
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
  const parts = [
    ['portee', page.scopes.find((scope) => scope.current && scope.id !== 'association')?.id],
    ['tri', page.sorts.find((sort) => sort.current && sort.id !== 'nom')?.id],
    ['vue', page.views.find((view) => view.current && view.id !== 'liste')?.id],
  ]
  return parts.flatMap(([name, value]) => (name && value ? [{ name, value }] : []))
}

export default function Directory() {
  const { t } = useTranslation('directory')
  const page = useLoaderData<typeof loader>().page as DirectoryPage
  const keep = kept(page)
  return (
    <>
      <PageHeading
        title={t('title')}
        actions={
          <ViewSwitch
            label={t('views.label')}
            tabs={page.views.map((view) => ({
              to: view.to,
              text: t(`views.${view.id}`),
              current: view.current,
              icon: view.id === 'liste' ? ListIcon : TableIcon,
            }))}
          />
        }
      />
      <QuickSearch page={page} keep={keep} />
      {page.scopes.length > 0 && (
        <Tabs
          label={t('scopes.label')}
          tabs={page.scopes.map((scope) => ({ to: scope.to, text: t(`scopes.${scope.id}`), current: scope.current }))}
        />
      )}
      <Split
        side={<SearchForm page={page} keep={keep} />}
        below={page.total > 1 ? <Facets address={page.facets} /> : undefined}
      >
        {page.wrong.length > 0 && <Alert tone="error" title={t('wrong.title')} live />}
        {page.chips.length > 0 && (
          <FilterChips
            label={t('chips.label')}
            chips={page.chips.map(({ criterion, value, without }) => ({
              to: without,
              text: t(`chips.${criterion === 'q' ? 'q' : 'one'}`, { criterion: t(`criteria.${criterion}`), value }),
              remove: t('chips.remove', { value }),
            }))}
            clear={{ to: '/annuaire', text: t('chips.clear') }}
          />
        )}
        {page.corrected && page.total > 0 && <Alert tone="info">{t('corrected', { typed: page.typed.q ?? '' })}</Alert>}
        <ResultsHead page={page} />
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
      </Split>
    </>
  )
}
