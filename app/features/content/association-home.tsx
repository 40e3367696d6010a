import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { Actions, Reading } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

type AssociationHomeProps = { tagline: string; about: string; signedIn: boolean }

/** Who the association is, and the way in. */
export function AssociationHome({ tagline, about, signedIn }: AssociationHomeProps) {
  const { t } = useTranslation('content')
  return (
    <>
      <PageHeading title={tagline} />
      <Reading>
        <p>{about}</p>
      </Reading>
      <Actions>
        {signedIn ? (
          <LinkButton to="/annuaire">{t('home.directory')}</LinkButton>
        ) : (
          <>
            <LinkButton to="/connexion">{t('home.signIn')}</LinkButton>
            <LinkButton to="/recruteurs/connexion" look="secondary">
              {t('home.recruiters')}
            </LinkButton>
            <LinkButton to="/ecoles/connexion" look="quiet">
              {t('home.schools')}
            </LinkButton>
          </>
        )}
      </Actions>
    </>
  )
}
