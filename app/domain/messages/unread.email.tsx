/**
 * « … vous a écrit » : one mail per burst, after the delay that its reader chose (S12). Names are as the policy reveals
 * them to the reader when the mail is written; addresses are in it nowhere.
 */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'

export interface Unread {
  /** Of each conversation; null: somebody whom the reader may not know of. */
  names: (string | null)[]
  /** They are strangers, who wait for a yes. */
  requests: boolean
  /** What was written, where association and reader want it in mails. */
  texts: { name: string | null; text: string }[]
  /** Where it is read. */
  to: string
  /** The reader has a page where they choose. */
  chooses: boolean
}

export const unreadLetter = defineLetter<Unread>({
  kind: 'messages.unread',
  follows: true,
  subject: ({ names, requests }, { t }) =>
    t(`messages:mail.${requests ? 'request' : 'subject'}`, {
      count: names.length,
      name: names[0] ?? t('messages:hidden'),
    }),
  body: ({ names, requests, texts, to, chooses }, { t, link }) => {
    const named = names.map((name) => name ?? t('messages:hidden'))
    return (
      <>
        <MailText>
          {t(`messages:mail.${requests ? 'requestText' : 'text'}`, { count: named.length, names: named.join(', ') })}
        </MailText>
        {texts.map(({ name, text }) => (
          <MailText key={text}>
            {name ?? t('messages:hidden')} : « {text} »
          </MailText>
        ))}
        <MailButton to={link(to)}>{t('messages:mail.read')}</MailButton>
        <MailNote>{t('messages:mail.reply')}</MailNote>
        {chooses && (
          <MailNote>
            <MailLink to={link(href.subscriptions)}>{t('messages:mail.choose')}</MailLink>
          </MailNote>
        )}
      </>
    )
  },
})
