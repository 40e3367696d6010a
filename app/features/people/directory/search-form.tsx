/**
 * The filters: a plain form, its address is the search. After the list in reading order; a sheet of its own on a phone.
 */
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import type { Facet } from './facets.server.ts'
import { Facets } from './facets.tsx'
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
  const counting = useCounting()
  if (ticks.length + fields.length === 0 && !years) return null
  return (
    <form method="get" action={path} className="card form-stack" onChange={counting.look}>
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
      <Facets ticks={ticks} address={address} facets={facets} />
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
      <Button look="secondary">{counting.found ?? t('filter.apply')}</Button>
    </form>
  )
}

/** Milliseconds after the last tick before the count is asked for. */
const STILL = 500

/** « Voir 41 résultats »: what the filters would find as they stand; without JavaScript the button says less. */
function useCounting() {
  const { t, i18n } = useTranslation('directory')
  const [found, setFound] = useState<string>()
  const waiting = useRef<number>()
  const look = (event: FormEvent<HTMLFormElement>) => {
    const asked = new URLSearchParams(new FormData(event.currentTarget) as unknown as Record<string, string>)
    asked.set('compte', '1')
    window.clearTimeout(waiting.current)
    setFound(undefined)
    const mine = window.setTimeout(async () => {
      const answer = await fetch(`${href.directoryFacetCounts}?${asked}`).catch(() => undefined)
      const { total = 0, more }: { total?: number; more?: boolean } = answer?.ok ? await answer.json() : {}
      if (!answer?.ok || waiting.current !== mine) return
      const shown = countText(total, i18n.language)
      setFound(t(more ? 'filter.seeMore' : 'filter.see', { count: total, shown }))
    }, STILL)
    waiting.current = mine
  }
  return { found, look }
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
