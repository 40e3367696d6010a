import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { readMembersQuery } from '#app/domain/search/members.schema.ts'
import { findMembers, memberColumns, statusesInUse } from '#app/domain/search/members.server.ts'
import { DUES_ROLES, keptView, MEMBER_FILTERS, membersAddress } from '#app/domain/search/members-address.ts'
import { useHolds } from '#app/features/staff/desk/held-actions.ts'
import { countText } from '#app/i18n/format.ts'
import { formatPhone } from '#app/i18n/format-value.ts'
import { givableRoles } from '#app/policy/staff.rules.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { BulkForm } from './bulk-form.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { FederationOnly } from './federation-only.tsx'
import { keepColumns, withKeptColumns } from './kept-columns.ts'
import { MemberFilters } from './member-filters.tsx'
import { MembersTable } from './members-table.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['people', 'accounts', 'bulk', 'keep-books'] })
  const given = givableRoles(ctx.tenant.config)
  const query = readMembersQuery(withKeptColumns(ctx), given)
  const columns = memberColumns(ctx, query)
  const asked = { ...query, colonnes: columns.shown }
  const [{ members, ...pages }, statuses] = await Promise.all([findMembers(ctx, asked), statusesInUse(ctx)])
  const page = {
    title: ctx.t('admin:members.title'),
    query,
    statuses,
    roles: [...DUES_ROLES, ...given],
    // A federation has no people of its own (rules.md, "Who is who").
    holdsPeople: ctx.tenant.config.kind !== 'federation',
    columns,
    members: members.map(({ person, ...line }) => {
      const phone = person.fields.mobilePhone ? formatPhone(String(person.fields.mobilePhone)).text : null
      return { handle: person.handle, fields: { ...person.fields }, phone, ...line }
    }),
    ...pages,
  }
  return data(page, { headers: keepColumns(ctx, columns.shown) })
}

export const meta = pageMeta
export default function Members() {
  const { t, i18n } = useTranslation('admin')
  const holds = useHolds()
  const bulk = holds('bulk') ? 'groupe' : undefined
  const { title, query, statuses, roles, holdsPeople, columns, members, total, more, previous, next } =
    useLoaderData<typeof loader>()
  const action = query.etat === 'cotisation-echue' && holds('people') ? ('reminder' as const) : undefined
  const summary = t(`members.${more ? 'countMore' : 'count'}`, { count: total, shown: countText(total, i18n.language) })
  const filters = MEMBER_FILTERS.filter((name) => name !== 'q' && query[name] !== undefined)
  const keep = filters.map((name) => ({ name, value: String(query[name]) }))
  const all = query.q === undefined ? keep : [{ name: 'q', value: query.q }, ...keep]
  const add = (
    <LinkButton to={href.memberNew} icon={UserPlus}>
      {t('members.add')}
    </LinkButton>
  )
  if (!holdsPeople) return <FederationOnly title={title} />
  return (
    <>
      <PageHeading title={title} actions={holds('people') && add} />
      <SearchField
        action={href.members}
        label={t('members.search')}
        labelShown
        hint={t('members.searchHint')}
        button={t('actions.search')}
        defaultValue={query.q ?? ''}
        keep={[...keep, ...keptView(query)]}
        id="membres-q"
      />
      <MemberFilters query={query} statuses={statuses} roles={roles} count={filters.length} keep={keptView(query)} />
      {query.import && <p>{t('members.brought')}</p>}
      {members.length === 0 ? (
        <EmptyState
          icon={Users}
          title={t('members.none')}
          action={<LinkButton to={href.members}>{t('members.clear')}</LinkButton>}
        >
          <p>{t('members.noneWhy')}</p>
        </EmptyState>
      ) : (
        <div data-total={total} data-total-more={more || undefined} className="stack">
          {bulk && (
            <BulkForm id={bulk} handles={members.map(({ handle }) => handle)} keep={all} {...{ total, more, action }} />
          )}
          <MembersTable caption={summary} members={members} columns={columns.shown} query={query} form={bulk} />
          <ColumnChoice query={query} columns={columns} />
          <Pagination
            label={t('members.pages')}
            summary={summary}
            previous={previous ? { to: membersAddress(query, { avant: previous }), text: t('actions.previous') } : null}
            next={next ? { to: membersAddress(query, { apres: next }), text: t('actions.next') } : null}
          />
          {holds('extract') && (
            <LinkButton
              look="quiet"
              to={`${href.extraction}?${new URLSearchParams(all.map((one) => [one.name, one.value]))}`}
            >
              {t('members.export')}
            </LinkButton>
          )}
        </div>
      )}
    </>
  )
}
