import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { euros } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { Slip } from './cheques.server.ts'

/** What was recorded today, newest first, and its sum: what the bank's slip says. */
export function SlipTable({ means, slip: { lines, count, cents } }: { means: string; slip: Slip }) {
  const { t, i18n } = useTranslation('membership')
  if (lines.length === 0) return <p className="text-muted">{t('cheques.none')}</p>
  const caption = t(`cheques.slip.${means}`, { count, amount: euros(cents, i18n.language) })
  return (
    <Table
      id="bordereau"
      caption={caption}
      fit
      head={
        <>
          <ColumnHead>{t('cheques.name')}</ColumnHead>
          <ColumnHead>{t('record.reference')}</ColumnHead>
          <ColumnHead number>{t('cheques.amount')}</ColumnHead>
        </>
      }
    >
      {lines.map((line) => (
        <tr key={line.id}>
          <RowHead>
            <Anchor to={href.sale(line.saleId)}>{line.name || '–'}</Anchor>
          </RowHead>
          <Cell>{line.reference ?? '–'}</Cell>
          <Cell number data-cents={line.cents}>
            {euros(line.cents, i18n.language)}
          </Cell>
        </tr>
      ))}
      <tr>
        <RowHead>{t('cheques.total')}</RowHead>
        <Cell />
        <Cell number data-sum={cents}>
          <strong>{euros(cents, i18n.language)}</strong>
        </Cell>
      </tr>
    </Table>
  )
}
