import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Send from 'lucide-react/icons/send'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TONES } from './application-tones.ts'
import { readReceived } from './received.server.ts'

/** GET `/offres/:offer/candidatures`: the unanswered first (C11). */
export async function loader(args: LoaderFunctionArgs) {
  return readReceived(await open(args, { needs: 'account' }), args.params.offer ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Received() {
  const { t, i18n } = useTranslation('applications')
  const { title, offer, applications, unanswered } = useLoaderData<typeof loader>()
  const trail = [
    { to: href.ownOffers, text: t('ownOffers') },
    { to: href.offer(offer.id), text: offer.title },
    { text: title },
  ]
  return (
    <>
      <PageHeading
        title={title}
        lead={unanswered > 0 ? t('received.unanswered', { count: unanswered }) : offer.title}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      {applications.length === 0 ? (
        <EmptyState icon={Send} title={t(offer.stopped ? 'received.stopped' : 'received.none')} />
      ) : (
        <Rows data-total={applications.length}>
          {applications.map((one) => (
            <Row
              key={one.id}
              data-application={one.id}
              data-state={one.state}
              to={href.application(one.id)}
              title={one.name}
              note={[
                t('own.at', { day: longDay(one.at, i18n.language) }),
                one.file ? t('received.file') : null,
                one.nudged ? t('received.nudged') : null,
              ]
                .filter(Boolean)
                .join(' · ')}
              end={<Badge tone={TONES[one.state]}>{t(`received.states.${one.state}`)}</Badge>}
            />
          ))}
        </Rows>
      )}
    </>
  )
}
