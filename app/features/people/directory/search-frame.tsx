/** What the list and the map have in common: title, ways to look, quick search, scopes, filters. */
import ListIcon from 'lucide-react/icons/list'
import MapIcon from 'lucide-react/icons/map'
import TableIcon from 'lucide-react/icons/table-2'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { FilterChips } from '#app/ui/filter-chips.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Tabs, ViewSwitch } from '#app/ui/tabs.tsx'
import { criterionValue } from './criterion-value.ts'
import { QuickSearch } from './quick-search.tsx'
import { SearchForm } from './search-form.tsx'
import type { Shown } from './search-page.server.ts'

const ICONS = { liste: ListIcon, tableau: TableIcon, carte: MapIcon }

type SearchFrameProps = {
  page: Shown
  /** The page that answers. */
  path: string
  /** What the search field and the filters carry along. */
  keep: readonly { name: string; value: string }[]
  /** Where the filters' counts come from. */
  facets?: string | undefined
  /** How many were found. */
  count?: ReactNode
  children: ReactNode
}

export function SearchFrame({ page, path, keep, facets, count, children }: SearchFrameProps) {
  const { t } = useTranslation('directory')
  const views = page.views.map(({ id, ...view }) => ({ ...view, text: t(`views.${id}`), icon: ICONS[id] }))
  const { used } = page.panel
  return (
    <div className="directory">
      <a className="skip-link" href="#resultats">
        {t('skip')}
      </a>
      <PageHeading title={t('title')} />
      <QuickSearch page={page} path={path} keep={keep} />
      {page.scopes.length > 0 && (
        <Tabs
          label={t('scopes.label')}
          tabs={page.scopes.map((scope) => ({ to: scope.to, text: t(`scopes.${scope.id}`), current: scope.current }))}
        />
      )}
      <div className="split split-after">
        <div className="stack" id="resultats" tabIndex={-1}>
          {page.wrong.length > 0 && (
            <Alert tone="error" title={t('wrong.title')} live>
              {t('wrong.year')}
            </Alert>
          )}
          <Chips page={page} path={path} />
          {page.sentence && (
            <p className="text-sm no-print">
              {page.sentence.passedOver && <>{t('sentence.passedOver', { words: page.sentence.passedOver })} </>}
              <Anchor to={page.sentence.asName}>{t('sentence.asName')}</Anchor>
            </p>
          )}
          <div className="list-bar">
            {count}
            <a className="btn btn-secondary btn-small filters-open" href="#filtres">
              {used > 0 ? t('filter.used', { count: used }) : t('filter.title')}
            </a>
            <ViewSwitch label={t('views.label')} tabs={views} />
          </div>
          {children}
        </div>
        <div className="filters no-print" id="filtres">
          <SearchForm page={page} path={path} keep={keep} address={facets} />
        </div>
      </div>
    </div>
  )
}

function Chips({ page, path }: { page: Shown; path: string }) {
  const { t } = useTranslation('directory')
  return (
    <FilterChips
      label={t('chips.label')}
      chips={page.chips.map(({ criterion, value, atHome, without }) => {
        const place = atHome ? 'home' : 'ville'
        const text = t(`chips.${criterion === 'q' ? 'q' : criterion === 'ville' ? place : 'one'}`, {
          criterion: t(`criteria.${criterion}`),
          value: criterionValue(t, criterion, value),
        })
        return { to: without, text, remove: t('chips.remove', { value: text }) }
      })}
      clear={{ to: path, text: t('chips.clear') }}
    />
  )
}

/** @returns scope and order of a search, as its forms carry them along. */
export function keptOf(query: { portee?: string; tri?: string; vue?: string; zone?: string }) {
  return Object.entries(query).flatMap(([name, value]) => (value ? [{ name, value }] : []))
}
