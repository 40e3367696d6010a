import { useTranslation } from 'react-i18next'
import type { Suggestion } from '#app/domain/suggestions/find-suggestions.server.ts'
import { SuggestedBeside } from '#app/domain/suggestions/suggestion-row.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import type { ProfilePage } from './profile.server.ts'
import { ProfileCards } from './profile-cards.tsx'
import { ProfileHead } from './profile-head.tsx'
import { SeenAsBanner } from './seen-as-banner.tsx'
import { StaffBar } from './staff-bar.tsx'

/** The one page of a person, for every viewer and for every preview. */
export function ProfileView({ page, suggested }: { page: ProfilePage; suggested: readonly Suggestion[] }) {
  const { t } = useTranslation('profile')
  if (page.seenAs?.hidden)
    return (
      <div className="stack">
        <SeenAsBanner handle={page.handle} eyes={page.seenAs.eyes} />
        <PageHeading title={page.name} lead={t('hiddenText')} />
      </div>
    )
  return (
    <div className="stack">
      {page.seenAs && <SeenAsBanner handle={page.handle} eyes={page.seenAs.eyes} />}
      <StaffBar links={page.staff} />
      <article data-person={page.handle}>
        <Split
          wideSide
          side={
            <>
              <ProfileHead page={page} />
              <ProfileCards page={page} side />
              <SuggestedBeside people={suggested} />
            </>
          }
        >
          <ProfileCards page={page} />
          {page.opensWith && (
            <div className="no-print">
              <Alert>{t(`opens.${page.opensWith}`)}</Alert>
            </div>
          )}
          {page.updated && <p className="text-muted">{t('updated', { date: page.updated })}</p>}
        </Split>
      </article>
      {page.told && <p className="no-print text-muted">{t('person:told')}</p>}
    </div>
  )
}
