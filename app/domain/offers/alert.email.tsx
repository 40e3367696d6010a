/** The day's mail of alerts: what is new, judged again when it leaves, and how to end each alert (N5; C14). */

import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { stillOnLine } from './read-offers.server.ts'

export interface AlertLetter {
  accountId: string
  offers: { id: string; title: string; company: string; town: string }[]
  /** Those that found something: their words, and the page that ends or renews one. */
  alerts: { words: string; path: string }[]
}

export const alertLetter = defineLetter<AlertLetter>({
  kind: 'offers.alert',
  async atSending(unit, mails) {
    const { query, tenant, now } = unit
    const sisters = await sistersOf(tenant)
    const kept = new Map<string, AlertLetter>()
    for (const { id, data } of mails) {
      const viewer = await readAccountViewer(tenant, data.accountId, now, query)
      // An account that was shut meanwhile reads as a visitor, who may read offers too: nobody is written to.
      if (viewer.accountId === undefined) continue
      const reader = { tenant, ability: abilityOf(tenant, viewer, sisters), now }
      const still = await stillOnLine(
        query,
        reader,
        data.offers.map((one) => one.id),
      )
      const offers = data.offers.filter((one) => still.has(one.id))
      if (offers.length > 0) kept.set(id, { ...data, offers })
    }
    return kept
  },
  subject: ({ offers }, { t }) => t('alerts:mail.subject', { count: offers.length, title: offers[0]?.title ?? '' }),
  body: ({ offers, alerts }, { t, link }) => (
    <>
      {offers.map(({ id, title, company, town }) => (
        <MailText key={id}>
          <MailLink to={link(href.offer(id))}>{title}</MailLink>
          <br />
          {company} · {town}
        </MailText>
      ))}
      {alerts.map(({ words, path }) => (
        <MailNote key={path}>
          {t('alerts:mail.because', { words: words || t('alerts:all') })}{' '}
          <MailLink to={link(path)}>{t('alerts:mail.change')}</MailLink>
        </MailNote>
      ))}
    </>
  ),
})
