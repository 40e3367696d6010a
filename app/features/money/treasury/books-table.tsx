import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { euros, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { BookRow } from './book-lists.server.ts'
import type { BookView } from './books-address.ts'

const TONES: Record<string, 'success' | 'warning' | 'error' | 'neutral'> = {
  succeeded: 'success',
  inForce: 'success',
  invoice: 'neutral',
  'credit-note': 'warning',
  processing: 'warning',
  failed: 'error',
  ...{ 'plan-active': 'success', 'plan-late': 'warning', 'plan-paused': 'warning', 'plan-stopped': 'error' },
}

/** One line per payment, piece, gift or pass. */
export function BooksTable({ caption, rows, view }: { caption: string; rows: readonly BookRow[]; view: BookView }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Table
      id="livre"
      caption={caption}
      captionHidden
      fit
      head={
        <>
          <ColumnHead>{t('lists.at')}</ColumnHead>
          <ColumnHead>{t('lists.who')}</ColumnHead>
          <ColumnHead className="max-lg:hidden">{t('lists.what')}</ColumnHead>
          <ColumnHead className="max-md:hidden">{t('lists.means')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
          <ColumnHead className="max-md:hidden">{t('lists.state')}</ColumnHead>
          {view !== 'acces' && <ColumnHead className="max-md:hidden">{t('lists.piece')}</ColumnHead>}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id} data-row={row.id}>
          <RowHead className="whitespace-nowrap">
            {row.paymentId ? (
              <Anchor to={href.treasuryPayment(row.paymentId)}>{row.at ? shortDay(row.at, i18n.language) : '–'}</Anchor>
            ) : row.at ? (
              shortDay(row.at, i18n.language)
            ) : (
              '–'
            )}
          </RowHead>
          <Cell className="lg:whitespace-nowrap">
            {row.name || '–'}
            {/* A phone has room for three columns: the others stand under them. */}
            <span className="block text-muted md:hidden">
              {[row.what, row.means && t(`means.${row.means}`)].filter(Boolean).join(' · ')}
            </span>
          </Cell>
          <Cell className="max-lg:hidden">{row.what}</Cell>
          <Cell className="whitespace-nowrap max-md:hidden">{row.means ? t(`means.${row.means}`) : '–'}</Cell>
          <Cell number data-cents={row.cents}>
            {euros(row.cents, i18n.language)}
            {(row.state !== 'succeeded' || row.backCents > 0) && (
              <span className="block md:hidden">
                <StateBadges row={row} />
              </span>
            )}
          </Cell>
          <Cell className="max-md:hidden">
            <StateBadges row={row} />
          </Cell>
          {view !== 'acces' && <Piece row={row} />}
        </tr>
      ))}
    </Table>
  )
}

function StateBadges({ row }: { row: BookRow }) {
  const { t, i18n } = useTranslation('books')
  return (
    <>
      <Badge tone={TONES[row.state] ?? 'neutral'}>{t(`states.${row.state}`)}</Badge>
      {row.backCents > 0 && (
        <Badge tone="warning">{t('states.back', { amount: euros(row.backCents, i18n.language) })}</Badge>
      )}
    </>
  )
}

function Piece({ row: { invoiceId, reference } }: { row: BookRow }) {
  return (
    <Cell className="whitespace-nowrap max-md:hidden">
      {invoiceId ? (
        <Anchor to={href.invoicePaper(invoiceId)} whole>
          {reference}
        </Anchor>
      ) : (
        '–'
      )}
    </Cell>
  )
}
