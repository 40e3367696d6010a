/** Parts of a sale's page: how it stands, how to pay it, where to go next. */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { ShownPayment } from './payment-page.server.ts'

export function StateWords({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  const { state, free, reference, opensNow, refunded } = shown
  if (state === 'paid' && free && !shown.checks) return <p>{t('state.paid.free')}</p>
  if (state === 'paid') {
    const words = shown.withdrawn
      ? 'withdrawn'
      : shown.returns
        ? 'returns'
        : shown.checks
          ? 'checks'
          : shown.joins
            ? 'joins'
            : 'text'
    return <p>{t(`state.paid.${words}`, { reference })}</p>
  }
  if (state === 'pending') return <p>{t(opensNow ? 'state.pending.open' : 'state.pending.text')}</p>
  return <p>{t(`state.${state}.text`, { amount: refunded })}</p>
}

export function PayActions({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  if (!shown.payUrl) return <Alert tone="info">{t('page.soon')}</Alert>
  return (
    <>
      {shown.held && <p>{t('page.held', { time: shown.held })}</p>}
      <p className="text-muted">{t('page.payNote')}</p>
      <Actions>
        <LinkButton to={shown.held ? href.payPayment(shown.id) : shown.payUrl}>
          {t('page.pay', { amount: shown.total })}
        </LinkButton>
        <LinkButton to={shown.back} look="quiet">
          {t('page.change')}
        </LinkButton>
      </Actions>
    </>
  )
}

export function NextActions({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  const { state, directory, receipts, back, tickets } = shown
  const again = state === 'failed' || state === 'cancelled' || state === 'refunded'
  return (
    <Actions>
      {again && <LinkButton to={back}>{t('again')}</LinkButton>}
      {tickets && (state === 'paid' || state === 'pending') && <LinkButton to={back}>{t('next.tickets')}</LinkButton>}
      {state === 'paid' && directory && !tickets && <LinkButton to={href.directory}>{t('next.directory')}</LinkButton>}
      {state === 'paid' && receipts && (
        <LinkButton to={href.receipts} look="secondary">
          {t('next.receipts')}
        </LinkButton>
      )}
      <LinkButton to="/" look="quiet">
        {t('next.home')}
      </LinkButton>
    </Actions>
  )
}
