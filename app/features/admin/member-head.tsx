import { useTranslation } from 'react-i18next'
import { Alert } from '../../ui/alert.tsx'
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Tabs } from '../../ui/tabs.tsx'

export type MemberTab = 'record' | 'account' | 'dues' | 'history'

const PATHS: Record<MemberTab, string> = {
  record: '',
  account: '/compte',
  dues: '/cotisations',
  history: '/historique',
}

type MemberHeadProps = { handle: string; name: string; tab: MemberTab; done?: boolean }

/** The head of the four pages about one person. */
export function MemberHead({ handle, name, tab, done }: MemberHeadProps) {
  const { t } = useTranslation('admin')
  const base = memberAddress(handle)
  return (
    <>
      <PageHeading
        title={name}
        above={
          <Breadcrumbs
            label={t('trail')}
            items={[{ to: '/admin/membres', text: t('members.title') }, { text: name }]}
          />
        }
        actions={
          <>
            <LinkButton look="secondary" small to={`/profil/${encodeURIComponent(handle)}`}>
              {t('member.page')}
            </LinkButton>
            <LinkButton look="quiet" small to={`/admin/voir-comme?personne=${encodeURIComponent(handle)}#personne`}>
              {t('seeAs.asThem')}
            </LinkButton>
          </>
        }
      />
      <Tabs
        label={t('member.tabs')}
        tabs={(Object.keys(PATHS) as MemberTab[]).map((one) => ({
          to: base + PATHS[one],
          text: t(`member.${one}`),
          current: one === tab,
        }))}
      />
      {done && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
    </>
  )
}

/** @returns the address of the staff's page of a person. */
export function memberAddress(handle: string, tab: MemberTab = 'record'): string {
  return `/admin/membres/${encodeURIComponent(handle)}${PATHS[tab]}`
}
