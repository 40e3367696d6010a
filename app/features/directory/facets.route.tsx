import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { countFacets, type Facet } from './facets.server.ts'
import { FacetCards } from './facets.tsx'
import { addressOf, readQuery } from './search.schema.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const title = ctx.t('directory:facets.title')
  const read = readQuery(ctx.url.searchParams)
  if (!read.ok) return data({ title, back: '/annuaire', facets: null }, { status: 422 })
  const facets = (await countFacets(ctx, read.query)) ?? null
  return data({ title, back: addressOf('/annuaire', read.query), facets })
}

export const meta = pageMeta

export default function FacetsPage() {
  const { t } = useTranslation('directory')
  const { back, facets } = useLoaderData<typeof loader>()
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
      {facets && facets.length > 0 ? (
        <FacetCards facets={facets as Facet[]} />
      ) : (
        <EmptyState title={t('facets.none')}>{t('facets.wide')}</EmptyState>
      )}
    </>
  )
}
