import { useTranslation } from 'react-i18next'
import { euros, shortDay } from '#app/i18n/format.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { Entry } from './payment-page.server.ts'

/** Entries of the books, line by line. */
export function EntriesTable({ entries }: { entries: readonly Entry[] }) {
  const { t, i18n } = useTranslation('books')
  const money = (cents: number) => (cents === 0 ? '' : euros(cents, i18n.language))
  return (
    <Table
      id="ecritures"
      caption={t('entries.caption')}
      head={
        <>
          <ColumnHead>{t('entries.number')}</ColumnHead>
          <ColumnHead>{t('entries.day')}</ColumnHead>
          <ColumnHead>{t('entries.journal')}</ColumnHead>
          <ColumnHead>{t('entries.account')}</ColumnHead>
          <ColumnHead>{t('entries.label')}</ColumnHead>
          <ColumnHead number>{t('entries.debit')}</ColumnHead>
          <ColumnHead number>{t('entries.credit')}</ColumnHead>
        </>
      }
    >
      {entries.flatMap((entry) =>
        entry.lines.map((line, at) => (
          <tr key={`${entry.id}${line.account}${line.debit}${line.credit}`}>
            <RowHead>{at === 0 ? entry.number : ''}</RowHead>
            <Cell>{at === 0 ? shortDay(`${entry.day}T12:00:00Z`, i18n.language) : ''}</Cell>
            <Cell>{at === 0 ? entry.journal : ''}</Cell>
            <Cell>
              {line.account} {line.name}
            </Cell>
            <Cell>{at === 0 ? `${entry.label} (${entry.piece})` : ''}</Cell>
            <Cell number>{money(line.debit)}</Cell>
            <Cell number>{money(line.credit)}</Cell>
          </tr>
        )),
      )}
    </Table>
  )
}
