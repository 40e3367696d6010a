import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Tabs } from '#app/ui/tabs.tsx'

const TABS = {
  news: href.contents,
  pages: href.pagesDesk,
  documents: href.documentsDesk,
  messages: href.contactDesk,
} as const

/** The kinds of contents, side by side. */
export function ContentsTabs({ current }: { current: keyof typeof TABS }) {
  const { t } = useTranslation('contents')
  const tabs = (Object.keys(TABS) as (keyof typeof TABS)[]).map((one) => ({
    to: TABS[one],
    text: t(`tabs.${one}`),
    current: one === current,
  }))
  return <Tabs label={t('tabs.label')} tabs={tabs} />
}
