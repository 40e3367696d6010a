import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longMoment } from '#app/i18n/format.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'
import type { SecurityEventKind } from './security-events.server.ts'

interface News {
  what: SecurityEventKind
  login: string
  /** ISO 8601. */
  at: string
  device: string | null
}

/**
 * What changed about the keys of an account, to the address on file (S11; addresses themselves:
 * mailing/changes.email.tsx).
 */
export const securityLetter = defineLetter<News>({
  kind: 'account.security',
  follows: true,
  subject: ({ what }, { t, config }) =>
    t(`account-letters:security.${what}.subject`, { association: config.shortName }),
  body: ({ what, login, at }, { t, language, config, link }) => {
    const moment = longMoment(at, language)
    return (
      <>
        <MailText>{t('account-letters:hello')}</MailText>
        <MailText>{t(`account-letters:security.${what}.text`, { association: config.name, login, moment })}</MailText>
        <MailText>{t('account-letters:security.yours')}</MailText>
        <MailText>{t('account-letters:security.notYours')}</MailText>
        <MailButton to={link(href.forgottenPassword)}>{t('account-letters:security.recover')}</MailButton>
      </>
    )
  },
})
