/** For who has no account: what the association is, the ways in, what it costs, where it is. */
import LogIn from 'lucide-react/icons/log-in'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions, Reading } from '#app/ui/layout.tsx'
import type { Welcome } from './association-home.server.ts'

/** One sentence, one way to begin, one to come back. */
export function WelcomeText({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation('content')
  const { about, begin, signIn, from } = welcome
  return (
    <div className="stack">
      <Reading>
        <p>{about}</p>
      </Reading>
      <Actions>
        {begin && <LinkButton to={begin.path}>{begin.text}</LinkButton>}
        {signIn && (
          <LinkButton to={signIn} icon={LogIn} {...(begin ? { look: 'secondary' as const } : {})}>
            {t('home.doors.people')}
          </LinkButton>
        )}
      </Actions>
      {from && (
        <p>
          <Anchor to={from.path}>{t('home.from', { price: from.price })}</Anchor>
        </p>
      )}
    </div>
  )
}

/** Other doors in small print, and where the association is. */
export function WelcomeFoot({ welcome: { others, place, email } }: { welcome: Welcome }) {
  const { t } = useTranslation('content')
  return (
    <div className="mt-8 flex flex-wrap justify-between gap-6 border-t border-line pt-6 text-muted">
      <address className="not-italic">
        {place.map((line) => (
          <div key={line}>{line}</div>
        ))}
        <a className="break-words" href={`mailto:${email}`}>
          {email}
        </a>
        {' · '}
        <Anchor to={href.contact}>{t('home.contact')}</Anchor>
      </address>
      {others.length > 0 && (
        <ul>
          {others.map(({ door, path }) => (
            <li key={door}>
              {t(`home.others.${door}`)} <Anchor to={path}>{t(`home.doors.${door}`)}</Anchor>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
