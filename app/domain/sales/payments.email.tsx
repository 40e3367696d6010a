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
    t('payments-letters:paid.subject', { amount: euros(total, language), association: config.shortName }),
  body: ({ name, reference, total, means, lines, hasPage, checks, withdraws, until: day }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments-letters:paid.title')}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>
        {t('payments-letters:paid.text', { amount: euros(total, language), means: t(`payments:means.${means}`) })}
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
      {checks && <MailText>{t('payments-letters:paid.checks')}</MailText>}
      {hasPage && <MailButton to={link(href.receipts)}>{t('payments-letters:paid.button')}</MailButton>}
      {withdraws && day && (
        <MailText>
          {t('payments-letters:paid.withdraw', { day: longDay(day, language) })}{' '}
          <MailLink to={link(href.withdrawal(withdraws))}>{t('payments:withdrawal.link')}</MailLink>
        </MailText>
      )}
      <MailNote>{t('payments-letters:paid.note')}</MailNote>
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
  subject: (_, { t, config }) => t('payments-letters:failed.subject', { association: config.shortName }),
  body: ({ name, total, dues }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments-letters:failed.title')}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>{t('payments-letters:failed.text', { amount: euros(total, language) })}</MailText>
      <MailButton to={link(dues ? href.dues : href.directoryPass)}>{t('payments-letters:failed.button')}</MailButton>
    </>
  ),
})

export const refundedLetter = defineLetter<{ name: string; cents: number; reference: string; whole: boolean }>({
  kind: 'payments.refunded',
  subject: ({ cents }, { t, config, language }) =>
    t('payments-letters:refunded.subject', { amount: euros(cents, language), association: config.shortName }),
  body: ({ name, cents, reference, whole }, { t, language }) => (
    <>
      <MailHeading>{t('payments-letters:refunded.title')}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>{t('payments-letters:refunded.text', { amount: euros(cents, language), reference })}</MailText>
      {whole && <MailText>{t('payments-letters:refunded.whole')}</MailText>}
    </>
  ),
})

export const renewalFailedLetter = defineLetter<{ name: string; cents: number; last: boolean; endsAt: string | null }>({
  kind: 'payments.renewal-failed',
  subject: (_, { t, config }) => t('payments-letters:renewal.subject', { association: config.shortName }),
  body: ({ name, cents, last, endsAt }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments-letters:renewal.title')}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>
        {t(last ? 'payments-letters:renewal.last' : 'payments-letters:renewal.again', {
          amount: euros(cents, language),
        })}
      </MailText>
      {endsAt && <MailText>{t('payments-letters:renewal.ends', { day: longDay(lastDay(endsAt), language) })}</MailText>}
      <MailButton to={link(href.dues)}>{t('payments-letters:renewal.button')}</MailButton>
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
    t(`payments-letters:instalment.${last ? 'stopped' : 'subject'}`, { association: config.shortName }),
  body: ({ name, number, of, last, cents, restCents, again }, { t, language, link }) => (
    <>
      <MailHeading>{t(`payments-letters:instalment.${last ? 'stoppedTitle' : 'title'}`)}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>{t('payments-letters:instalment.text', { amount: euros(cents, language), number, of })}</MailText>
      <MailText>
        {last || !again
          ? t('payments-letters:instalment.last', { rest: euros(restCents, language) })
          : t('payments-letters:instalment.again', { day: longDay(again, language) })}
      </MailText>
      <MailButton to={link(href.dues)}>{t('payments-letters:instalment.button')}</MailButton>
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
    t('payments-letters:soon.subject', { association: config.shortName, day: longDay(on, language) }),
  body: ({ name, number, of, cents, means, on }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments-letters:soon.title')}</MailHeading>
      <MailText>{t('payments-letters:hello', { name })}</MailText>
      <MailText>
        {t('payments-letters:soon.text', {
          ...{
            amount: euros(cents, language),
            number,
            of,
            day: longDay(on, language),
            means: t(`payments:means.${means}`),
          },
        })}
      </MailText>
      <MailButton to={link(href.dues)}>{t('payments-letters:instalment.button')}</MailButton>
    </>
  ),
})

/** To the staff who keep the books. @see mailRefundFailed */
export const refundFailedLetter = defineLetter<{ sale: string; buyer: string; cents: number; wasDone: boolean }>({
  kind: 'payments.refund-failed',
  subject: ({ cents }, { t, config, language }) =>
    t('payments-letters:refundFailed.subject', { amount: euros(cents, language), association: config.shortName }),
  body: ({ sale, buyer, cents, wasDone }, { t, language, link }) => (
    <>
      <MailHeading>{t('payments-letters:refundFailed.title')}</MailHeading>
      <MailText>{t('payments-letters:refundFailed.text', { amount: euros(cents, language), buyer })}</MailText>
      <MailText>{t(wasDone ? 'payments-letters:refundFailed.done' : 'payments-letters:refundFailed.never')}</MailText>
      <MailButton to={link(href.sale(sale))}>{t('payments-letters:refundFailed.button')}</MailButton>
    </>
  ),
})

/** Acknowledges a withdrawal: what was said, when to the second, what comes back. */
export const withdrawnLetter = defineLetter<{ name: string; what: string; cents: number; at: string; paid: boolean }>({
  kind: 'payments.withdrawn',
  subject: (_, { t, config }) => t('payments-letters:withdrawn.subject', { association: config.shortName }),
  body: ({ name, what, cents, at, paid }, { t, language, config }) => (
    <>
      <MailHeading>{t('payments-letters:withdrawn.title')}</MailHeading>
      <MailText>{t('payments-letters:withdrawn.text', { association: config.name })}</MailText>
      <MailFacts
        facts={[
          [t('payments:withdrawal.who'), name],
          [t('payments:withdrawal.what'), what],
          [t('payments:withdrawal.said'), exactMoment(at, language)],
          [t('payments:withdrawal.back'), euros(cents, language)],
        ]}
      />
      <MailText>{t(paid ? 'payments-letters:withdrawn.money' : 'payments-letters:withdrawn.debit')}</MailText>
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
