import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface LinkNews {
  firstName: string
  /** A path of ours with the link's secret; the canonical host is put before it as the mail leaves. */
  path: string
  login?: string
  door?: string
}

/**
 * A mail whose one button carries a link that acts once.
 * @param keyOf which texts of `access-letters` it is written in
 */
function linkLetter(kind: string, keyOf: (data: LinkNews) => string = () => kind) {
  return defineLetter<LinkNews>({
    kind: `access.${kind}`,
    // Invitations leave by the thousand, and nobody waits for theirs.
    urgent: kind !== 'invitation',
    subject: (data, { t, config }) => t(`access-letters:${keyOf(data)}.subject`, { association: config.shortName }),
    body: (data, { t, config, link }) => {
      const { firstName, path, login = '' } = data
      const say = (part: string) =>
        t(`access-letters:${keyOf(data)}.${part}`, { association: config.name, firstName, login })
      return (
        <>
          <MailHeading>{t(firstName ? 'access-letters:helloName' : 'access-letters:hello', { firstName })}</MailHeading>
          <MailText>{say('text')}</MailText>
          <MailButton to={link(path)}>{say('button')}</MailButton>
          <MailText>{say('lasts')}</MailText>
          <MailNote>{t('access-letters:notYou')}</MailNote>
        </>
      )
    },
  })
}

export const linkLetters = [
  // The record, a human or both say that it is them: a first password to choose [I2].
  linkLetter('activation'),
  // The staff invite somebody of the base.
  linkLetter('invitation'),
  // Somebody new proves an address [N1, P5].
  linkLetter('registration', ({ door }) => (door === 'people' ? 'registration' : 'organisation')),
  // A forgotten password, to an address on file [S2].
  linkLetter('recovery'),
  // A proof of identity was accepted: to the address that was given with it [S2].
  linkLetter('identity'),
]
