import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import type { ShownProfile } from './shown-profile.server.ts'

/** @returns the fields of a profile that say something, each with its words, in the order in which they are read */
function useFields(profile: ShownProfile) {
  const { t } = useTranslation('profiles')
  const { level, skills, town, country } = profile
  const all = [
    ['speciality', profile.speciality],
    ['level', level && t(`levels.${level}`)],
    ['year', profile.year],
    [town ? 'town' : 'country', [town, country].filter(Boolean).join(', ')],
    ['job', profile.job],
    ['employer', profile.employer],
    ['skills', skills.join(', ')],
  ] as const
  return all.flatMap(([field, words]) => (words ? [{ field, words }] : []))
}

/** A profile as recruiters see it: on its page, and for its own person before it is published. */
export function ProfileView({ profile }: { profile: ShownProfile }) {
  const { t } = useTranslation('profiles')
  const fields = useFields(profile)
  return (
    <div className="stack" data-profile={profile.id}>
      <Card id="profil" title={<span data-field="headline">{profile.headline}</span>}>
        <p className="text-muted">
          <span data-field="purpose">{profile.purpose}</span> ·{' '}
          <span data-field="day">{t('day', { day: profile.day })}</span>
        </p>
        <DefinitionList>
          {fields.map(({ field, words }) => (
            <Definition key={field} term={t(`fields.${field}`)} field={field}>
              {words}
            </Definition>
          ))}
        </DefinitionList>
        {profile.text && (
          <p className="reading mt-4 whitespace-pre-line" data-field="text">
            {profile.text}
          </p>
        )}
      </Card>
    </div>
  )
}
