import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { euros } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { EntriesTable } from './entries-table.tsx'
import { PaymentFacts, PaymentHistory, SoldTable } from './payment-cards.tsx'
import { readPaymentPage } from './payment-page.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const payment = await readPaymentPage(ctx, args.params?.id)
  return {
    title: ctx.t('books:payment.title', { name: payment.buyer.name ?? '–' }),
    done: ctx.url.searchParams.has('fait'),
    payment,
  }
}

export const meta = pageMeta

export default function Payment() {
  const { t, i18n } = useTranslation('books')
  const { title, payment } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        lead={euros(payment.cents, i18n.language)}
        actions={
          payment.succeededAt && payment.refundedCents < payment.cents ? (
            <LinkButton to={href.sale(payment.saleId)} look="secondary">
              {t('payment.giveBack')}
            </LinkButton>
          ) : undefined
        }
        above={
          <Breadcrumbs
            label={t('trail')}
            items={[{ to: href.treasuryLists, text: t('views.paiements') }, { text: title }]}
          />
        }
      />
      <PaymentFacts payment={payment} />
      <SoldTable payment={payment} />
      <Card id="pieces" title={t('payment.pieces')}>
        <ul className="stack">
          {payment.pieces.map(({ id, kind, reference }) => (
            <li key={id}>
              <Anchor to={href.invoicePaper(id)}>{t(`payment.print-${kind}`, { reference })}</Anchor>
            </li>
          ))}
          {payment.succeededAt && (
            <li>
              <Anchor to={href.paymentPaper(payment.id)}>{t('payment.printReceipt')}</Anchor>
            </li>
          )}
        </ul>
      </Card>
      <PaymentHistory payment={payment} />
      {payment.entries.length > 0 && <EntriesTable entries={payment.entries} />}
    </>
  )
}
