import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BooksFrame } from './books-frame.tsx'
import { OwedCard, ShareCard, ShareForm } from './share-cards.tsx'
import { cancelShare, countParties, readOwedParts, readShares, shareCost } from './shares.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const { kind } = ctx.tenant.config
  return ctx.sql(
    async (query) => ({
      title: ctx.t('books:shares.title'),
      federation: kind === 'federation',
      today: civilDay(ctx.now),
      done: ctx.url.searchParams.has('fait'),
      parties: await countParties(ctx, query),
      shares: await readShares(ctx, query),
      owed: await readOwedParts(ctx, query),
    }),
    { statementTimeout: 20_000 },
  )
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const form = await sentForm(args.request)
  const cancelled = form.get('cancel')
  const fault = cancelled ? await cancelShare(ctx, String(cancelled)) : await shareCost(ctx, form)
  if (fault) {
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
    return data({ fault, typed }, { status: fault === 'gone' ? 404 : 422 })
  }
  return redirect(`${href.apportionments}?fait=1`, 303)
}

export const meta = pageMeta

export default function Shares() {
  const { t } = useTranslation('books')
  const { title, federation, today, done, parties, shares, owed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <BooksFrame title={title} lead={t(federation ? 'shares.leadFederation' : 'shares.lead')} current="shares">
      {done && !answer && (
        <Alert tone="success" live>
          {t('shares.done')}
        </Alert>
      )}
      {parties.length === 0 ? (
        <EmptyState title={t('shares.nobody')}>
          <p>{t('shares.nobodyWhy')}</p>
        </EmptyState>
      ) : (
        <ShareForm
          federation={federation}
          parties={parties}
          today={today}
          fault={answer?.fault}
          typed={answer?.typed ?? {}}
        />
      )}
      {owed.length > 0 && <OwedCard parts={owed} />}
      {shares.map((share) => (
        <ShareCard key={share.id} share={share} />
      ))}
    </BooksFrame>
  )
}
