import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Tabs } from '#app/ui/tabs.tsx'

export type GroupTab = 'posts' | 'photos' | 'documents' | 'mails' | 'members'

type GroupTabsProps = {
  slug: string
  current: GroupTab
  /** The viewer may read who is in it and what it keeps; others, what its articles show. */
  inside: boolean
}

/** The pages of a group. */
export function GroupTabs({ slug, current, inside }: GroupTabsProps) {
  const { t } = useTranslation('groups')
  const tabs = [
    { tab: 'posts', to: href.group(slug), text: t('tabs.posts') },
    { tab: 'photos', to: href.groupPhotos(slug), text: t('photos.title') },
    ...(inside
      ? [
          { tab: 'documents', to: href.groupDocuments(slug), text: t('documents.title') },
          { tab: 'mails', to: href.groupMails(slug), text: t('mails.title') },
          { tab: 'members', to: href.groupMembers(slug), text: t('members.title') },
        ]
      : []),
  ]
  return <Tabs label={t('tabs.label')} tabs={tabs.map(({ tab, ...one }) => ({ ...one, current: tab === current }))} />
}
