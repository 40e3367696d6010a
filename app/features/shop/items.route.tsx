import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { notFound } from '../../context/refusals.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
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
  const form = await args.request.formData()
  const made = await buyItem(ctx, form)
  if ('saleId' in made) return redirect(`/paiement/${made.saleId}`, 303)
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = { item: text('item'), name: text('name'), email: text('email'), quantity: text('quantity') }
  return data({ fault: made.fault, typed }, { status: made.fault === 'later' ? 503 : 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Item = { id: string; name: string; price: string; left: number | null; most: number }
type Typed = { item: string; name: string; email: string; quantity: string } | undefined

export default function Shop() {
  const { t } = useTranslation('shop')
  const { title, items, needsName, key } = useLoaderData<typeof loader>()
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
            typed={answer?.typed.item === item.id ? answer.typed : undefined}
          />
        ))}
      </div>
    </>
  )
}

function ItemCard({
  item,
  pageKey,
  needsName,
  typed,
}: {
  item: Item
  pageKey: string
  needsName: boolean
  typed: Typed
}) {
  const { t } = useTranslation('shop')
  const amounts = Array.from({ length: item.most }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))
  return (
    <Card id={item.id} title={`${item.name} – ${item.price}`}>
      {item.left !== null && <p>{t('items.left', { count: item.left })}</p>}
      {item.most > 0 && (
        <Form method="post" discover="none" className="form-stack">
          <input type="hidden" name="item" value={item.id} />
          <input type="hidden" name="key" value={pageKey} />
          {item.most > 1 ? (
            <Select
              id={`${item.id}-quantity`}
              name="quantity"
              label={t('items.quantity')}
              options={amounts}
              defaultValue={typed?.quantity}
            />
          ) : (
            <input type="hidden" name="quantity" value="1" />
          )}
          {needsName && (
            <>
              <TextInput
                id={`${item.id}-name`}
                name="name"
                label={t('items.name')}
                autoComplete="name"
                required
                defaultValue={typed?.name}
              />
              <TextInput
                id={`${item.id}-email`}
                name="email"
                type="email"
                label={t('items.email')}
                autoComplete="email"
                required
                defaultValue={typed?.email}
              />
            </>
          )}
          <div>
            <Button look="secondary">{t('items.buy', { name: item.name })}</Button>
          </div>
        </Form>
      )}
    </Card>
  )
}
