import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { Alert } from '../../ui/alert.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Actions } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { paymentPage, type ShownPayment } from './payment-page.server.ts'
import { PlanTable } from './plan-table.tsx'
import { SaleTable } from './sale-table.tsx'
import { SettlingAlone } from './settling-alone.tsx'

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
        {shown.settles && <SettlingAlone />}
        <SaleTable shown={shown} />
        {shown.joins && <p>{t('page.joins')}</p>}
        {shown.checks && state !== 'paid' && <p>{t('page.checks')}</p>}
        {shown.renews && <p>{t('page.renews')}</p>}
        {shown.plan && <PlanTable id="echeancier" plan={shown.plan} />}
        {shown.plan && state === 'open' && <p>{t('page.parts', shown.tries)}</p>}
        {state === 'open' ? <PayActions shown={shown} /> : <NextActions shown={shown} />}
      </div>
    </>
  )
}

function StateWords({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  const { state, free, reference, opensNow, refunded } = shown
  if (state === 'paid' && free && !shown.checks) return <p>{t('state.paid.free')}</p>
  if (state === 'paid') {
    const words = shown.returns ? 'returns' : shown.checks ? 'checks' : shown.joins ? 'joins' : 'text'
    return <p>{t(`state.paid.${words}`, { reference })}</p>
  }
  if (state === 'pending') return <p>{t(opensNow ? 'state.pending.open' : 'state.pending.text')}</p>
  return <p>{t(`state.${state}.text`, { amount: refunded })}</p>
}

function PayActions({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  if (!shown.payUrl) return <Alert tone="info">{t('page.soon')}</Alert>
  return (
    <>
      <p className="text-muted">{t('page.payNote')}</p>
      <Actions>
        <LinkButton to={shown.payUrl} whole>
          {t('page.pay', { amount: shown.total })}
        </LinkButton>
        <LinkButton to={shown.back} look="quiet">
          {t('page.change')}
        </LinkButton>
      </Actions>
    </>
  )
}

function NextActions({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  const { state, directory, receipts, back } = shown
  const again = state === 'failed' || state === 'cancelled' || state === 'refunded'
  return (
    <Actions>
      {again && <LinkButton to={back}>{t('again')}</LinkButton>}
      {state === 'paid' && directory && <LinkButton to="/annuaire">{t('next.directory')}</LinkButton>}
      {state === 'paid' && receipts && (
        <LinkButton to="/recus" look="secondary">
          {t('next.receipts')}
        </LinkButton>
      )}
      <LinkButton to="/" look="quiet">
        {t('next.home')}
      </LinkButton>
    </Actions>
  )
}
