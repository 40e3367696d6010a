import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { Pagination } from '../../ui/pagination.tsx'
import { readAudit } from './audit.server.ts'
import { AuditTable } from './audit-table.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'administer' })
  const before = ctx.url.searchParams.get('apres') ?? undefined
  return { title: ctx.t('admin:log.title'), first: !before, ...(await readAudit(ctx, { before })) }
}

export const meta = pageMeta

export default function AuditLog() {
  const { t } = useTranslation('admin')
  const { title, first, lines, next } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('log.lead')} />
      {lines.length === 0 ? (
        <EmptyState title={t('log.none')} />
      ) : (
        <>
          <AuditTable id="journal" caption={t('log.caption')} lines={lines} withSubject />
          <Pagination
            label={t('log.pages')}
            summary={t('log.summary', { count: lines.length })}
            previous={first ? null : { to: '/admin/journal', text: t('log.newest') }}
            next={next ? { to: `/admin/journal?apres=${next}`, text: t('log.older') } : null}
          />
        </>
      )}
    </>
  )
}
