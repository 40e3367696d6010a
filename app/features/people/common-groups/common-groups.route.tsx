import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import { CommonRows } from '#app/features/people/groups/common-rows.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCommonGroups, readCommonGroups } from './common-group.server.ts'

/** GET `/groupes-federation` (I16). */
export async function loader(args: LoaderFunctionArgs) {
  return readCommonGroups(await openCommonGroups(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function CommonGroups() {
  const { t } = useTranslation('common-groups')
  const { title, groups } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('lead')} />
      {groups.length === 0 ? (
        <EmptyState icon={Users} title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <CommonRows groups={groups} />
      )}
    </div>
  )
}
