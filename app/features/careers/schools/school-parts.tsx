import { useTranslation } from 'react-i18next'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import type { SchoolServiceKind } from '#app/vocabulary/schools.ts'
import type { ShownSchoolLine } from './shown-school.ts'

type Contact = Pick<ShownSchoolLine, 'name' | 'city'> & {
  website: string | null
  links: string[]
  street: string | null
  postcode: string | null
}

/** @returns the host of a link: what one reads before one follows it */
const hostOf = (link: string): string => new URL(link).hostname.replace(/^www\./, '')

/** Address, website and pages of social networks. */
export function SchoolContact({ school }: { school: Contact }) {
  const { t } = useTranslation('schools')
  const { name, street, postcode, city, website, links } = school
  return (
    <Card id="adresse" title={t('contact.title')}>
      <DefinitionList>
        <Definition term={t('contact.address')}>
          <address className="not-italic">
            {name}
            <br />
            {street && (
              <>
                {street}
                <br />
              </>
            )}
            {[postcode, city].filter(Boolean).join(' ')}
          </address>
        </Definition>
        {website && (
          <Definition term={t('contact.website')}>
            <ForeignLink to={website} />
          </Definition>
        )}
        {links.length > 0 && (
          <Definition term={t('contact.links')}>
            <ul>
              {links.map((link) => (
                <li key={link}>
                  <ForeignLink to={link} />
                </li>
              ))}
            </ul>
          </Definition>
        )}
      </DefinitionList>
    </Card>
  )
}

/** A link that a school typed: the site answers for nothing behind it. */
export function ForeignLink({ to, text }: { to: string; text?: string }) {
  return (
    <a className="break-words" href={to} rel="noopener nofollow ugc">
      {text ?? hostOf(to)}
    </a>
  )
}

/** The logo as it came, never larger than it reads. */
export function SchoolLogo({ school }: { school: Pick<ShownSchoolLine, 'name' | 'logo'> }) {
  const { t } = useTranslation('schools')
  if (!school.logo) return null
  return <img className="school-logo" src={school.logo} alt={t('logo.of', { name: school.name })} />
}

/** What the viewer may ask of the school now. */
export function AskButtons({ asks }: { asks: readonly { kind: SchoolServiceKind; to: string }[] }) {
  const { t } = useTranslation('schools')
  return asks.map(({ kind, to }, i) => (
    <LinkButton key={kind} to={to} look={i === 0 ? 'primary' : 'secondary'}>
      {t(`asks.${kind}`)}
    </LinkButton>
  ))
}
