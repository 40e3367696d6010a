/** The front page of an association: what it is, and the next thing this viewer would want to do. */
import Building2 from 'lucide-react/icons/building-2'
import Contact from 'lucide-react/icons/contact'
import Eye from 'lucide-react/icons/eye'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import LogIn from 'lucide-react/icons/log-in'
import Mail from 'lucide-react/icons/mail'
import MapIcon from 'lucide-react/icons/map'
import School from 'lucide-react/icons/school'
import UserRound from 'lucide-react/icons/user-round'
import Users from 'lucide-react/icons/users'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Actions, Reading } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import type { AssociationHome } from './association-home.server.ts'

export function AssociationHomePage({ home }: { home: AssociationHome }) {
  const { t } = useTranslation('content')
  const pays = home.opensWith === 'dues' || home.opensWith === 'pass' ? home.opensWith : null
  return (
    <>
      <PageHeading title={home.greeting} lead={home.tagline} />
      {home.quick && (
        <div className="mb-8">
          <SearchField
            action={href.directory}
            label={t('home.search')}
            hint={home.quick}
            button={t('actions.search')}
          />
        </div>
      )}
      <div className="stack">
        {home.opensWith && <Alert tone="info">{t(`home.opensWith.${home.opensWith}`)}</Alert>}
        {home.standing && home.opensWith !== 'dues' && <Alert tone={home.standing.tone}>{home.standing.text}</Alert>}
        {home.about && (
          <Reading>
            <p>{home.about}</p>
          </Reading>
        )}
        <Actions>
          {pays && (
            <LinkButton to={pays === 'dues' ? href.dues : href.directoryPass}>{t(`home.pays.${pays}`)}</LinkButton>
          )}
          {home.profile && (
            <LinkButton to={home.profile} icon={UserRound} {...(pays ? { look: 'secondary' as const } : {})}>
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
      <div className="mt-8 grid items-start gap-6 md:grid-cols-2">
        {home.shortcuts.length > 0 && (
          <Rows aria-label={t('home.shortcuts')}>
            {home.shortcuts.map(({ key, to }) => (
              <Row
                key={key}
                to={to}
                lead={<Icon of={SHORTCUT_ICONS[key]} />}
                title={t(`home.to.${key}.title`)}
                note={t(`home.to.${key}.note`)}
              />
            ))}
          </Rows>
        )}
        <GroupPosts posts={home.posts} />
        {home.tiers.length > 0 && <Tiers tiers={home.tiers} />}
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

/** « Dans vos groupes »: absent where nothing was written. */
function GroupPosts({ posts }: { posts: AssociationHome['posts'] }) {
  const { t, i18n } = useTranslation('content')
  if (posts.length === 0) return null
  return (
    <Card id="groupes" title={t('home.inGroups')} flush>
      <Rows plain>
        {posts.map(({ id, group, title, at }) => (
          <Row
            key={id}
            data-post={id}
            to={href.groupPost(group.slug, id)}
            title={title}
            note={`${group.name} · ${longDay(at, i18n.language)}`}
          />
        ))}
      </Rows>
    </Card>
  )
}

/** What dues cost. */
function Tiers({ tiers }: Pick<AssociationHome, 'tiers'>) {
  const { t } = useTranslation('content')
  return (
    <Card title={t('home.dues')}>
      <DefinitionList>
        {tiers.map((tier) => (
          <Definition key={tier.name} term={tier.name}>
            {tier.price}
          </Definition>
        ))}
      </DefinitionList>
    </Card>
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

const SHORTCUT_ICONS = {
  privacy: Eye,
  contacts: Contact,
  lists: Mail,
  cohort: GraduationCap,
  groups: Users,
  map: MapIcon,
  companies: Building2,
} as const

const ICONS = { people: LogIn, recruiters: Building2, schools: School } as const
