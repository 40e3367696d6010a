import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

type RulesHeadProps = { title: string; lead: string; tab: 'matrix' | 'ask' | 'versions' }

/** The head of the three pages about rules. */
export function RulesHead({ title, lead, tab }: RulesHeadProps) {
  const { t } = useTranslation('admin')
  const pages = { matrix: href.rules, ask: href.askRules, versions: href.ruleVersions } as const
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <Tabs
        label={t('rules.tabs')}
        tabs={(Object.keys(pages) as (keyof typeof pages)[]).map((page) => ({
          to: pages[page],
          text: t(`rules.${page}`),
          current: page === tab,
        }))}
      />
    </>
  )
}
