import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { StatCard } from '#app/ui/stat-card.tsx'
import { checkAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'

const SHOWN = ['created', 'updated', 'unchanged', 'refused', 'conflicts', 'absent'] as const

/** What an import would do, or did, as figures that lead to their lists. */
export function CountCards({ run }: { run: Pick<RunFacts, 'id' | 'counts'> }) {
  const { t, i18n } = useTranslation('imports')
  const { counts } = run
  const shown = (count = 0) => countText(count, i18n.language)
  const notes: Partial<Record<(typeof SHOWN)[number], string>> = {
    created: counts.secondDiplomas ? t('counts.secondDiplomas', { count: counts.secondDiplomas }) : undefined,
    updated: counts.cells ? t('counts.cells', { count: counts.cells, shown: shown(counts.cells) }) : undefined,
    refused: counts.erased ? t('counts.erased', { count: counts.erased, shown: shown(counts.erased) }) : undefined,
    unchanged: counts.merged ? t('counts.merged', { count: counts.merged }) : undefined,
  }
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-3">
      {SHOWN.map((kind) => (
        <StatCard
          key={kind}
          value={shown(counts[kind])}
          label={t(`counts.${kind}`, { count: counts[kind] ?? 0 })}
          note={notes[kind]}
          to={kind === 'unchanged' || !counts[kind] ? undefined : checkAddress(run.id, kind)}
        />
      ))}
    </div>
  )
}
