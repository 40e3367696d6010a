import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** Keeps the search as an alert, and the page of those that one keeps. */
export function SaveSearch({ q, kept }: { q: string; kept: readonly { name: string; value: string }[] }) {
  const { t } = useTranslation('offers')
  return (
    <Form method="post" action={href.alerts} className="actions">
      {[{ name: 'q', value: q }, ...kept].map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button small look="secondary" name="intent" value="add">
        {t('search.save')}
      </Button>
      <Anchor to={href.alerts}>{t('search.alerts')}</Anchor>
    </Form>
  )
}

type SearchLinksProps = { deposits: boolean; applies: boolean; profiles: boolean; library: boolean }

/** What one does besides searching: depositing, one's own offers, applications and profiles, and those of others. */
export function SearchLinks({ deposits, applies, profiles, library }: SearchLinksProps) {
  const { t } = useTranslation('offers')
  return (
    <>
      {deposits && <LinkButton to={href.offerNew}>{t('deposit')}</LinkButton>}
      {profiles && (
        <LinkButton look="quiet" to={href.ownProfiles}>
          {t('profiles')}
        </LinkButton>
      )}
      {library && (
        <LinkButton look="quiet" to={href.profileLibrary}>
          {t('library')}
        </LinkButton>
      )}
      {applies && (
        <LinkButton look="quiet" to={href.ownApplications}>
          {t('applications')}
        </LinkButton>
      )}
      {deposits && (
        <LinkButton look="quiet" to={href.ownOffers}>
          {t('own.title')}
        </LinkButton>
      )}
    </>
  )
}
