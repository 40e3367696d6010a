import { defineLetter } from '../mailing/letter.ts'

interface Notice {
  firstName: string
  login?: string
  door?: string
  reason?: string
  /** A new address as far as its owner needs it to know it again: `j…@courriel.example`. */
  address?: string
  /** What it was about, a word of `access:letters.refused.of`. */
  of?: string
}

const SIGN_IN: Record<string, string> = { recruiters: '/recruteurs/connexion', schools: '/ecoles/connexion' }
const FORGOTTEN: Record<string, string> = {
  recruiters: '/recruteurs/mot-de-passe-oublie',
  schools: '/ecoles/mot-de-passe-oublie',
}

/** To somebody who asks for an account and has one. */
export const activeLetter = defineLetter<Notice>({
  kind: 'access.active',
  subject: (_, { t, config }) => t('access:letters.active.subject', { association: config.shortName }),
  body: ({ firstName, login = '', door = 'people' }, { t, config, link }) => (
    <>
      <p>{t(firstName ? 'access:letters.helloName' : 'access:letters.hello', { firstName })}</p>
      <p>{t('access:letters.active.text', { association: config.name, login })}</p>
      <p>
        <a href={link(SIGN_IN[door] ?? '/connexion')}>{t('access:letters.active.button')}</a>
      </p>
      <p>
        <a href={link(FORGOTTEN[door] ?? '/mot-de-passe-oublie')}>{t('access:letters.active.forgotten')}</a>
      </p>
      <p>{t('access:letters.notYou')}</p>
    </>
  ),
})

/** To the addresses on file, when a human lets a new one in: if it was not them, they say so before it is too late. */
export const decidedLetter = defineLetter<Notice>({
  kind: 'access.decided',
  subject: (_, { t, config }) => t('access:letters.decided.subject', { association: config.shortName }),
  body: ({ firstName, address = '' }, { t, config }) => (
    <>
      <p>{t(firstName ? 'access:letters.helloName' : 'access:letters.hello', { firstName })}</p>
      <p>{t('access:letters.decided.text', { association: config.name, address })}</p>
      <p>{t('access:letters.decided.notYou')}</p>
      <p>
        <a href={`mailto:${config.contactEmail}`}>{config.contactEmail}</a>
      </p>
    </>
  ),
})

/** A human said no, and why. */
export const refusedLetter = defineLetter<Notice>({
  kind: 'access.refused',
  subject: (_, { t, config }) => t('access:letters.refused.subject', { association: config.shortName }),
  body: ({ reason = '', of = 'activation' }, { t, config }) => (
    <>
      <p>{t('access:letters.hello')}</p>
      <p>{t(`access:letters.refused.of.${of}`, { association: config.name })}</p>
      <p>{t('access:letters.refused.why', { reason })}</p>
      <p>{t('access:letters.refused.then')}</p>
      <p>
        <a href={`mailto:${config.contactEmail}`}>{config.contactEmail}</a>
      </p>
    </>
  ),
})

/** A company's or a school's account has been validated. */
export const validatedLetter = defineLetter<Notice>({
  kind: 'access.validated',
  subject: (_, { t, config }) => t('access:letters.validated.subject', { association: config.shortName }),
  body: ({ door = 'recruiters' }, { t, config, link }) => (
    <>
      <p>{t('access:letters.hello')}</p>
      <p>{t('access:letters.validated.text', { association: config.name })}</p>
      <p>
        <a href={link(SIGN_IN[door] ?? '/connexion')}>{t('access:letters.validated.button')}</a>
      </p>
    </>
  ),
})
