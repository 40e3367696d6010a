import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { euros, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { BookRow } from './book-lists.server.ts'
import type { BooksQuery } from './books-address.ts'

const TONES: Record<string, 'success' | 'warning' | 'error' | 'neutral'> = {
  succeeded: 'success',
  inForce: 'success',
  invoice: 'neutral',
  'credit-note': 'warning',
  processing: 'warning',
  failed: 'error',
  ...{ 'plan-active': 'success', 'plan-late': 'warning', 'plan-paused': 'warning', 'plan-stopped': 'error' },
}

/** States that a list is of anyway: a badge beside each line would say nothing. */
const ORDINARY = ['succeeded', 'invoice']

type BooksTableProps = { caption: string; rows: readonly BookRow[]; query: BooksQuery }

/** One line per payment, piece, gift or pass; what is longer than its column is cut, and whole on its own page. */
export function BooksTable({ caption, rows, query: { vue } }: BooksTableProps) {
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
          <ColumnHead className="max-md:hidden">{t('lists.what')}</ColumnHead>
          <ColumnHead className="max-md:hidden">{t('lists.means')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
          {vue !== 'acces' && <ColumnHead className="max-md:hidden">{t('lists.piece')}</ColumnHead>}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id} data-row={row.id} className="book-row">
          <RowHead className="whitespace-nowrap">
            <Day row={row} />
          </RowHead>
          <Cell className="book-who" title={row.name}>
            {row.name || '–'}
            {/* A phone has room for three columns: the others stand under them. */}
            <span className="block text-muted md:hidden">
              {[row.what, row.means && t(`means.${row.means}`)].filter(Boolean).join(' · ')}
            </span>
          </Cell>
          <Cell className="book-what max-md:hidden" title={row.what}>
            <span className="book-line">
              <span>{row.what}</span>
              <StateBadges row={row} />
            </span>
          </Cell>
          <Cell className="whitespace-nowrap max-md:hidden">{row.means ? t(`means.${row.means}`) : '–'}</Cell>
          <Cell number data-cents={row.cents}>
            {euros(row.cents, i18n.language)}
            <span className="block md:hidden">
              <StateBadges row={row} />
            </span>
          </Cell>
          {vue !== 'acces' && <Piece row={row} />}
        </tr>
      ))}
    </Table>
  )
}

function Day({ row: { at, paymentId } }: { row: BookRow }) {
  const { i18n } = useTranslation('books')
  const day = at ? shortDay(at, i18n.language) : '–'
  return paymentId ? <Anchor to={href.treasuryPayment(paymentId)}>{day}</Anchor> : day
}

function StateBadges({ row }: { row: BookRow }) {
  const { t, i18n } = useTranslation('books')
  return (
    <>
      {!ORDINARY.includes(row.state) && <Badge tone={TONES[row.state] ?? 'neutral'}>{t(`states.${row.state}`)}</Badge>}
      {row.backCents > 0 && (
        <Badge tone="warning">{t('states.back', { amount: euros(row.backCents, i18n.language) })}</Badge>
      )}
    </>
  )
}

function Piece({ row: { invoiceId, reference } }: { row: BookRow }) {
  return (
    <Cell className="whitespace-nowrap max-md:hidden">
      {invoiceId ? <Anchor to={href.invoicePaper(invoiceId)}>{reference}</Anchor> : '–'}
    </Cell>
  )
}
