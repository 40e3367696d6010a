/**
 * Values to tick, each with how many have it: fetched after the page where there is JavaScript, else a page of its own.
 */

import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { criterionValue } from './criterion-value.ts'
import type { Facet } from './facets.server.ts'
import type { Panel } from './search-page.server.ts'

type FacetsProps = {
  /** What is ticked now. */
  ticks: Panel['ticks']
  /** The page with all of them. */
  address: string | undefined
  /** Where the browser fetches them from (`filters.browser.ts`). */
  source: string | undefined
}

/** What is ticked, until the counts come in its place. */
export function Facets({ ticks, address, source }: FacetsProps) {
  const { t } = useTranslation('directory')
  return (
    <div className="form-stack" data-facets={source}>
      {ticks.map(({ values, ...tick }) => (
        <FacetTicks
          key={tick.name}
          {...tick}
          entries={values.map((value) => ({ value, count: null, checked: true }))}
        />
      ))}
      {address && (
        <p className="text-sm">
          <Anchor to={address}>{t('facets.open')}</Anchor>
        </p>
      )}
    </div>
  )
}

/** Each value with its count. */
export function CountedFacets({ facets }: { facets: readonly Facet[] }) {
  return facets.map((facet) => <FacetTicks key={facet.name} {...facet} />)
}

/** Shown without asking for more. */
const FIRST = 6

type Entry = { value: string; count: number | null; checked: boolean }

function FacetTicks({
  field,
  criterion,
  name,
  entries,
}: Omit<Facet, 'entries' | 'field'> & { field?: string; entries: readonly Entry[] }) {
  const { t } = useTranslation('directory')
  if (entries.length === 0) return null
  return (
    <fieldset className="facet" key={name}>
      <legend>{t(criterion === 'ville' ? 'facets.home' : `criteria.${criterion}`)}</legend>
      <ul data-facet={field}>
        <Ticks {...{ criterion, name }} entries={entries.slice(0, FIRST)} />
      </ul>
      {entries.length > FIRST && (
        <details>
          <summary>{t('facets.more')}</summary>
          <ul data-facet={field}>
            <Ticks {...{ criterion, name }} entries={entries.slice(FIRST)} />
          </ul>
        </details>
      )}
    </fieldset>
  )
}

function Ticks({ criterion, name, entries }: Pick<Facet, 'criterion' | 'name'> & { entries: readonly Entry[] }) {
  const { t, i18n } = useTranslation('directory')
  return entries.map(({ value, count, checked }) => (
    // What was typed may be no value of anybody's as it stands: « ingénieur » finds engineers of every kind.
    <li key={value} data-count={count || undefined} data-value={value}>
      <label className="choice">
        <input type="checkbox" name={name} value={value} defaultChecked={checked} />
        <span className="choice-words">{criterionValue(t, criterion, value)}</span>
        {count ? <span className="text-muted whitespace-nowrap">{countText(count, i18n.language)}</span> : null}
      </label>
    </li>
  ))
}
