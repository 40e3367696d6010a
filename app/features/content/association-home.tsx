/** The front page of an association: what it is, and the next thing this viewer would want to do. */
import Building2 from 'lucide-react/icons/building-2'
import LogIn from 'lucide-react/icons/log-in'
import School from 'lucide-react/icons/school'
import UserRound from 'lucide-react/icons/user-round'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '../../ui/alert.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Definition, DefinitionList } from '../../ui/definition-list.tsx'
import { Actions, Reading } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import type { AssociationHome } from './association-home.server.ts'

export function AssociationHomePage({ home }: { home: AssociationHome }) {
  const { t } = useTranslation('content')
  return (
    <>
      <PageHeading title={home.greeting} lead={home.tagline} />
      {home.quick && (
        <div className="mb-8">
          <SearchField action="/annuaire" label={t('home.search')} hint={home.quick} button={t('actions.search')} />
        </div>
      )}
      <div className="stack">
        {home.opensWith && <Alert tone="info">{t(`home.opensWith.${home.opensWith}`)}</Alert>}
        {(home.opensWith === 'dues' || home.opensWith === 'pass') && (
          <Actions>
            <LinkButton to={home.opensWith === 'dues' ? '/adhesion' : '/acces-annuaire'}>
              {t(`home.pays.${home.opensWith}`)}
            </LinkButton>
          </Actions>
        )}
        <Reading>
          <p>{home.about}</p>
        </Reading>
        <Actions>
          {home.profile && (
            <LinkButton to={home.profile} icon={UserRound}>
              {t('home.profile')}
            </LinkButton>
          )}
          {home.doors.map((one) => (
            <Fragment key={one.door}>
              <DoorLink {...one} />
              {one.door === 'people' && home.begin && (
                <LinkButton look="secondary" to={home.begin.path}>
                  {home.begin.text}
                </LinkButton>
              )}
            </Fragment>
          ))}
        </Actions>
      </div>
      <div className="mt-8 grid gap-6 md:grid-cols-2">
        {home.tiers.length > 0 && (
          <Card title={t('home.dues')}>
            <DefinitionList>
              {home.tiers.map((tier) => (
                <Definition key={tier.name} term={tier.name}>
                  {tier.price}
                </Definition>
              ))}
            </DefinitionList>
          </Card>
        )}
        {home.groups.length > 0 && (
          <Card title={t('home.groups')}>
            <ul className="list-disc pl-5">
              {home.groups.map((group) => (
                <li key={group}>{group}</li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  )
}

function DoorLink({ door, path }: AssociationHome['doors'][number]) {
  const { t } = useTranslation('content')
  return (
    <LinkButton to={path} icon={ICONS[door]} {...(door === 'people' ? {} : { look: 'secondary' as const })}>
      {t(`home.doors.${door}`)}
    </LinkButton>
  )
}

const ICONS = { people: LogIn, recruiters: Building2, schools: School } as const
