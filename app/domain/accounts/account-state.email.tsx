/** To somebody whose account the staff close or open again, with the reason they gave (E6, N11). */

import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface AccountState {
  what: 'closed' | 'reopened'
  reason?: string
}

export const accountStateLetter = defineLetter<AccountState>({
  kind: 'admin.accountState',
  subject: ({ what }, { t, config }) => t(`admin:mail.${what}.subject`, { association: config.shortName }),
  body: ({ what, reason }, { t, config }) => (
    <>
      <MailText>{t(`admin:mail.${what}.text`, { association: config.name })}</MailText>
      {reason && <MailText>« {reason} »</MailText>}
      <MailNote>{t('admin:mail.answer', { address: config.contactEmail })}</MailNote>
    </>
  ),
})
