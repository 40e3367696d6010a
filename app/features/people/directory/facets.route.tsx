import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { shareWait } from '#app/context/fair-share.ts'
import { open } from '#app/context/open.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { countFacets, type Facet } from './facets.server.ts'
import { addressOf, readQuery } from './search.schema.ts'
import { SearchForm } from './search-form.tsx'
import { type Panel, panelOf } from './search-page.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const title = ctx.t('directory:facets.title')
  const read = readQuery(ctx.url.searchParams)
  if (!read.ok) return data({ title, back: href.directory, facets: null, panel: null, busy: false }, { status: 422 })
  const wait = await shareWait(ctx)
  // Fetched beside a list, which stays as it is.
  if (wait > 0) {
    const headers = { 'Retry-After': String(wait) }
    return data(
      { title, back: addressOf(href.directory, read.query), facets: null, panel: null, busy: true },
      { status: 429, headers },
    )
  }
  const facets = (await countFacets(ctx, read.query)) ?? null
  return data({
    title,
    back: addressOf(href.directory, read.query),
    facets,
    panel: panelOf(ctx, read.query),
    busy: false,
  })
}

export const meta = pageMeta

export default function FacetsPage() {
  const { t } = useTranslation('directory')
  const { back, facets, panel, busy } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={t('facets.title')}
        above={
          <Breadcrumbs
            label={t('facets.where')}
            items={[{ to: back, text: t('title') }, { text: t('facets.title') }]}
          />
        }
      />
      {facets && panel && facets.length > 0 ? (
        <SearchForm page={{ panel: panel as Panel }} path={href.directory} keep={[]} facets={facets as Facet[]} />
      ) : (
        <EmptyState title={t('facets.none')}>{t(busy ? 'facets.busy' : 'facets.wide')}</EmptyState>
      )}
    </>
  )
}
