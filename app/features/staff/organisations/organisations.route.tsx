import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Building2 from 'lucide-react/icons/building-2'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { OrganisationState } from './organisation-state.tsx'
import { findOrganisations, readOrganisationsQuery } from './organisations.server.ts'
import { listAddress, stateOf, useTabs } from './organisations-tabs.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'organisations' })
  const query = readOrganisationsQuery(ctx.url.searchParams)
  const { recruiters, schools } = ctx.tenant.config
  return {
    title: ctx.t('admin:organisations.title'),
    query,
    requires: { company: recruiters?.requires ?? 'validation', school: schools?.requires ?? 'validation' },
    ...(await findOrganisations(ctx, query)),
  }
}

export const meta = pageMeta

const PATH = href.organisations

export default function Organisations() {
  const { t, i18n } = useTranslation('admin')
  const { title, query, requires, total, lines, next } = useLoaderData<typeof loader>()
  const summary = t('organisations.caption', { count: total, shown: countText(total, i18n.language) })
  const tabs = useTabs(query)
  return (
    <>
      <PageHeading title={title} lead={t('organisations.lead')} />
      <Tabs label={t('organisations.tabs')} tabs={tabs} />
      <SearchField
        action={PATH}
        label={t('organisations.search')}
        button={t('actions.search')}
        defaultValue={query.q ?? ''}
        id="organisations-q"
      />
      {lines.length === 0 ? (
        <EmptyState icon={Building2} title={t('organisations.none')}>
          <p>{t('organisations.noneWhy')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            id="organisations"
            caption={summary}
            head={
              <>
                <ColumnHead>{t('organisations.name')}</ColumnHead>
                <ColumnHead>{t('organisations.kind')}</ColumnHead>
                <ColumnHead>{t('organisations.state')}</ColumnHead>
                <ColumnHead>{t('organisations.contact')}</ColumnHead>
                <ColumnHead>{t('organisations.since')}</ColumnHead>
              </>
            }
          >
            {lines.map((line) => (
              <tr key={line.id}>
                <RowHead>
                  <Anchor to={`${PATH}/${line.id}`}>{line.name}</Anchor>
                </RowHead>
                <Cell>{t(`organisations.kinds.${line.kind}`)}</Cell>
                <Cell>
                  <OrganisationState {...line} requires={line.kind === 'school' ? requires.school : requires.company} />
                </Cell>
                <Cell>{line.contactName ?? '–'}</Cell>
                <Cell>{shortDay(line.createdAt, i18n.language)}</Cell>
              </tr>
            ))}
          </Table>
          <Pagination
            label={t('organisations.pages')}
            summary={summary}
            previous={query.after ? { to: PATH, text: t('log.newest') } : null}
            next={
              next
                ? {
                    to: listAddress({ q: query.q, type: query.kind, etat: stateOf(query), apres: next }),
                    text: t('actions.next'),
                  }
                : null
            }
          />
        </>
      )}
    </>
  )
}
