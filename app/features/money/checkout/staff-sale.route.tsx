import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { centsOf } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ReceivedAlert } from './received-alert.tsx'
import { refundSale, staffSale, stopSalePlan } from './staff-sale.server.ts'
import { LinesTable, PlanOfSale, RefundForm, RefundsTable } from './staff-sale-parts.tsx'

/** GET and POST `/admin/ventes/:id`: one sale, its pieces, its refunds. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const sale = await staffSale(ctx, args.params.id)
  return {
    title: ctx.t('payments:staff.title', { name: sale.buyer }),
    sale,
    done: ctx.url.searchParams.has('fait'),
    received: ctx.url.searchParams.has('recu'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const { id } = await staffSale(ctx, args.params.id)
  const form = await sentForm(args.request)
  if (form.get('intent') === 'stop-plan') {
    await stopSalePlan(ctx, id)
    return redirect(`${href.sale(id)}?fait=1`, 303)
  }
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { amount: text('amount'), reason: text('reason') }
  const cents = centsOf(typed.amount)
  if (cents === undefined) return data({ fault: 'amount' as const, typed }, { status: 422 })
  const fault = await refundSale(ctx, id, {
    cents,
    key: `staff/${text('key')}`,
    reason: typed.reason.slice(0, 300) || null,
    byHand: form.get('byHand') === 'on',
  })
  if (fault) return data({ fault, typed }, { status: 422 })
  return redirect(`${href.sale(id)}?fait=1`, 303)
}

export const meta = pageMeta

export default function StaffSale() {
  const { t } = useTranslation('payments')
  const { title, sale, done, received } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeading title={title} />
      <div className="stack">
        {done && !answer && (
          <Alert tone="success" live>
            {t('staff.done')}
          </Alert>
        )}
        {received && !answer && <ReceivedAlert sale={sale} />}
        {sale.refundFailed && <Alert tone="warning">{t('staff.refundFailed')}</Alert>}
        {sale.disputed && <Alert tone="warning">{t('staff.disputed')}</Alert>}
        <DefinitionList>
          <Definition term={t('staff.buyer')}>
            {sale.handle ? <Anchor to={href.memberDues(sale.handle)}>{sale.buyer}</Anchor> : sale.buyer}
          </Definition>
          <Definition term={t('staff.state')}>
            <Badge>{t(`staff.states.${sale.state}`)}</Badge>
          </Definition>
          <Definition term={t('staff.day')}>{sale.day}</Definition>
          {sale.means && (
            <Definition term={t('receipts.means')}>
              {[t(`means.${sale.means}`), sale.reference].filter(Boolean).join(' – ')}
            </Definition>
          )}
          {sale.ip && <Definition term={t('staff.ip')}>{sale.ip}</Definition>}
          {sale.pieces.map((piece) => (
            <Definition key={piece.id} term={t(piece.kind === 'invoice' ? 'invoice' : 'creditNote')}>
              <Anchor to={href.invoicePaper(piece.id)}>{piece.reference}</Anchor>
              {` – ${piece.day}, ${piece.amount}`}
            </Definition>
          ))}
        </DefinitionList>
        <LinesTable lines={sale.lines} total={sale.total} />
        {sale.plan && <PlanOfSale plan={sale.plan} />}
        {sale.refunds.length > 0 && <RefundsTable refunds={sale.refunds} />}
        {sale.leftCents > 0 && <RefundForm sale={sale} answer={answer} />}
      </div>
    </>
  )
}
