/** For who has no account: what the association is, the ways in, what it costs. */
import Building2 from 'lucide-react/icons/building-2'
import LogIn from 'lucide-react/icons/log-in'
import School from 'lucide-react/icons/school'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Actions, Reading } from '#app/ui/layout.tsx'
import type { Welcome } from './association-home.server.ts'

const ICONS = { people: LogIn, recruiters: Building2, schools: School } as const

export function WelcomeText({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation('content')
  return (
    <div className="stack">
      <Reading>
        <p>{welcome.about}</p>
      </Reading>
      <Actions>
        {welcome.doors.map(({ door, path }) => (
          <Fragment key={door}>
            <LinkButton to={path} icon={ICONS[door]} {...(door === 'people' ? {} : { look: 'secondary' as const })}>
              {t(`home.doors.${door}`)}
            </LinkButton>
            {door === 'people' && welcome.begin && (
              <LinkButton look="secondary" to={welcome.begin.path}>
                {welcome.begin.text}
              </LinkButton>
            )}
          </Fragment>
        ))}
      </Actions>
    </div>
  )
}

export function WelcomeCards({ welcome: { tiers, groups } }: { welcome: Welcome }) {
  const { t } = useTranslation('content')
  return (
    <div className="mt-8 grid items-start gap-6 md:grid-cols-2">
      {tiers.length > 0 && (
        <Card title={t('home.prices')}>
          <DefinitionList>
            {tiers.map((tier) => (
              <Definition key={tier.name} term={tier.name}>
                {tier.price}
              </Definition>
            ))}
          </DefinitionList>
        </Card>
      )}
      {groups.length > 0 && (
        <Card title={t('home.groups')}>
          <ul className="list-disc pl-5">
            {groups.map((group) => (
              <li key={group}>{group}</li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}
