import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import type { readSearch } from './search.server.ts'

type Search = Awaited<ReturnType<typeof readSearch>>
type FacetId = Search['facets'][number]['facet'] | 'q' | 'depuis'

/** @returns the words of a facet's entry */
export function useFacetWords() {
  const { t } = useTranslation('offers')
  return (facet: FacetId, value: string): string => {
    if (facet === 'q') return `« ${value} »`
    if (facet === 'depuis') return t('search.days', { count: Number(value) })
    if (facet === 'ville') return value
    if (facet === 'type') return t(`kinds.${value}`)
    return t(facet === 'contrat' ? `contracts.${value}` : `remote.${value}`)
  }
}

/** What narrows the list, each entry a link with its count; one that is chosen is left by pressing it again. */
export function Facets({ facets, days, chosen }: Pick<Search, 'facets' | 'days'> & { chosen: number }) {
  const { t, i18n } = useTranslation('offers')
  const words = useFacetWords()
  return (
    <Disclosure summary={chosen > 0 ? t('search.filters', { count: chosen }) : t('search.filter')} framed untilWide>
      <div className="stack">
        {facets.map(({ facet, field, entries }) => (
          <section key={facet} data-facet={field} aria-labelledby={`facet-${facet}`}>
            <h2 className="text-base" id={`facet-${facet}`}>
              {t(`search.facets.${facet}`)}
            </h2>
            <ul>
              {entries.map(({ value, count, current, to }) => (
                <li key={value} data-count={count}>
                  <Anchor to={to} aria-current={current ? 'true' : undefined}>
                    {words(facet, value)} <span className="text-muted">({countText(count, i18n.language)})</span>
                  </Anchor>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <section aria-labelledby="facet-depuis">
          <h2 className="text-base" id="facet-depuis">
            {t('search.facets.depuis')}
          </h2>
          <ul>
            {days.map(({ n, current, to }) => (
              <li key={n}>
                <Anchor to={to} aria-current={current ? 'true' : undefined}>
                  {t('search.days', { count: n })}
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Disclosure>
  )
}
