import { useTranslation } from 'react-i18next'
import { euros, shortDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { type Option, Options } from '#app/ui/select.tsx'

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
export function MovementList({ rows, accounts }: { rows: readonly Movement[]; accounts: readonly Option[] }) {
  const { t, i18n } = useTranslation('books')
  return (
    <div className="stack">
      {rows.map((row) => {
        const about = { amount: euros(row.cents, i18n.language), day: shortDay(row.at, i18n.language) }
        return (
          <Card key={row.id} id={row.id} title={t('movements.one', about)}>
            <div className="stack" data-movement={row.id} data-account={row.account ?? ''}>
              <p>
                {t(`movements.kinds.${row.kind}`)}
                <span className="block break-all text-muted">{row.source ?? row.id}</span>
              </p>
              {row.account ? (
                <Booked row={row} about={about} />
              ) : (
                <Choice row={row} accounts={accounts} about={about} />
              )}
            </div>
          </Card>
        )
      })}
    </div>
  )
}

interface FormProps {
  row: Movement
  about: { amount: string; day: string }
}

function Choice({ row, accounts, about }: FormProps & { accounts: readonly Option[] }) {
  const { t } = useTranslation('books')
  return (
    <Form method="post" keepScroll className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="movement" value={row.id} />
      <select name="account" className="control max-w-96" required aria-label={t('movements.chooseFor', about)}>
        <Options options={accounts} empty={t('movements.choose')} />
      </select>
      <Button look="secondary" aria-label={t('movements.bookLabel', about)}>
        {t('movements.book')}
      </Button>
    </Form>
  )
}

function Booked({ row, about }: FormProps) {
  const { t } = useTranslation('books')
  return (
    <Form method="post" keepScroll className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="movement" value={row.id} />
      <input type="hidden" name="account" value="471" />
      <Badge tone="success">{`${row.account} ${row.accountName}`}</Badge>
      <Button small look="quiet" aria-label={t('movements.reopenLabel', about)}>
        {t('bank.reopen')}
      </Button>
    </Form>
  )
}
