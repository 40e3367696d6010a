/** The front page of an association: what this viewer would want to do next, block by block. */
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import type { AssociationHome } from './association-home.server.ts'
import { HomeBlocks } from './blocks.tsx'
import { WelcomeFoot, WelcomeText } from './welcome.tsx'

export function AssociationHomePage({ home }: { home: AssociationHome }) {
  const { t } = useTranslation('content')
  return (
    <>
      <PageHeading title={home.greeting} lead={home.tagline} />
      {home.waits && (
        <div className="mb-6">
          <Alert tone="info">{t(`home.opensWith.${home.waits}`)}</Alert>
        </div>
      )}
      {home.welcome && <WelcomeText welcome={home.welcome} />}
      <div className={home.welcome ? 'mt-8' : undefined}>
        <HomeBlocks blocks={home.blocks} />
      </div>
      {home.welcome && <WelcomeFoot welcome={home.welcome} />}
    </>
  )
}
