import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { HelperList } from './helper-list.tsx'
import { openMember } from './member.server.ts'
import { type MentoringPage, readMentoring } from './mentoring.server.ts'
import { RequestRows } from './request-rows.tsx'

/** GET `/mentorat` (C23). */
export async function loader(args: LoaderFunctionArgs) {
  return readMentoring(await openMember(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Mentoring() {
  const { t } = useTranslation('mentoring')
  const page = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={page.title} lead={t('lead')} />
      {page.done && (
        <Alert tone="success" live>
          {t(`done.${page.done}`)}
        </Alert>
      )}
      {!page.takesPart && (
        <Alert>
          <p>{t('closed')}</p>
          {page.opensWith && <p>{t(`opens.${page.opensWith}`)}</p>}
        </Alert>
      )}
      <Split side={<Side page={page} />}>
        {page.takesPart ? <HelperList page={page} /> : <p className="text-muted">{t('closedList')}</p>}
      </Split>
    </div>
  )
}

/** What one offers oneself, and where one's own requests stand. */
function Side({ page: { offer, lines, takesPart } }: { page: MentoringPage }) {
  const { t } = useTranslation('mentoring')
  return (
    <div className="stack">
      <RequestRows lines={lines} />
      {(takesPart || offer) && (
        <Card id="proposer" title={t('offer.card')}>
          {offer ? (
            <>
              <p data-offer={offer.paused ? 'paused' : 'open'}>
                {offer.paused ? t('offer.isPaused') : t('offer.taken', { taken: offer.taken, count: offer.places })}
              </p>
              {offer.words && <p className="reading whitespace-pre-line">{offer.words}</p>}
            </>
          ) : (
            <p>{t('offer.none')}</p>
          )}
          {takesPart && (
            <p className="mt-3">
              <LinkButton look="secondary" to={href.mentoringOffer}>
                {t(offer ? 'offer.change' : 'offer.begin')}
              </LinkButton>
            </p>
          )}
        </Card>
      )}
    </div>
  )
}
