import { useTranslation } from 'react-i18next'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { ShownPayment } from './payment-page.server.ts'

/** What is in a sale: lines, what they open, the total. */
export function SaleTable({ shown }: { shown: ShownPayment }) {
  const { t } = useTranslation('payments')
  return (
    <Table
      id="commande"
      caption={t('page.lines')}
      head={
        <>
          <ColumnHead>{t('page.label')}</ColumnHead>
          <ColumnHead number>{t('page.quantity')}</ColumnHead>
          <ColumnHead number>{t('page.amount')}</ColumnHead>
        </>
      }
    >
      {shown.lines.map((line) => (
        <tr key={line.id}>
          <RowHead>
            {line.label}
            {line.from && (
              <span className="block font-normal text-muted">
                {t('page.from')}{' '}
                {line.until
                  ? t('page.range', { from: line.from, until: line.until })
                  : t('page.ever', { from: line.from })}
              </span>
            )}
          </RowHead>
          <Cell number>{line.quantity}</Cell>
          <Cell number>{line.amount}</Cell>
        </tr>
      ))}
      <tr>
        <RowHead>
          {t('page.total')}
          {shown.vat && <span className="block font-normal text-muted">{t('page.vatIn', { amount: shown.vat })}</span>}
        </RowHead>
        <Cell number>{null}</Cell>
        <Cell number>
          <strong>{shown.total}</strong>
        </Cell>
      </tr>
    </Table>
  )
}
