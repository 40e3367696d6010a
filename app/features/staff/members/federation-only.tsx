import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'

/** The list of a federation, which has no people of its own (rules.md, "Who is who"). */
export function FederationOnly({ title }: { title: string }) {
  const { t } = useTranslation('admin')
  return (
    <>
      <PageHeading title={title} />
      <EmptyState
        icon={Users}
        title={t('members.federation')}
        action={<LinkButton to={href.directory}>{t('members.directory')}</LinkButton>}
      >
        <p>{t('members.federationWhy')}</p>
      </EmptyState>
    </>
  )
}
