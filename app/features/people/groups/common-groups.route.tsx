import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCommonGroups, readCommonGroups } from './common.server.ts'
import { CommonRows } from './common-parts.tsx'

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
        <CommonRows groups={groups} />
      )}
    </div>
  )
}
