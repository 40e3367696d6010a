import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { auditWords } from '#app/context/announcement.ts'
import { open } from '#app/context/open.ts'
import { readAudit } from '#app/domain/audit/audit.server.ts'
import { readAuditSearch } from '#app/domain/audit/audit-search.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { AuditForm } from './audit-form.tsx'
import { AuditTable } from './audit-table.tsx'
import { type ShownReader, shownReaders } from './shown-readers.server.ts'
import { ShownReaders } from './shown-readers.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'audit' })
  const before = ctx.url.searchParams.get('apres') ?? undefined
  const search = readAuditSearch(ctx.url.searchParams)
  const kept = new URLSearchParams(ctx.url.searchParams)
  kept.delete('apres')
  return {
    ...{ title: ctx.t('admin:log.title'), first: !before, search, actions: auditWords(), kept: kept.toString() },
    ...(await readAudit(ctx, { before, search })),
    readers: await shownReaders(ctx),
  }
}

export const meta = pageMeta

export default function AuditLog() {
  const { t } = useTranslation('admin')
  const { title, first, lines, next, search, actions, kept, readers } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('log.lead')} />
      <ShownReaders readers={readers as ShownReader[]} />
      <AuditForm search={search} actions={actions} />
      {lines.length === 0 ? (
        <EmptyState title={t('log.none')} />
      ) : (
        <>
          <AuditTable id="journal" caption={t('log.caption')} lines={lines} withSubject />
          <Pagination
            label={t('log.pages')}
            summary={t('log.summary', { count: lines.length })}
            previous={first ? null : { to: `${href.auditLog}${kept && `?${kept}`}`, text: t('log.newest') }}
            next={next ? { to: `${href.auditLog}?${kept && `${kept}&`}apres=${next}`, text: t('log.older') } : null}
          />
        </>
      )}
    </>
  )
}
