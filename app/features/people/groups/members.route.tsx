import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { pageIn } from '#app/context/page-in.ts'
import { forbidden } from '#app/context/refusals.ts'
import { MEMBER_ROWS, readGroupPeople } from '#app/domain/groups/members.server.ts'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { seesMembers } from '#app/policy/group.rules.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { GroupTabs } from './group-tabs.tsx'
import { groupAt, openGroups } from './open-group.server.ts'

/** GET `/groupes/:group/membres`: people of the group, as the viewer may know of them (A24). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openGroups(args)
  const group = await ctx.sql((query) => groupAt(ctx, query, args.params.group ?? ''))
  if (!seesMembers(ctx.ability, group.id)) throw forbidden()
  const page = pageIn(ctx.url)
  const found = await readGroupPeople(ctx, group, { page })
  const at = (to: number) => `${href.groupMembers(group.slug)}?page=${to}`
  return {
    title: ctx.t('groups:members.of', { name: group.name }),
    group: { slug: group.slug, name: group.name },
    ...found,
    page,
    previous: page > 1 ? at(page - 1) : null,
    next: page * MEMBER_ROWS < found.total ? at(page + 1) : null,
  }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Members() {
  const { t } = useTranslation('groups')
  const { title, group, lines, rowFields, total, more, page, previous, next } = useLoaderData<typeof loader>()
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: t('members.title') },
  ]
  return (
    <div className="stack" data-group={group.slug}>
      <PageHeading
        title={title}
        lead={more ? t('members.many') : t('members.count', { count: total })}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      <GroupTabs slug={group.slug} current="members" inside />
      {lines.length === 0 ? (
        <EmptyState icon={Users} title={t('members.none')}>
          <p>{t('members.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={total} {...(more ? { 'data-total-more': '' } : {})}>
          {lines.map((line) => (
            <PersonLine key={line.handle} line={line} rowFields={rowFields} />
          ))}
        </Rows>
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </div>
  )
}
