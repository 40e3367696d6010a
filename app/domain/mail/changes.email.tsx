import * as href from '#app/addresses.ts'
import { MailButton, MailFacts, MailHeading, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { defineLetter } from './letter.ts'

/** « Votre fiche a changé »: which lines, never what they say now (S11). */
export const changesLetter = defineLetter<{ fields: string[]; by: 'person' | 'staff' }>({
  kind: 'mailing.changes',
  follows: true,
  subject: (_, { t, config }) => t('mailing:changes.subject', { name: config.shortName }),
  body: ({ fields, by }, { t, link, config }) => (
    <>
      <MailHeading>{t('mailing:changes.title')}</MailHeading>
      <MailText>{t(`mailing:changes.${by}`, { name: config.name })}</MailText>
      <MailFacts facts={fields.map((field) => ['·', t(`fields.${field}`)] as const)} />
      <MailButton to={link(href.settings)}>{t('mailing:changes.look')}</MailButton>
      <MailNote>{t('mailing:changes.wrong', { contact: config.contactEmail })}</MailNote>
    </>
  ),
})

/** To the addresses of before, when one comes or goes (S11). */
export const addressesLetter = defineLetter<{ added: string[]; removed: string[] }>({
  kind: 'mailing.addresses',
  subject: (_, { t, config }) => t('mailing:addresses.subject', { name: config.shortName }),
  body: ({ added, removed }, { t, link, config }) => (
    <>
      <MailHeading>{t('mailing:addresses.title')}</MailHeading>
      <MailText>{t('mailing:addresses.text', { name: config.name })}</MailText>
      <MailFacts
        facts={[
          ...added.map((address) => [t('mailing:addresses.added'), address] as const),
          ...removed.map((address) => [t('mailing:addresses.removed'), address] as const),
        ]}
      />
      <MailButton to={link(`${href.ownContact}#adresses`)}>{t('mailing:addresses.look')}</MailButton>
      <MailNote>{t('mailing:changes.wrong', { contact: config.contactEmail })}</MailNote>
    </>
  ),
})

/** To the address that takes over from one that does not take mails any more (I4, B21). */
export const failingLetter = defineLetter<{ address: string }>({
  kind: 'mailing.failing',
  subject: (_, { t, config }) => t('mailing:failing.subject', { name: config.shortName }),
  body: ({ address }, { t, link, config }) => (
    <>
      <MailHeading>{t('mailing:failing.title')}</MailHeading>
      <MailText>{t('mailing:failing.text', { address, name: config.name })}</MailText>
      <MailButton to={link(`${href.ownContact}#adresses`)}>{t('mailing:addresses.look')}</MailButton>
      <MailNote>{t('mailing:failing.note')}</MailNote>
    </>
  ),
})

/** The link that proves an address. */
export const proofLetter = defineLetter<{ address: string; path: string }>({
  kind: 'mailing.proof',
  urgent: true,
  subject: (_, { t, config }) => t('mailing:proof.subject', { name: config.shortName }),
  body: ({ address, path }, { t, link, config }) => (
    <>
      <MailHeading>{t('mailing:proof.title')}</MailHeading>
      <MailText>{t('mailing:proof.text', { address, name: config.name })}</MailText>
      <MailButton to={link(path)}>{t('mailing:proof.button')}</MailButton>
      <MailNote>{t('mailing:proof.note')}</MailNote>
    </>
  ),
})
