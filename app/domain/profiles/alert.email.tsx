/** Letters of alerts on profiles: what is new, judged again when it leaves, and that an alert ends (N6; C20, C21). */
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { keepsProfileAlerts } from '#app/policy/career-profile.rules.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { MailButton, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { readerFacts } from './exclusions.server.ts'
import { stillFound } from './library.server.ts'

export interface ProfileAlert {
  accountId: string
  profiles: { id: string; headline: string }[]
}

export const profileAlertLetter = defineLetter<ProfileAlert>({
  kind: 'profiles.alert',
  async atSending({ query, tenant, now }, mails) {
    const sisters = await sistersOf(tenant)
    const kept = new Map<string, ProfileAlert>()
    for (const { id, data } of mails) {
      const viewer = await readAccountViewer(tenant, data.accountId, now, query)
      if (!keepsProfileAlerts(abilityOf(tenant, viewer, sisters))) continue
      const facts = await readerFacts(query, { tenant, viewer })
      const ids = data.profiles.map((one) => one.id)
      const still = await stillFound(query, { tenant, now }, facts, ids)
      const profiles = data.profiles.filter((one) => still.has(one.id))
      if (profiles.length > 0) kept.set(id, { ...data, profiles })
    }
    return kept
  },
  subject: ({ profiles }, { t }) =>
    t('profiles:alerts.mail.subject', { count: profiles.length, headline: profiles[0]?.headline ?? '' }),
  body: ({ profiles }, { t, link }) => (
    <>
      {profiles.map(({ id, headline }) => (
        <MailText key={id}>
          <MailLink to={link(href.libraryProfile(id))}>{headline}</MailLink>
        </MailText>
      ))}
      <MailNote>
        <MailLink to={link(href.profileAlerts)}>{t('profiles:alerts.mail.change')}</MailLink>
      </MailNote>
    </>
  ),
})

export interface AlertEnding {
  words: string
  /** Civil day on which it ends. */
  until: string
}

export const alertEndingLetter = defineLetter<AlertEnding>({
  kind: 'profiles.alert-ending',
  subject: ({ words }, { t }) => t('profiles:alerts.mail.endingSubject', { words: words || t('profiles:alerts.all') }),
  body: ({ words, until }, { t, link, language, config }) => (
    <>
      <MailText>
        {t('profiles:alerts.mail.endingText', {
          words: words || t('profiles:alerts.all'),
          day: longDay(`${until}T12:00:00Z`, language),
          months: periodOf(config.keep, 'alert').months ?? 12,
        })}
      </MailText>
      <MailButton to={link(href.profileAlerts)}>{t('profiles:alerts.mail.endingAction')}</MailButton>
    </>
  ),
})
