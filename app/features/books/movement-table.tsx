import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { type Option, Options } from '../../ui/select.tsx'
import { Cell, ColumnHead, RowHead, Table } from '../../ui/table.tsx'
import { dayText } from '../admin/dates.ts'
import { moneyText } from '../papers/money-text.ts'

interface Movement {
  id: string
  kind: string
  cents: number
  source: string | null
  at: string
  account: string | null
  accountName: string | null
}

/** What waits first, each with the accounts that it may be booked to; what was booked may be taken back. */
export function MovementTable({ rows, accounts }: { rows: readonly Movement[]; accounts: readonly Option[] }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Table
      id="mouvements"
      caption={t('movements.title')}
      captionHidden
      head={
        <>
          <ColumnHead>{t('lists.at')}</ColumnHead>
          <ColumnHead>{t('movements.what')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
          <ColumnHead>{t('movements.account')}</ColumnHead>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id} data-movement={row.id} data-account={row.account ?? ''}>
          <RowHead>{dayText(row.at, i18n.language)}</RowHead>
          <Cell>
            {t(`movements.kinds.${row.kind}`)}
            <span className="block break-all text-muted">{row.source ?? row.id}</span>
          </Cell>
          <Cell number>{moneyText(row.cents, i18n.language)}</Cell>
          <Cell>{row.account ? <Booked row={row} /> : <Choice row={row} accounts={accounts} />}</Cell>
        </tr>
      ))}
    </Table>
  )
}

function Choice({ row, accounts }: { row: Movement; accounts: readonly Option[] }) {
  const { t, i18n } = useTranslation('books')
  const about = { amount: moneyText(row.cents, i18n.language), day: dayText(row.at, i18n.language) }
  return (
    <Form method="post" discover="none" preventScrollReset className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="movement" value={row.id} />
      <select name="account" className="control max-w-full" required aria-label={t('movements.chooseFor', about)}>
        <Options options={accounts} empty={t('movements.choose')} />
      </select>
      <Button small look="secondary" aria-label={t('movements.bookLabel', about)}>
        {t('movements.book')}
      </Button>
    </Form>
  )
}

function Booked({ row }: { row: Movement }) {
  const { t, i18n } = useTranslation('books')
  const about = { amount: moneyText(row.cents, i18n.language), day: dayText(row.at, i18n.language) }
  return (
    <Form method="post" discover="none" preventScrollReset className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="movement" value={row.id} />
      <input type="hidden" name="account" value="471" />
      <Badge tone="success">{`${row.account} ${row.accountName}`}</Badge>
      <Button small look="quiet" aria-label={t('movements.reopenLabel', about)}>
        {t('bank.reopen')}
      </Button>
    </Form>
  )
}
