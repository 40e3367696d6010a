import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Tab } from './decisions.server.ts'
import { checkAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'

const KINDS: readonly Tab[] = ['created', 'updated', 'conflicts', 'doubtful', 'refused', 'erased', 'absent', 'issues']

/** The lists of a check; those that would be empty are left out, but for the one that is open. */
export function CheckTabs({ run, tab }: { run: RunFacts; tab: Tab }) {
  const { t, i18n } = useTranslation('imports')
  const shown = KINDS.filter((kind) => run.counts[kind] || kind === tab)
  return (
    <Tabs
      label={t('check.tabs')}
      tabs={shown.map((kind) => ({
        to: checkAddress(run.id, kind),
        text: t(`tabs.${kind}`),
        count: countText(run.counts[kind] ?? 0, i18n.language),
        current: kind === tab,
      }))}
    />
  )
}
