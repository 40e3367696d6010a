import Building from 'lucide-react/icons/building-2'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { Company } from './companies.server.ts'
import type { CompaniesPage } from './companies-page.server.ts'

/** Name, sector, place: a plain form, its address is the search. */
export function CompaniesForm({ page }: { page: CompaniesPage }) {
  const { t } = useTranslation('directory')
  const others = page.chips.filter(
    ({ criterion }) => criterion !== 'lieu' && !page.fields.some((one) => one === criterion),
  )
  return (
    <search>
      <form method="get" action={href.companies} className="card companies-form">
        {others.map(({ criterion, value }) => (
          <input key={criterion} type="hidden" name={criterion} value={value} />
        ))}
        {page.fields.map((criterion) => (
          <TextInput
            key={`${criterion} ${page.typed[criterion]}`}
            name={criterion}
            label={t(`criteria.${criterion}`)}
            defaultValue={page.typed[criterion] ?? ''}
            maxLength={120}
          />
        ))}
        <TextInput
          key={page.place}
          name="lieu"
          label={t('companies.place')}
          defaultValue={page.place}
          maxLength={120}
        />
        <Button>{t('companies.search')}</Button>
      </form>
    </search>
  )
}

export function CompanyList({ page }: { page: CompaniesPage }) {
  const { t } = useTranslation('directory')
  if (page.companies === null) return <EmptyState title={t('map.wide.title')}>{t('map.wide.text')}</EmptyState>
  const counted = { 'data-total': page.total, ...(page.more ? { 'data-total-more': '' } : {}) }
  if (page.companies.length === 0)
    return (
      <div {...counted}>
        <EmptyState
          icon={Building}
          title={t('companies.empty.title')}
          action={
            page.chips.length > 0 ? (
              <LinkButton to={href.companies}>{t('companies.empty.action')}</LinkButton>
            ) : undefined
          }
        >
          {t(page.chips.length > 0 ? 'companies.empty.search' : 'companies.empty.base')}
        </EmptyState>
      </div>
    )
  return (
    <>
      <p className="font-semibold" role="status">
        {page.more ? t('companies.more') : t('companies.count', { count: page.total })}
      </p>
      <Rows {...counted}>
        {page.companies.map((company) => (
          <Row
            key={company.name}
            data-value={company.name}
            data-count={company.contacts}
            to={company.to}
            title={company.name}
            note={<CompanyNote company={company} page={company.page} />}
            end={<Contacts count={company.contacts} />}
          />
        ))}
      </Rows>
      <Pagination
        label={t('companies.pages')}
        summary={t(page.more ? 'pages.more' : 'pages.summary', {
          first: page.first,
          last: page.last,
          total: page.total,
        })}
        previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
        next={page.next ? { to: page.next, text: t('pages.next') } : null}
      />
    </>
  )
}

/** How many work there, and where. */
function CompanyNote({ company: { people, sites }, page }: { company: Company; page: string | null }) {
  const { t } = useTranslation('directory')
  return (
    <>
      <div>{t('companies.people', { count: people })}</div>
      {page && (
        <div>
          <Anchor to={page}>{t('companies.page')}</Anchor>
        </div>
      )}
      {sites.length === 1 && <div>{sites[0]!.address}</div>}
      {sites.length > 1 && (
        <Disclosure summary={t('companies.sites', { count: sites.length })}>
          <ul className="company-sites">
            {sites.map((site) => (
              <li key={site.address} data-count={site.contacts}>
                {site.address} <span>({t('companies.contacts', { count: site.contacts })})</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

function Contacts({ count }: { count: number }) {
  const { t } = useTranslation('directory')
  return t('companies.contacts', { count })
}
