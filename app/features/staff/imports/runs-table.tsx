import { useTranslation } from 'react-i18next'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { runAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'

const TONES: Partial<Record<RunFacts['state'], BadgeTone>> = {
  mapping: 'warning',
  planned: 'warning',
  applied: 'success',
  failed: 'error',
  reading: 'info',
  planning: 'info',
  applying: 'info',
  undoing: 'info',
}

/** The imports so far, newest first; each leads on from where it stands. */
export function RunsTable({ runs }: { runs: readonly RunFacts[] }) {
  const { t, i18n } = useTranslation('imports')
  const shown = (count: number | undefined) => (count === undefined ? '–' : countText(count, i18n.language))
  return (
    <Table
      id="imports"
      caption={t('runs.caption')}
      head={
        <>
          <ColumnHead>{t('runs.file')}</ColumnHead>
          <ColumnHead>{t('runs.state')}</ColumnHead>
          <ColumnHead>{t('runs.at')}</ColumnHead>
          <ColumnHead number>{t('runs.lines')}</ColumnHead>
          <ColumnHead number>{t('runs.created')}</ColumnHead>
          <ColumnHead number>{t('runs.updated')}</ColumnHead>
          <ColumnHead number>{t('runs.refused')}</ColumnHead>
        </>
      }
    >
      {runs.map((run) => (
        <tr key={run.id}>
          <RowHead className="break-words">
            <Anchor to={runAddress(run.id)}>{run.fileName}</Anchor>
          </RowHead>
          <Cell className="whitespace-nowrap">
            <Badge tone={TONES[run.state] ?? 'neutral'}>{t(`states.${run.state}`)}</Badge>
          </Cell>
          <Cell className="whitespace-nowrap">{shortMoment(run.at, i18n.language)}</Cell>
          <Cell number>{shown(run.lines)}</Cell>
          <Cell number>{shown(run.counts.created)}</Cell>
          <Cell number>{shown(run.counts.updated)}</Cell>
          <Cell number>{shown(run.counts.refused)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
