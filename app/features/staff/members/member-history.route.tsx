import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { auditReading, readAudit } from '#app/domain/audit/audit.server.ts'
import { AuditTable } from '#app/features/staff/desk/audit-table.tsx'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { HistoryTable } from './history-table.tsx'
import { MemberHead } from './member-head.tsx'
import { readHistory } from './member-history.server.ts'
import { staffName, staffPerson } from './staff-person.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  const staff = await staffPerson(ctx, args.params?.handle)
  const name = staffName(staff)
  await auditReading(ctx, 'person.read', [staff.id])
  const before = ctx.url.searchParams.get('apres') ?? undefined
  const [history, events] = await Promise.all([
    readHistory(ctx, staff.id, before),
    readAudit(ctx, { subjects: [staff.id, ...(staff.accountId ? [staff.accountId] : [])] }),
  ])
  return { title: name, name, handle: staff.person.handle, first: !before, ...history, events: events.lines }
}

export const meta = pageMeta

export default function MemberHistory() {
  const { t } = useTranslation('admin')
  const { name, handle, first, changes, next, events } = useLoaderData<typeof loader>()
  const here = memberAddress(handle, 'history')
  return (
    <>
      <MemberHead handle={handle} name={name} tab="history" />
      {changes.length === 0 ? (
        <EmptyState title={t('history.none')} />
      ) : (
        <>
          <HistoryTable changes={changes} />
          <Pagination
            label={t('history.pages')}
            summary={t('history.summary', { count: changes.length })}
            previous={first ? null : { to: here, text: t('history.newest') }}
            next={next ? { to: `${here}?apres=${next}`, text: t('history.older') } : null}
          />
        </>
      )}
      {events.length > 0 ? (
        <AuditTable id="decisions" caption={t('history.events')} lines={events} />
      ) : (
        <p className="text-muted">{t('history.noEvents')}</p>
      )}
    </>
  )
}
