import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Briefcase from 'lucide-react/icons/briefcase'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterChips } from '#app/ui/filter-chips.tsx'
import { Split } from '#app/ui/layout.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { Facets, useFacetWords } from './facets.tsx'
import { OfferRow } from './offer-row.tsx'
import { SaveSearch, SearchLinks } from './save-search.tsx'
import { readSearch } from './search.server.ts'

/** GET `/offres` with `q type contrat teletravail ville depuis page` (E4, I11). */
export async function loader(args: LoaderFunctionArgs) {
  return readSearch(await open(args, { needs: ['read-offers', 'offers'] }))
}

export const meta = pageMeta

export default function Offers() {
  const { t } = useTranslation('offers')
  const { title, q, kept, lines, total, totalMore, chips, deposits, applies, links, reported, ...page } =
    useLoaderData<typeof loader>()
  const words = useFacetWords()
  const shown = chips.map(({ facet, value, to }) => {
    const text = words(facet, value)
    return { to, text, remove: t('search.remove', { filter: text }) }
  })
  const deposit = deposits && <LinkButton to={href.offerNew}>{t('deposit')}</LinkButton>
  return (
    <>
      <PageHeading title={title} actions={<SearchLinks deposits={deposits} applies={applies} {...links} />} />
      <div className="stack">
        {reported && (
          <Alert tone="success" live>
            {t('search.reported')}
          </Alert>
        )}
        <SearchField
          action={href.offers}
          label={t('search.label')}
          labelShown
          hint={t('search.hint')}
          button={t('search.button')}
          defaultValue={q}
          keep={kept}
        />
        <FilterChips label={t('search.chips')} chips={shown} clear={{ to: href.offers, text: t('search.clear') }} />
        {applies && <SaveSearch q={q} kept={kept} />}
        <Split side={<Facets facets={page.facets} days={page.days} chosen={chips.length} />}>
          <p className="font-semibold" role="status">
            {t(totalMore ? 'search.totalMore' : 'search.total', { count: total })}
          </p>
          {lines.length === 0 ? (
            <EmptyState
              icon={Briefcase}
              title={t(chips.length > 0 ? 'search.none' : 'search.nothing')}
              action={deposit}
            >
              <p>{t(chips.length > 0 ? 'search.noneText' : 'search.nothingText')}</p>
            </EmptyState>
          ) : (
            <Rows data-total={total} data-total-more={totalMore ? '' : undefined}>
              {lines.map((one) => (
                <OfferRow key={one.id} one={one} />
              ))}
            </Rows>
          )}
          {(page.previous || page.next) && (
            <Pagination
              label={t('pages.label')}
              summary={t('pages.summary', { page: page.page, pages: page.pages })}
              previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
              next={page.next ? { to: page.next, text: t('pages.next') } : null}
            />
          )}
        </Split>
      </div>
    </>
  )
}
