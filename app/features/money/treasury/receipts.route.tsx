import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { changeReceipts } from '#app/domain/receipts/receipt-actions.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ViewSwitch } from '#app/ui/tabs.tsx'
import { BooksFrame } from './books-frame.tsx'
import { DeclarationCards, DueCard, ReceiptsTable } from './receipt-cards.tsx'
import { readReceiptsPage } from './receipts-page.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const page = await readReceiptsPage(ctx)
  return { title: ctx.t('books:receipts.title'), done: ctx.url.searchParams.has('fait'), ...page }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const form = await sentForm(args.request)
  const fault = await changeReceipts(ctx, form)
  if (fault) return data({ fault }, { status: fault === 'gone' ? 404 : 422 })
  return redirect(`${href.taxReceipts}?annee=${Number(form.get('year'))}&fait=1`, 303)
}

export const meta = pageMeta

export default function Receipts() {
  const { t } = useTranslation('books')
  const { title, done, on, year, thisYear, due, dueMore, receipts, next, declaration, batch } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <BooksFrame title={title} lead={t('receipts.lead')} current="taxReceipts">
      {done && !answer && (
        <Alert tone="success" live>
          {t('receipts.done')}
        </Alert>
      )}
      {answer?.fault && (
        <Alert tone="error" live>
          {t(`receipts.faults.${answer.fault}`)}
        </Alert>
      )}
      {!on && (
        <Alert tone="warning" title={t('receipts.off')}>
          <p>{t('doctrine.text')}</p>
          <p>
            <Anchor to={`${href.treasurySettings}#recus`}>{t('receipts.settings')}</Anchor>
          </p>
        </Alert>
      )}
      <ViewSwitch
        label={t('receipts.years')}
        tabs={[thisYear, thisYear - 1, thisYear - 2].map((one) => ({
          to: `${href.taxReceipts}?annee=${one}`,
          text: String(one),
          current: one === year,
        }))}
      />
      <DeclarationCards year={year} {...declaration} />
      {on && <DueCard year={year} due={due} more={dueMore} batch={batch} />}
      <ReceiptsTable year={year} receipts={receipts} next={next} />
    </BooksFrame>
  )
}
