import { useTranslation } from 'react-i18next'
import { shortDay, shortMoment } from '#app/i18n/format.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

type SettingHistoryProps = {
  id: string
  caption: string
  rows: readonly { id: string; startsOn: string; data: unknown; by: string | null; at: string }[]
}

/** Every change ever written: from when it holds, who wrote it and when, what it says. */
export function SettingHistory({ id, caption, rows }: SettingHistoryProps) {
  const { t, i18n } = useTranslation('books')
  if (rows.length === 0) return null
  return (
    <Table
      id={id}
      caption={caption}
      head={
        <>
          <ColumnHead>{t('settings.from')}</ColumnHead>
          <ColumnHead>{t('settings.written')}</ColumnHead>
          <ColumnHead>{t('settings.what')}</ColumnHead>
        </>
      }
    >
      {rows.map(({ id: row, startsOn, at, by, data }) => (
        <tr key={row}>
          <RowHead>{shortDay(`${startsOn}T12:00:00Z`, i18n.language)}</RowHead>
          <Cell>{`${shortMoment(at, i18n.language)}${by ? ` · ${by}` : ''}`}</Cell>
          <Cell className="break-words">{leaves(data).join(' · ')}</Cell>
        </tr>
      ))}
    </Table>
  )
}

/** The values alone, in their order: what was typed. */
function leaves(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'object') return Object.values(value).flatMap(leaves)
  return [typeof value === 'boolean' ? (value ? '✓' : '✗') : String(value)]
}
