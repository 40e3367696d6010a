import { useTranslation } from 'react-i18next'
import { Anchor } from '../../ui/anchor.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '../../ui/table.tsx'
import { dayText } from '../admin/dates.ts'
import { moneyText } from '../papers/money-text.ts'
import type { BookRow } from './book-lists.server.ts'
import type { BookView } from './books-address.ts'

const TONES: Record<string, 'success' | 'warning' | 'error' | 'neutral'> = {
  succeeded: 'success',
  inForce: 'success',
  invoice: 'neutral',
  'credit-note': 'warning',
  processing: 'warning',
  failed: 'error',
}

/** One line per payment, piece, gift or pass. */
export function BooksTable({ caption, rows, view }: { caption: string; rows: readonly BookRow[]; view: BookView }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Table
      id="livre"
      caption={caption}
      captionHidden
      head={
        <>
          <ColumnHead>{t('lists.at')}</ColumnHead>
          <ColumnHead>{t('lists.who')}</ColumnHead>
          <ColumnHead>{t('lists.what')}</ColumnHead>
          <ColumnHead>{t('lists.means')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
          <ColumnHead>{t('lists.state')}</ColumnHead>
          {view !== 'acces' && <ColumnHead>{t('lists.piece')}</ColumnHead>}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id} data-row={row.id}>
          <RowHead>
            {row.paymentId ? (
              <Anchor to={`/admin/paiements/${row.paymentId}`}>{row.at ? dayText(row.at, i18n.language) : '–'}</Anchor>
            ) : row.at ? (
              dayText(row.at, i18n.language)
            ) : (
              '–'
            )}
          </RowHead>
          <Cell>{row.name || '–'}</Cell>
          <Cell>{row.what}</Cell>
          <Cell>{row.means ? t(`means.${row.means}`) : '–'}</Cell>
          <Cell number data-cents={row.cents}>
            {moneyText(row.cents, i18n.language)}
          </Cell>
          <Cell>
            <Badge tone={TONES[row.state] ?? 'neutral'}>{t(`states.${row.state}`)}</Badge>
            {row.backCents > 0 && (
              <Badge tone="warning">{t('states.back', { amount: moneyText(row.backCents, i18n.language) })}</Badge>
            )}
          </Cell>
          {view !== 'acces' && (
            <Cell>
              {row.invoiceId ? (
                <Anchor to={`/recus/facture/${row.invoiceId}`} whole>
                  {row.reference}
                </Anchor>
              ) : (
                '–'
              )}
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  )
}
