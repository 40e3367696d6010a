import { useTranslation } from 'react-i18next'
import { shortMoment } from '#app/i18n/format.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { Change } from './member-history.server.ts'

/** Changes of values, newest first. */
export function HistoryTable({ changes }: { changes: readonly Change[] }) {
  const { t, i18n } = useTranslation('admin')
  return (
    <Table
      id="historique"
      caption={t('history.title')}
      head={
        <>
          <ColumnHead>{t('history.at')}</ColumnHead>
          <ColumnHead>{t('history.field')}</ColumnHead>
          <ColumnHead>{t('history.before')}</ColumnHead>
          <ColumnHead>{t('history.after')}</ColumnHead>
          <ColumnHead>{t('history.by')}</ColumnHead>
        </>
      }
    >
      {changes.map((change) => (
        <tr key={change.id}>
          <RowHead>{shortMoment(change.at, i18n.language)}</RowHead>
          <Cell>{t(`fields.${change.field}`)}</Cell>
          <Cell>
            <Value of={change.before} />
          </Cell>
          <Cell>
            <Value of={change.after} />
          </Cell>
          <Cell>
            {t(`history.from.${change.from}`, { defaultValue: change.from })}
            {change.by && ` (${change.by})`}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function Value({ of }: { of: unknown }) {
  const { t } = useTranslation('admin')
  if (of === null || of === undefined) return <em className="text-muted">{t('history.empty')}</em>
  if (typeof of === 'boolean') return t(of ? 'yes' : 'no')
  if (Array.isArray(of)) return of.map(oneLine).join(' ; ')
  return String(of)
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value).filter(Boolean).join(', ')
}
