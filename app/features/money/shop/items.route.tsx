import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ItemCard } from './item-card.tsx'
import { buyItem, itemsPage } from './items.server.ts'

/** GET and POST `/boutique`: tickets and partner-group membership. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const page = await itemsPage(ctx)
  if (!page) throw notFound()
  return page
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const made = await buyItem(ctx, form)
  if ('saleId' in made) return redirect(href.payment(made.saleId), 303)
  const text = (name: string) => String(form.get(name) ?? '')
  const names = ['street', 'postcode', 'city', 'country'] as const
  const place = Object.fromEntries(names.map((name) => [name, text(name)]))
  const typed = { item: text('item'), name: text('name'), email: text('email'), quantity: text('quantity'), place }
  return data({ fault: made.fault, wrong: made.wrong, typed }, { status: made.fault === 'later' ? 503 : 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Shop() {
  const { t } = useTranslation('shop')
  const { title, items, needsName, address, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeading title={title} lead={t('items.lead')} />
      <div className="stack max-w-form">
        {answer && (
          <Alert tone="error" live>
            {t(`errors.${answer.fault}`)}
          </Alert>
        )}
        {items.map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            pageKey={key}
            needsName={needsName}
            address={address}
            wrong={answer?.wrong}
            typed={answer?.typed.item === item.id ? answer.typed : undefined}
          />
        ))}
      </div>
    </>
  )
}
