import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ReceiptRow } from '#app/domain/receipts/tax-receipts.server.ts'
import { countText, euros, shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { StatCard } from '#app/ui/stat-card.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { DueRow } from './receipts-page.server.ts'

/** The two figures of the yearly declaration (CGI 222 bis). */
export function DeclarationCards({ year, cents, delivered }: { year: number; cents: number; delivered: number }) {
  const { t, i18n } = useTranslation('books')
  return (
    <section aria-label={t('receipts.declaration')} className="stack">
      <div className="grid gap-4 sm:grid-cols-2">
        <StatCard value={euros(cents, i18n.language)} label={t('receipts.declared', { year })} />
        <StatCard value={countText(delivered, i18n.language)} label={t('receipts.delivered', { year })} />
      </div>
      <p className="text-muted">{t('receipts.declarationText')}</p>
    </section>
  )
}

type DueCardProps = {
  year: number
  due: readonly DueRow[]
  more: number
  batch: { state: string; issued: number } | null
}

/** Donors whose gifts no receipt covers. */
export function DueCard({ year, due, more, batch }: DueCardProps) {
  const { t, i18n } = useTranslation('books')
  return (
    <Card id="a-emettre" title={t('receipts.due', { year })}>
      {batch?.state === 'asked' && <Alert tone="info">{t('receipts.running')}</Alert>}
      {due.length === 0 && <p className="text-muted">{t('receipts.nothingDue')}</p>}
      <Rows plain>
        {due.map((one) => (
          <Row
            key={one.key}
            title={one.name || '–'}
            note={`${euros(one.cents, i18n.language)} · ${t('receipts.gifts', { count: one.gifts })}`}
            end={
              one.complete ? (
                <Form method="post">
                  <input type="hidden" name="year" value={year} />
                  <input type="hidden" name="donor" value={one.key} />
                  <Button
                    small
                    look="secondary"
                    name="intent"
                    value="issue"
                    aria-label={t('receipts.issueFor', { name: one.name })}
                  >
                    {t('receipts.issue')}
                  </Button>
                </Form>
              ) : (
                <Badge tone="warning">{t('receipts.noAddress')}</Badge>
              )
            }
          />
        ))}
      </Rows>
      {more > 0 && <p>{t('receipts.more', { count: more })}</p>}
      {due.length > 0 && (
        <Form method="post" className="form-stack">
          <input type="hidden" name="year" value={year} />
          <p>{t('receipts.batchText')}</p>
          <div>
            <Button name="intent" value="batch">
              {t('receipts.batch', { year })}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  )
}

/** Receipts of a year; a void one keeps its place and its number. */
export function ReceiptsTable({
  year,
  receipts,
  next,
}: {
  year: number
  receipts: readonly ReceiptRow[]
  next: string | null
}) {
  const { t, i18n } = useTranslation('books')
  if (receipts.length === 0) return <p className="text-muted">{t('receipts.none', { year })}</p>
  return (
    <>
      <Table
        id="recus"
        caption={t('receipts.caption', { year })}
        head={
          <>
            <ColumnHead>{t('receipts.number')}</ColumnHead>
            <ColumnHead>{t('lists.at')}</ColumnHead>
            <ColumnHead>{t('receipts.donor')}</ColumnHead>
            <ColumnHead number>{t('lists.amount')}</ColumnHead>
            <ColumnHead>{t('lists.state')}</ColumnHead>
          </>
        }
      >
        {receipts.map((receipt) => (
          <tr key={receipt.id} data-receipt={receipt.reference}>
            <RowHead>
              <Anchor to={href.taxReceiptPaper(receipt.id)}>{receipt.reference}</Anchor>
            </RowHead>
            <Cell>{shortDay(`${receipt.issuedOn}T12:00:00Z`, i18n.language)}</Cell>
            <Cell>{receipt.name}</Cell>
            <Cell number>{euros(receipt.cents, i18n.language)}</Cell>
            <Cell>
              {receipt.voidedAt ? (
                <Badge tone="error">{t('receipts.voided', { reason: receipt.reason })}</Badge>
              ) : (
                <VoidForm year={year} receipt={receipt} />
              )}
            </Cell>
          </tr>
        ))}
      </Table>
      {next && <Anchor to={`${href.taxReceipts}?annee=${year}&apres=${next}`}>{t('lists.older')}</Anchor>}
    </>
  )
}

function VoidForm({ year, receipt }: { year: number; receipt: ReceiptRow }) {
  const { t } = useTranslation('books')
  return (
    <Disclosure summary={t('receipts.void')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="receipt" value={receipt.id} />
        <TextInput
          id={`motif-${receipt.id}`}
          name="reason"
          label={t('receipts.reason', { reference: receipt.reference })}
          required
          minLength={5}
          maxLength={500}
        />
        <div className="flex flex-wrap gap-2">
          <Button small look="danger" name="intent" value="void">
            {t('receipts.voidOnly')}
          </Button>
          <Button small look="secondary" name="intent" value="reissue">
            {t('receipts.reissue')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
