import { useTranslation } from 'react-i18next'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { bulkAddress } from './bulk-address.ts'
import type { BulkFacts } from './run-page.server.ts'

const TONES: Partial<Record<BulkFacts['state'], BadgeTone>> = {
  running: 'info',
  undoing: 'info',
  done: 'success',
  stopped: 'error',
}

/** The actions so far, newest first. */
export function RunsTable({ runs }: { runs: readonly (BulkFacts & { by: string | null })[] }) {
  const { t, i18n } = useTranslation('bulk')
  return (
    <Table
      id="actions"
      caption={t('runs.caption')}
      head={
        <>
          <ColumnHead>{t('runs.what')}</ColumnHead>
          <ColumnHead>{t('runs.state')}</ColumnHead>
          <ColumnHead number>{t('runs.people')}</ColumnHead>
          <ColumnHead>{t('runs.at')}</ColumnHead>
          <ColumnHead>{t('runs.by')}</ColumnHead>
        </>
      }
    >
      {runs.map((run) => (
        <tr key={run.id}>
          <RowHead className="break-words">
            <Anchor to={bulkAddress(run.id)}>{run.what}</Anchor>
          </RowHead>
          <Cell className="whitespace-nowrap">
            <Badge tone={TONES[run.state] ?? 'neutral'}>{t(`states.${run.state}`)}</Badge>
          </Cell>
          <Cell number>{countText(run.people, i18n.language)}</Cell>
          <Cell className="whitespace-nowrap">{shortMoment(run.at, i18n.language)}</Cell>
          <Cell>{run.by ?? '–'}</Cell>
        </tr>
      ))}
    </Table>
  )
}
