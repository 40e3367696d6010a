/** Parts of a sale's page for the staff: lines, refunds, the form that gives money back. */

import { useTranslation } from 'react-i18next'
import type { ShownParts } from '#app/domain/sales/plan-shown.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { PlanTable } from './plan-table.tsx'

interface LinesProps {
  lines: readonly { id: string; label: string; quantity: number; amount: string }[]
  total: string
}

export function LinesTable({ lines, total }: LinesProps) {
  const { t } = useTranslation('payments')
  const head = (
    <>
      <ColumnHead>{t('page.label')}</ColumnHead>
      <ColumnHead number>{t('page.quantity')}</ColumnHead>
      <ColumnHead number>{t('page.amount')}</ColumnHead>
    </>
  )
  return (
    <Table id="lignes" caption={t('staff.lines')} head={head}>
      {lines.map((line) => (
        <tr key={line.id}>
          <RowHead>{line.label}</RowHead>
          <Cell number>{line.quantity}</Cell>
          <Cell number>{line.amount}</Cell>
        </tr>
      ))}
      <tr>
        <RowHead>{t('page.total')}</RowHead>
        <Cell number />
        <Cell number>
          <strong>{total}</strong>
        </Cell>
      </tr>
    </Table>
  )
}

/** What no human wrote. */
const KNOWN_REASONS = ['surplus', 'withdrawal']

export function RefundsTable({
  refunds,
}: {
  refunds: readonly { id: string; amount: string; state: string; reason: string | null }[]
}) {
  const { t } = useTranslation('payments')
  const head = (
    <>
      <ColumnHead>{t('page.amount')}</ColumnHead>
      <ColumnHead>{t('staff.state')}</ColumnHead>
      <ColumnHead>{t('staff.reason')}</ColumnHead>
    </>
  )
  return (
    <Table id="remboursements" caption={t('staff.refunds')} head={head}>
      {refunds.map((refund) => (
        <tr key={refund.id}>
          <RowHead>{refund.amount}</RowHead>
          <Cell>{t(`staff.refundStates.${refund.state}`)}</Cell>
          <Cell>
            {refund.reason && KNOWN_REASONS.includes(refund.reason) ? t(`staff.${refund.reason}`) : refund.reason}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

/** The other payments of the same dues; stopping them takes two presses. */
export function PlanOfSale({ plan: { table, stoppable } }: { plan: { table: ShownParts; stoppable: boolean } }) {
  const { t } = useTranslation('payments')
  return (
    <Card id="echeancier" title={t('staff.plan')}>
      <div className="stack">
        <PlanTable id="echeances" plan={table} />
        {stoppable && (
          <Disclosure summary={t('staff.planStop')}>
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="stop-plan" />
              <p>{t('staff.planStopText')}</p>
              <div>
                <Button look="danger">{t('staff.planStop')}</Button>
              </div>
            </Form>
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

interface RefundFormProps {
  sale: { leftCents: number; refundKey: string; means: string | null; refundFailed: boolean }
  answer: { fault: string; typed: { amount: string; reason: string } } | undefined
}

export function RefundForm({ sale, answer }: RefundFormProps) {
  const { t } = useTranslation('payments')
  const left = (sale.leftCents / 100).toFixed(2).replace('.', ',')
  const byStripe = sale.means === 'card' || sale.means === 'sepa'
  return (
    <Disclosure summary={t('staff.refund')} framed open={answer !== undefined}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="key" value={sale.refundKey} />
        <p>{t(byStripe ? 'staff.refundStripe' : 'staff.refundHand')}</p>
        <TextInput
          name="amount"
          label={t('staff.amount')}
          hint={t('staff.amountHint')}
          inputMode="decimal"
          after="€"
          narrow
          error={answer ? t(`staff.faults.${answer.fault}`) : null}
          defaultValue={answer?.typed.amount ?? left}
        />
        <TextInput
          name="reason"
          label={t('staff.reason')}
          optional={t('staff.optional')}
          defaultValue={answer?.typed.reason}
        />
        {byStripe && sale.refundFailed && (
          <Checkbox name="byHand" label={t('staff.byHand')} hint={t('staff.byHandHint')} defaultChecked />
        )}
        <div>
          <Button look="danger">{t('staff.refund')}</Button>
        </div>
      </Form>
    </Disclosure>
  )
}
