import Pencil from 'lucide-react/icons/pencil'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PersonSteps } from './person-steps.tsx'
import type { ProfilePage } from './profile.server.ts'
import { Line } from './profile-line.tsx'
import type { ShownFields } from './shown.ts'
import { VisibleTo } from './visible-to.tsx'

/** Face, name, what one does, when and where: the top of the page. */
export function ProfileHead({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const { fields } = page
  const isNamed = Boolean(fields.lastName || fields.firstName)
  return (
    <Card>
      <div className="grid justify-items-start gap-4">
        <Avatar name={page.name} photo={fields.photo?.to} size="large" field="photo" />
        <div className="min-w-0 max-w-full">
          <h1 className="text-2xl">
            {page.pseudonymous ? <Line fields={fields} of={['pseudonym']} /> : <Name fields={fields} />}
          </h1>
          {page.pseudonymous && isNamed && (
            <p>
              <Name fields={fields} />
            </p>
          )}
          {page.pseudonymous && (
            <p>
              <Line fields={fields} of={['purpose']} />
            </p>
          )}
          <p>
            <Line fields={fields} of={['jobTitle', 'company']} />
          </p>
          <p className="text-muted">
            <Line fields={fields} of={['promotion', 'homeCity']} />
          </p>
        </div>
        {fields.badges?.words && (
          <ul className="flex flex-wrap gap-2" data-field="badges" data-value={JSON.stringify(fields.badges.value)}>
            {fields.badges.words.map((word) => (
              <li key={word}>
                <Badge tone="brand">{word}</Badge>
              </li>
            ))}
          </ul>
        )}
        <PersonSteps page={page} />
        <HeadAudiences page={page} />
        {page.own && (
          <div className="actions w-full">
            <LinkButton icon={Pencil} to={href.settings}>
              {t('editPage')}
            </LinkButton>
            <LinkButton look="secondary" to={`${href.profile(page.handle)}?vu-par=reseau`}>
              {t('eyes.open')}
            </LinkButton>
          </div>
        )}
      </div>
    </Card>
  )
}

function Name({ fields }: { fields: ShownFields }) {
  return <Line fields={fields} of={['firstName', 'lastName']} between=" " />
}

/** Who sees what stands in the head; the fields that have a line further down say it there. */
function HeadAudiences({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const { fields, visibility } = page
  if (!visibility) return null
  const names = page.pseudonymous ? (['pseudonym', 'purpose', 'lastName'] as const) : (['lastName'] as const)
  const listed = [...names, 'photo' as const, 'badges' as const].filter((field) => fields[field])
  return (
    <ul className="no-print text-muted">
      {listed.map((field) => (
        <li key={field}>
          {t('of', { field: t(`fields.${field}`) })} <VisibleTo field={field} audience={visibility[field]} />
        </li>
      ))}
    </ul>
  )
}
