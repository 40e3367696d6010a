import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'

type ReceivedAlertProps = {
  sale: { buyer: string; handle: string | null; email: string | null; paidUntil?: string | null | undefined }
}

/** What recording a cheque did, and what comes next. */
export function ReceivedAlert({ sale: { buyer, handle, email, paidUntil } }: ReceivedAlertProps) {
  const { t, i18n } = useTranslation('payments')
  const key = paidUntil === undefined ? 'paid' : paidUntil === null ? 'forLife' : 'until'
  const day = paidUntil ? shortDay(`${paidUntil}T12:00:00Z`, i18n.language) : ''
  return (
    <>
      <Alert tone="success" live>
        {t(`staff.received.${key}`, { name: buyer, day })}{' '}
        {t(email ? 'staff.received.sent' : 'staff.received.noEmail', { email })}
      </Alert>
      <Actions>
        <LinkButton to={href.recordCheques}>{t('staff.received.next')}</LinkButton>
        {handle && (
          <LinkButton look="secondary" to={href.memberDues(handle)}>
            {t('staff.received.record')}
          </LinkButton>
        )}
      </Actions>
    </>
  )
}
