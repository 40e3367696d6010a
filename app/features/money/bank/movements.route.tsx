import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { BooksFrame } from '#app/features/money/treasury/books-frame.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { MovementList } from './movement-list.tsx'
import { bookMovementTo, movementsPage } from './movements.server.ts'

/** GET and POST `/admin/paiements/mouvements`: money at Stripe without a sale. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  return { ...(await movementsPage(ctx)), done: ctx.url.searchParams.has('fait') }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const fault = await bookMovementTo(ctx, await sentForm(args.request))
  if (fault) return data({ fault }, { status: 422 })
  return redirect(`${href.stripeMovements}?fait=1`, 303)
}

export const meta = pageMeta

export default function Movements() {
  const { t } = useTranslation('books')
  const { title, rows, accounts, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <BooksFrame title={title} lead={t('movements.lead')} current="bank">
      {done && !answer && (
        <Alert tone="success" live>
          {t('movements.done')}
        </Alert>
      )}
      {answer?.fault && (
        <Alert tone="error" live>
          {t(`movements.faults.${answer.fault}`)}
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('movements.none')}>
          <p>{t('movements.noneWhy')}</p>
        </EmptyState>
      ) : (
        <MovementList rows={rows} accounts={accounts} />
      )}
    </BooksFrame>
  )
}
