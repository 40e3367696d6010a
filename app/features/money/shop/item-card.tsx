import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { type Address, AddressFields } from './address-fields.tsx'

type Item = { id: string; name: string; price: string; left: number | null; most: number; enough: boolean }
type Typed = { item: string; name: string; email: string; quantity: string; place: Partial<Address> } | undefined

/** One thing on sale, and its form; visitors say who they are. */
export function ItemCard({
  item,
  pageKey,
  needsName,
  address,
  wrong,
  typed,
}: {
  item: Item
  pageKey: string
  needsName: boolean
  /** Of the company that buys. */
  address: Address | null
  wrong: readonly (keyof Address)[] | undefined
  typed: Typed
}) {
  const { t } = useTranslation('shop')
  const amounts = Array.from({ length: item.most }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))
  return (
    <Card id={item.id} title={`${item.name} – ${item.price}`}>
      {item.left !== null && <p>{t('items.left', { count: item.left })}</p>}
      {item.enough && <p>{t('items.enough')}</p>}
      {item.most > 0 && (
        <Form method="post" className="form-stack">
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
          {address && (
            <AddressFields
              id={`${item.id}-facturation`}
              address={{ ...address, ...typed?.place }}
              wrong={typed && wrong}
            />
          )}
          <div>
            <Button look="secondary">{t('items.buy', { name: item.name })}</Button>
          </div>
        </Form>
      )}
    </Card>
  )
}
