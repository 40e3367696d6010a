import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { useHolds } from '#app/features/staff/desk/held-actions.ts'
import { MEMBER_PATHS, type MemberTab, memberAddress } from '#app/features/staff/team/member-address.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Action } from '#app/vocabulary/actions.ts'

/** Tasks to which each page belongs; one of them opens it. */
const OPENED_BY: Record<MemberTab, readonly Action[]> = {
  record: ['people'],
  account: ['accounts'],
  dues: ['people', 'keep-books'],
  history: ['people'],
}

type MemberHeadProps = { handle: string; name: string; tab: MemberTab; done?: boolean }

/** The head of the four pages about one person. */
export function MemberHead({ handle, name, tab, done }: MemberHeadProps) {
  const { t } = useTranslation('admin')
  const base = memberAddress(handle)
  const holds = useHolds()
  return (
    <>
      <PageHeading
        title={name}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.members, text: t('members.title') }, { text: name }]} />
        }
        actions={
          <>
            <LinkButton look="secondary" small to={href.profile(handle)}>
              {t('member.page')}
            </LinkButton>
            {holds('see-as') && (
              <LinkButton look="quiet" small to={`${href.seeAs}?personne=${encodeURIComponent(handle)}#personne`}>
                {t('seeAs.asThem')}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs
        label={t('member.tabs')}
        tabs={(Object.keys(MEMBER_PATHS) as MemberTab[])
          .filter((one) => holds(...OPENED_BY[one]))
          .map((one) => ({ to: base + MEMBER_PATHS[one], text: t(`member.${one}`), current: one === tab }))}
      />
      {done && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
    </>
  )
}
