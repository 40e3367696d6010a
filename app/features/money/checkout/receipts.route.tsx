import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import FileText from 'lucide-react/icons/file-text'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { withdrawableSales } from '#app/domain/sales/withdraw.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { readReceipts } from './receipts.server.ts'

/** GET `/recus`: one's own invoices, credit notes and tax receipts. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return {
    title: ctx.t('payments:receipts.title'),
    pieces: await readReceipts(ctx),
    withdrawable: await withdrawableSales(ctx),
    pays: ctx.viewer.personId !== undefined,
    bills: ctx.viewer.organisationId !== undefined,
  }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const WORDS = { invoice: 'invoice', 'credit-note': 'creditNote', 'tax-receipt': 'taxReceipt' } as const

export default function Receipts() {
  const { t } = useTranslation('payments')
  const { title, pieces, withdrawable, pays, bills } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        lead={t('receipts.lead')}
        actions={
          bills && (
            <LinkButton to={href.billing} look="secondary">
              {t('receipts.billing')}
            </LinkButton>
          )
        }
      />
      {withdrawable.length > 0 && (
        <div className="stack mb-6">
          {withdrawable.map(({ id, what, until }) => (
            <Alert key={id} tone="info">
              {t('withdrawal.still', { what, until })} <Anchor to={href.withdrawal(id)}>{t('withdrawal.link')}</Anchor>
            </Alert>
          ))}
        </div>
      )}
      {pieces.length === 0 ? (
        <EmptyState
          icon={FileText}
          title={t('receipts.empty')}
          action={pays && <LinkButton to={href.dues}>{t('receipts.dues')}</LinkButton>}
        >
          {t('receipts.emptyText')}
        </EmptyState>
      ) : (
        <Table
          id="pieces"
          caption={t('receipts.caption')}
          head={
            <>
              <ColumnHead>{t('receipts.number')}</ColumnHead>
              <ColumnHead>{t('receipts.kind')}</ColumnHead>
              <ColumnHead>{t('receipts.day')}</ColumnHead>
              <ColumnHead>{t('receipts.what')}</ColumnHead>
              <ColumnHead>{t('receipts.means')}</ColumnHead>
              <ColumnHead number>{t('receipts.amount')}</ColumnHead>
            </>
          }
        >
          {pieces.map((piece) => (
            <tr key={piece.id} data-piece={piece.reference}>
              <RowHead>
                <Anchor
                  to={piece.kind === 'tax-receipt' ? href.taxReceiptPaper(piece.id) : href.invoicePaper(piece.id)}
                  aria-label={t('receipts.download', { reference: piece.reference })}
                >
                  {piece.reference}
                </Anchor>
              </RowHead>
              <Cell>{t(WORDS[piece.kind])}</Cell>
              <Cell>{piece.day}</Cell>
              <Cell>{piece.what}</Cell>
              <Cell>{piece.means ? t(`means.${piece.means}`) : '–'}</Cell>
              <Cell number>{piece.amount}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
