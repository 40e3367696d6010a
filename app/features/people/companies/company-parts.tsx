import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import type { Line } from '#app/domain/search/row.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { ShownCompany } from './company.server.ts'

export function CompanyLogo({ company: { logo, name } }: { company: ShownCompany }) {
  const { t } = useTranslation('companies')
  if (!logo) return null
  return <img src={logo} alt={t('logo', { name })} className="company-logo" />
}

/** Its own pages elsewhere, and where it is. */
export function CompanyLinks({ company: { website, careers, place } }: { company: ShownCompany }) {
  const { t } = useTranslation('companies')
  if (!website && !careers && !place) return null
  const links = [
    ['website', website],
    ['careers', careers],
  ] as const
  return (
    <Card id="liens" title={t('links.title')}>
      <ul className="grid gap-2">
        {links.map(
          ([word, to]) =>
            to && (
              <li key={word}>
                <a href={to} rel="noopener nofollow">
                  {t(`links.${word}`)}
                </a>
              </li>
            ),
        )}
        {place && <li>{place}</li>}
      </ul>
    </Card>
  )
}

/** Its offers that this reader finds on line now. */
export function CompanyOffers({ offers }: { offers: { id: string; title: string; note: string }[] }) {
  const { t } = useTranslation('companies')
  if (offers.length === 0) return null
  return (
    <section aria-labelledby="offres" className="mt-6">
      <h2 id="offres" className="mb-4 text-xl">
        {t('offers', { count: offers.length })}
      </h2>
      <Rows data-total={offers.length}>
        {offers.map(({ id, title, note }) => (
          <Row key={id} data-offer={id} to={href.offer(id)} title={title} note={note} />
        ))}
      </Rows>
    </section>
  )
}

interface People {
  people: { lines: Line[]; total: number; more: boolean; all: string } | null
  rowFields: readonly FieldId[]
}

/** People of the association who show that they work there. */
export function CompanyPeople({ people, rowFields }: People) {
  const { t } = useTranslation('companies')
  if (people === null || people.total === 0) return null
  const { lines, total, more, all } = people
  return (
    <section aria-labelledby="personnes" className="mt-6">
      <h2 id="personnes" className="mb-4 text-xl">
        {more ? t('people.more', { count: total }) : t('people.title', { count: total })}
      </h2>
      <Rows data-total={total} {...(more ? { 'data-total-more': '' } : {})}>
        {lines.map((line) => (
          <PersonLine key={line.address} line={line} rowFields={rowFields} />
        ))}
      </Rows>
      {total > lines.length && (
        <p className="mt-4">
          <Anchor to={all}>{t('people.all')}</Anchor>
        </p>
      )}
    </section>
  )
}
