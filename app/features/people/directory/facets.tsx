/** How the results divide: fetched after the page where there is JavaScript, a page of its own where there is none. */

import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { Facet } from './facets.server.ts'

type Loaded = { facets: Facet[] | null }

export function Facets({ address }: { address: string }) {
  const { t } = useTranslation('directory')
  const fetcher = useFetcher<Loaded>({ key: address })
  const { load, state, data } = fetcher
  useEffect(() => {
    if (state === 'idle' && !data) load(address)
  }, [address, load, state, data])
  if (!data?.facets)
    return (
      <p className="text-sm no-print">
        <Anchor to={address}>{t('facets.open')}</Anchor>
      </p>
    )
  return <FacetCards facets={data.facets} beside />
}

/** @param beside the list, where there is room: one under the other then */
export function FacetCards({ facets, beside }: { facets: readonly Facet[]; beside?: boolean }) {
  const { t, i18n } = useTranslation('directory')
  return (
    <div className={classNames('grid gap-4 sm:grid-cols-2 no-print', beside && 'lg:grid-cols-1')}>
      {facets.map((facet) => (
        <Card key={facet.field} title={t(`fields.${facet.field}`)} level={2}>
          <ul data-facet={facet.field}>
            {facet.entries.map((entry) => (
              <li key={entry.value} data-count={entry.count} data-value={entry.value}>
                <Anchor to={entry.to}>{entry.value}</Anchor>{' '}
                <span className="text-muted">({countText(entry.count, i18n.language)})</span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}
