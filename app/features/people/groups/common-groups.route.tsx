import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCommonGroups, readCommonGroups } from './common.server.ts'

/** GET `/groupes-federation` (I16). */
export async function loader(args: LoaderFunctionArgs) {
  return readCommonGroups(await openCommonGroups(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function CommonGroups() {
  const { t } = useTranslation('groups')
  const { title, groups } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('common.lead')} />
      {groups.length === 0 ? (
        <EmptyState icon={Users} title={t('common.none')}>
          <p>{t('common.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={groups.length}>
          {groups.map(({ slug, name, joined }) => (
            <Row
              key={slug}
              data-group={slug}
              to={href.commonGroup(slug)}
              title={name}
              note={t('common.of')}
              end={joined ? <Badge tone="success">{t('common.joined')}</Badge> : undefined}
            />
          ))}
        </Rows>
      )}
    </div>
  )
}
