import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Mail from 'lucide-react/icons/mail'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readInbox } from './threads.server.ts'

/** GET `/ecoles/espace/messages`: what the school was asked (N8). */
export async function loader(args: LoaderFunctionArgs) {
  return readInbox(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function SchoolInbox() {
  const { t, i18n } = useTranslation('school-threads')
  const { title, threads } = useLoaderData<typeof loader>()
  const services = <LinkButton to={href.schoolServices}>{t('services.title')}</LinkButton>
  return (
    <>
      <PageHeading
        title={title}
        lead={t('inbox.lead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.schoolSpace, text: t('space') }, { text: title }]} />}
        actions={threads.length > 0 && services}
      />
      {threads.length === 0 ? (
        <EmptyState icon={Mail} title={t('inbox.none')} action={services}>
          <p>{t('inbox.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={threads.length}>
          {threads.map((one) => (
            <Row
              key={one.id}
              data-conversation={one.id}
              to={href.schoolInboxThread(one.id)}
              title={one.name}
              note={[t(`services.${one.kind}`), one.course, longDay(one.lastAt, i18n.language)]
                .filter(Boolean)
                .join(' · ')}
              end={!one.answered && <Badge tone="warning">{t('inbox.waits')}</Badge>}
            />
          ))}
        </Rows>
      )}
    </>
  )
}
