import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Briefcase from 'lucide-react/icons/briefcase'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { STATE_TONES, usePlaceWords } from './offer-row.tsx'
import { readOwn } from './own.server.ts'

/** GET `/mes-offres`: what one deposited, in any state (E4, C2). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwn(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnOffers() {
  const { t, i18n } = useTranslation('offers')
  const { title, lines, deposits, removed } = useLoaderData<typeof loader>()
  const place = usePlaceWords()
  const deposit = deposits && <LinkButton to={href.offerNew}>{t('deposit')}</LinkButton>
  return (
    <>
      <PageHeading title={title} lead={t('own.lead')} actions={lines.length > 0 && deposit} />
      {removed && (
        <Alert tone="success" live>
          {t('done.removed')}
        </Alert>
      )}
      {lines.length === 0 ? (
        <EmptyState icon={Briefcase} title={t('own.none')} action={deposit}>
          <p>{t(deposits ? 'own.noneText' : 'own.notYours')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={lines.length}>
          {lines.map((one) => (
            <Row
              key={one.id}
              data-offer={one.id}
              data-state={one.state}
              to={href.offer(one.id)}
              title={one.title}
              note={[
                one.company,
                place(one),
                one.state === 'published' ? t('own.until', { day: longDay(one.last, i18n.language) }) : null,
                one.waits ? t('own.waits') : null,
              ]
                .filter(Boolean)
                .join(' · ')}
              end={<Badge tone={STATE_TONES[one.state]}>{t(`states.${one.state}`)}</Badge>}
            />
          ))}
        </Rows>
      )}
    </>
  )
}
