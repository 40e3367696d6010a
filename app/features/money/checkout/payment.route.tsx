import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { LookAgain } from '#app/ui/look-again.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { paymentPage } from './payment-page.server.ts'
import { NextActions, PayActions, StateWords } from './payment-parts.tsx'
import { PlanTable } from './plan-table.tsx'
import { SaleTable } from './sale-table.tsx'

/** GET `/paiement/:id`: a sale's own page, before Stripe's and after it (`?retour=1`). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return paymentPage(ctx, args.params.id)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const TONES = {
  waiting: 'info',
  pending: 'info',
  paid: 'success',
  failed: 'error',
  cancelled: 'warning',
  refunded: 'info',
  disputed: 'warning',
} as const

export default function Payment() {
  const { t } = useTranslation('payments')
  const shown = useLoaderData<typeof loader>()
  const { state } = shown
  return (
    <>
      <PageHeading title={shown.title} />
      <div className="stack max-w-form">
        {state !== 'open' && (
          <Alert tone={TONES[state]} live>
            <StateWords shown={shown} />
          </Alert>
        )}
        {shown.settles && <LookAgain id="suivi" every={1} slower />}
        <SaleTable shown={shown} />
        {shown.joins && <p>{t('page.joins')}</p>}
        {shown.checks && state !== 'paid' && <p>{t('page.checks')}</p>}
        {shown.renews && <p>{t('page.renews')}</p>}
        {shown.plan && <PlanTable id="echeancier" plan={shown.plan} />}
        {shown.plan && state === 'open' && <p>{t('page.parts', shown.tries)}</p>}
        {state === 'open' && shown.right !== 'none' && (
          <p className="text-muted">{t(`withdrawal.before.${shown.right}`)}</p>
        )}
        {state === 'open' ? <PayActions shown={shown} /> : <NextActions shown={shown} />}
        {shown.until && (
          <p>
            {t('withdrawal.after', { until: shown.until })}{' '}
            <Anchor to={href.withdrawal(shown.id)}>{t('withdrawal.link')}</Anchor>
          </p>
        )}
      </div>
    </>
  )
}
