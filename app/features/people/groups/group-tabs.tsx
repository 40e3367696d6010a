import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Tabs } from '#app/ui/tabs.tsx'

export type GroupTab = 'posts' | 'documents' | 'members'

type GroupTabsProps = {
  slug: string
  current: GroupTab
  /** The viewer may read who is in it and what it keeps. */
  inside: boolean
}

/** The pages of a group; who is not of it has one, and no tabs. */
export function GroupTabs({ slug, current, inside }: GroupTabsProps) {
  const { t } = useTranslation('groups')
  if (!inside) return null
  const tabs = [
    { tab: 'posts', to: href.group(slug), text: t('tabs.posts') },
    { tab: 'documents', to: href.groupDocuments(slug), text: t('documents.title') },
    { tab: 'members', to: href.groupMembers(slug), text: t('members.title') },
  ]
  return <Tabs label={t('tabs.label')} tabs={tabs.map(({ tab, ...one }) => ({ ...one, current: tab === current }))} />
}
