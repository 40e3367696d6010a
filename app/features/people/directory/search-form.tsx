/**
 * The filters: a plain form, its address is the search. After the list in reading order; a sheet of its own on a phone.
 */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import type { Facet } from './facets.server.ts'
import { CountedFacets, Facets } from './facets.tsx'
import type { Panel, Shown } from './search-page.server.ts'

type SearchFormProps = {
  page: Pick<Shown, 'panel'>
  /** The page that answers. */
  path: string
  keep: readonly { name: string; value: string }[]
  /** Where the counts come from; without it, only what is ticked can be taken away. */
  address?: string | undefined
  /** The counts themselves, where they are known. */
  facets?: readonly Facet[]
}

export function SearchForm({ page, path, keep, address, facets }: SearchFormProps) {
  const { t } = useTranslation('directory')
  const { ticks, years, fields, hidden } = page.panel
  if (ticks.length + fields.length === 0 && !years) return null
  return (
    <form method="get" action={path} className="card form-stack" data-counts>
      <div className="flex items-baseline justify-between">
        <h2 className="text-lg">{t('filter.title')}</h2>
        <a className="filters-close" href="#resultats">
          {t('filter.close')}
        </a>
      </div>
      {[...hidden, ...keep].map((one) => (
        <input key={`${one.name}=${one.value}`} type="hidden" {...one} />
      ))}
      {years && <Years years={years} />}
      {facets ? (
        <CountedFacets facets={facets} />
      ) : (
        <Facets
          ticks={ticks}
          address={address}
          source={address?.replace(href.directoryFacets, href.directoryFacetCounts)}
        />
      )}
      {fields.length > 0 && (
        <details open={fields.some(({ value }) => value !== '')}>
          <summary>{t('filter.more')}</summary>
          {fields.map(({ criterion, value }) => (
            <label key={criterion} className="filter-field">
              {t(criterion === 'ville' ? 'filter.place' : `criteria.${criterion}`)}
              <input className="control" name={criterion} defaultValue={value} maxLength={120} />
            </label>
          ))}
        </details>
      )}
      <Button look="secondary">{t('filter.apply')}</Button>
    </form>
  )
}

function Years({ years: { first, last, ...chosen } }: { years: NonNullable<Panel['years']> }) {
  const { t } = useTranslation('directory')
  const all = Array.from({ length: last - first + 1 }, (_, i) => last - i)
  return (
    <div className="filter-years">
      {(['min', 'max'] as const).map((end) => (
        <label key={end} className="filter-field">
          {t(`filter.${end}`)}
          <select
            className="control"
            name={end === 'min' ? 'promoMin' : 'promoMax'}
            key={chosen[end]}
            defaultValue={chosen[end] ?? ''}
          >
            <option value="">{t('filter.any')}</option>
            {all.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}
