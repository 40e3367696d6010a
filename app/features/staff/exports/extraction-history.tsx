import { useTranslation } from 'react-i18next'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { PastExtraction } from './extraction-log.server.ts'

/** Every extraction with its reason: what was taken away stays known. */
export function PastExtractions({ past }: { past: readonly PastExtraction[] }) {
  const { t, i18n } = useTranslation('admin')
  const name = (filter: string) => t(`exports.filters.${filter}`)
  if (past.length === 0) return <p className="text-muted">{t('exports.noPast')}</p>
  return (
    <Table
      id="extractions"
      caption={t('exports.past')}
      head={
        <>
          <ColumnHead>{t('exports.at')}</ColumnHead>
          <ColumnHead>{t('exports.by')}</ColumnHead>
          <ColumnHead>{t('exports.why')}</ColumnHead>
          <ColumnHead>{t('exports.file')}</ColumnHead>
          <ColumnHead number>{t('exports.people')}</ColumnHead>
        </>
      }
    >
      {past.map((one) => (
        <tr key={one.id}>
          <RowHead>{shortMoment(one.at, i18n.language)}</RowHead>
          <Cell>{one.by ?? '–'}</Cell>
          <Cell>{one.reason}</Cell>
          <Cell>
            {one.format}
            <span className="block text-muted">
              {[
                one.filters && t('exports.narrowed', { names: Object.keys(one.filters).map(name).join(', ') }),
                one.columns && t('exports.someColumns', { count: one.columns }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Cell>
          <Cell number>{countText(one.count, i18n.language)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
