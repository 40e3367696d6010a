/** Letters about money: paid, refused, given back, a renewal that did not go through. They always say « vous ». */

import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { euros, exactMoment, longDay } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { MailButton, MailFacts, MailHeading, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface PaidLine {
  kind: string
  label: string
  cents: number
  startsAt: string | null
  endsAt: string | null
}

interface Paid {
  name: string
  reference: string
  total: number
  means: string
  lines: PaidLine[]
  hasPage: boolean
  /** The staff have to accept a paper before anything opens. */
  checks?: boolean
  /** The sale that can be withdrawn from, and until which day. */
  withdraws?: string
  until?: string
}

export const paidLetter = defineLetter<Paid>({
  kind: 'payments.paid',
  subject: ({ total }, { t, config, language }) =>
    t('payments:mail.paid.subject', { amount: euros(total, language), association: config.shortName }),
  body: ({ name, reference, total, means, lines, hasPage, checks, withdraws, until: day }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments:mail.paid.title')}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>
        {t('payments:mail.paid.text', { amount: euros(total, language), means: t(`payments:means.${means}`) })}
      </MailText>
      <MailFacts
        facts={[
          [t('payments:invoice'), reference],
          ...lines.map((line) => [line.label, euros(line.cents, language)] as const),
          ...lines.flatMap((line) =>
            line.startsAt ? [[t(`payments:opens.${line.kind}`), until(line, language, t)] as const] : [],
          ),
        ]}
      />
      {checks && <MailText>{t('payments:mail.paid.checks')}</MailText>}
      {hasPage && <MailButton to={link(href.receipts)}>{t('payments:mail.paid.button')}</MailButton>}
      {withdraws && day && (
        <MailText>
          {t('payments:mail.paid.withdraw', { day: longDay(day, language) })}{' '}
          <MailLink to={link(href.withdrawal(withdraws))}>{t('payments:withdrawal.link')}</MailLink>
        </MailText>
      )}
      <MailNote>{t('payments:mail.paid.note')}</MailNote>
    </>
  ),
})

function until({ kind, endsAt }: PaidLine, language: string, t: Translate): string {
  if (!endsAt) return t('payments:forLife')
  return t('payments:until', {
    day: kind === 'pass' ? exactMoment(endsAt, language) : longDay(lastDay(endsAt), language),
  })
}

export const failedLetter = defineLetter<{ name: string; total: number; dues: boolean }>({
  kind: 'payments.failed',
  subject: (_, { t, config }) => t('payments:mail.failed.subject', { association: config.shortName }),
  body: ({ name, total, dues }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments:mail.failed.title')}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>{t('payments:mail.failed.text', { amount: euros(total, language) })}</MailText>
      <MailButton to={link(dues ? href.dues : href.directoryPass)}>{t('payments:mail.failed.button')}</MailButton>
    </>
  ),
})

export const refundedLetter = defineLetter<{ name: string; cents: number; reference: string; whole: boolean }>({
  kind: 'payments.refunded',
  subject: ({ cents }, { t, config, language }) =>
    t('payments:mail.refunded.subject', { amount: euros(cents, language), association: config.shortName }),
  body: ({ name, cents, reference, whole }, { t, language }) => (
    <>
      <MailHeading>{t('payments:mail.refunded.title')}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>{t('payments:mail.refunded.text', { amount: euros(cents, language), reference })}</MailText>
      {whole && <MailText>{t('payments:mail.refunded.whole')}</MailText>}
    </>
  ),
})

export const renewalFailedLetter = defineLetter<{ name: string; cents: number; last: boolean; endsAt: string | null }>({
  kind: 'payments.renewal-failed',
  subject: (_, { t, config }) => t('payments:mail.renewal.subject', { association: config.shortName }),
  body: ({ name, cents, last, endsAt }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments:mail.renewal.title')}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>
        {t(last ? 'payments:mail.renewal.last' : 'payments:mail.renewal.again', { amount: euros(cents, language) })}
      </MailText>
      {endsAt && <MailText>{t('payments:mail.renewal.ends', { day: longDay(lastDay(endsAt), language) })}</MailText>}
      <MailButton to={link(href.dues)}>{t('payments:mail.renewal.button')}</MailButton>
    </>
  ),
})

/** @see mailInstalmentRefused */
export const instalmentRefusedLetter = defineLetter<{
  name: string
  number: number
  of: number
  last: boolean
  cents: number
  restCents: number
  again: string | null
}>({
  kind: 'payments.instalment-refused',
  subject: ({ last }, { t, config }) =>
    t(`payments:mail.instalment.${last ? 'stopped' : 'subject'}`, { association: config.shortName }),
  body: ({ name, number, of, last, cents, restCents, again }, { t, language, link }) => (
    <>
      <MailHeading>{t(`payments:mail.instalment.${last ? 'stoppedTitle' : 'title'}`)}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>{t('payments:mail.instalment.text', { amount: euros(cents, language), number, of })}</MailText>
      <MailText>
        {last || !again
          ? t('payments:mail.instalment.last', { rest: euros(restCents, language) })
          : t('payments:mail.instalment.again', { day: longDay(again, language) })}
      </MailText>
      <MailButton to={link(href.dues)}>{t('payments:mail.instalment.button')}</MailButton>
    </>
  ),
})

/** @see tellSoon */
export const instalmentSoonLetter = defineLetter<{
  name: string
  number: number
  of: number
  cents: number
  means: string
  on: string
}>({
  kind: 'payments.instalment-soon',
  subject: ({ on }, { t, config, language }) =>
    t('payments:mail.soon.subject', { association: config.shortName, day: longDay(on, language) }),
  body: ({ name, number, of, cents, means, on }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments:mail.soon.title')}</MailHeading>
      <MailText>{t('payments:mail.hello', { name })}</MailText>
      <MailText>
        {t('payments:mail.soon.text', {
          ...{
            amount: euros(cents, language),
            number,
            of,
            day: longDay(on, language),
            means: t(`payments:means.${means}`),
          },
        })}
      </MailText>
      <MailButton to={link(href.dues)}>{t('payments:mail.instalment.button')}</MailButton>
    </>
  ),
})

/** To the staff who keep the books. @see mailRefundFailed */
export const refundFailedLetter = defineLetter<{ sale: string; buyer: string; cents: number; wasDone: boolean }>({
  kind: 'payments.refund-failed',
  subject: ({ cents }, { t, config, language }) =>
    t('payments:mail.refundFailed.subject', { amount: euros(cents, language), association: config.shortName }),
  body: ({ sale, buyer, cents, wasDone }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments:mail.refundFailed.title')}</MailHeading>
      <MailText>{t('payments:mail.refundFailed.text', { amount: euros(cents, language), buyer })}</MailText>
      <MailText>{t(wasDone ? 'payments:mail.refundFailed.done' : 'payments:mail.refundFailed.never')}</MailText>
      <MailButton to={link(href.sale(sale))}>{t('payments:mail.refundFailed.button')}</MailButton>
    </>
  ),
})

/** Acknowledges a withdrawal: what was said, when to the second, what comes back. */
export const withdrawnLetter = defineLetter<{ name: string; what: string; cents: number; at: string; paid: boolean }>({
  kind: 'payments.withdrawn',
  subject: (_, { t, config }) => t('payments:mail.withdrawn.subject', { association: config.shortName }),
  body: ({ name, what, cents, at, paid }, { t, language, config }) => (
    <>
      <MailHeading>{t('payments:mail.withdrawn.title')}</MailHeading>
      <MailText>{t('payments:mail.withdrawn.text', { association: config.name })}</MailText>
      <MailFacts
        facts={[
          [t('payments:withdrawal.who'), name],
          [t('payments:withdrawal.what'), what],
          [t('payments:withdrawal.said'), exactMoment(at, language)],
          [t('payments:withdrawal.back'), euros(cents, language)],
        ]}
      />
      <MailText>{t(paid ? 'payments:mail.withdrawn.money' : 'payments:mail.withdrawn.debit')}</MailText>
    </>
  ),
})

export const paymentLetters = [
  withdrawnLetter,
  paidLetter,
  failedLetter,
  refundedLetter,
  refundFailedLetter,
  renewalFailedLetter,
  instalmentRefusedLetter,
  instalmentSoonLetter,
]
