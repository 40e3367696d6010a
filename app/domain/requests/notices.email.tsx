import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface Notice {
  firstName: string
  login?: string
  door?: string
  reason?: string
  /** A new address as far as its owner needs it to know it again: `j…@courriel.example`. */
  address?: string
  /** What it was about, a word of `access-letters:refused.of`. */
  of?: string
}

const SIGN_IN: Record<string, string> = { recruiters: href.signInRecruiters, schools: href.signInSchools }
const FORGOTTEN: Record<string, string> = {
  recruiters: href.forgottenPasswordRecruiters,
  schools: href.forgottenPasswordSchools,
}

/** To somebody who asks for an account and has one. */
const activeLetter = defineLetter<Notice>({
  kind: 'access.active',
  subject: (_, { t, config }) => t('access-letters:active.subject', { association: config.shortName }),
  body: ({ firstName, login = '', door = 'people' }, { t, config, link }) => (
    <>
      <MailHeading>{t(firstName ? 'access-letters:helloName' : 'access-letters:hello', { firstName })}</MailHeading>
      <MailText>{t('access-letters:active.text', { association: config.name, login })}</MailText>
      <MailButton to={link(SIGN_IN[door] ?? href.signIn)}>{t('access-letters:active.button')}</MailButton>
      <MailText>
        <MailLink to={link(FORGOTTEN[door] ?? href.forgottenPassword)}>{t('access-letters:active.forgotten')}</MailLink>
      </MailText>
      <MailNote>{t('access-letters:notYou')}</MailNote>
    </>
  ),
})

/** To the addresses on file, when a human lets a new one in: if it was not them, they say so before it is too late. */
const decidedLetter = defineLetter<Notice>({
  kind: 'access.decided',
  subject: (_, { t, config }) => t('access-letters:decided.subject', { association: config.shortName }),
  body: ({ firstName, address = '' }, { t, config }) => (
    <>
      <MailHeading>{t(firstName ? 'access-letters:helloName' : 'access-letters:hello', { firstName })}</MailHeading>
      <MailText>{t('access-letters:decided.text', { association: config.name, address })}</MailText>
      <MailText>{t('access-letters:decided.notYou')}</MailText>
      <MailText>
        <MailLink to={`mailto:${config.contactEmail}`}>{config.contactEmail}</MailLink>
      </MailText>
    </>
  ),
})

/** A human said no, and why. */
const refusedLetter = defineLetter<Notice>({
  kind: 'access.refused',
  subject: (_, { t, config }) => t('access-letters:refused.subject', { association: config.shortName }),
  body: ({ reason = '', of = 'activation' }, { t, config }) => (
    <>
      <MailHeading>{t('access-letters:hello')}</MailHeading>
      <MailText>{t(`access-letters:refused.of.${of}`, { association: config.name })}</MailText>
      <MailText>{t('access-letters:refused.why', { reason })}</MailText>
      <MailText>{t('access-letters:refused.then')}</MailText>
      <MailText>
        <MailLink to={`mailto:${config.contactEmail}`}>{config.contactEmail}</MailLink>
      </MailText>
    </>
  ),
})

/** A company's or a school's account has been validated. */
const validatedLetter = defineLetter<Notice>({
  kind: 'access.validated',
  subject: (_, { t, config }) => t('access-letters:validated.subject', { association: config.shortName }),
  body: ({ door = 'recruiters' }, { t, config, link }) => (
    <>
      <MailHeading>{t('access-letters:hello')}</MailHeading>
      <MailText>{t('access-letters:validated.text', { association: config.name })}</MailText>
      <MailButton to={link(SIGN_IN[door] ?? href.signIn)}>{t('access-letters:validated.button')}</MailButton>
    </>
  ),
})

/** The paper that dues asked for is accepted. */
const acceptedLetter = defineLetter<Notice>({
  kind: 'access.accepted',
  subject: (_, { t, config }) => t('access-letters:accepted.subject', { association: config.shortName }),
  body: ({ firstName }, { t, config, link }) => (
    <>
      <MailHeading>{t(firstName ? 'access-letters:helloName' : 'access-letters:hello', { firstName })}</MailHeading>
      <MailText>{t('access-letters:accepted.text', { association: config.name })}</MailText>
      <MailButton to={link(href.dues)}>{t('access-letters:accepted.button')}</MailButton>
      <MailNote>{t('access-letters:accepted.gone')}</MailNote>
    </>
  ),
})

export const noticeLetters = [acceptedLetter, activeLetter, decidedLetter, refusedLetter, validatedLetter]
