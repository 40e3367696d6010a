import { useTranslation } from 'react-i18next'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

export interface Address {
  street: string
  postcode: string
  city: string
  country: string
}

const FIELDS = [
  { name: 'street', autoComplete: 'address-line1' },
  { name: 'postcode', autoComplete: 'postal-code', narrow: true },
  { name: 'city', autoComplete: 'address-level2' },
  { name: 'country', autoComplete: 'country-name' },
] as const

/** Where a company's invoice goes. @param id parts the fields of one form from those of another on the page */
export function AddressFields({
  id = 'facturation',
  address,
  wrong = [],
}: {
  id?: string
  address: Address
  wrong?: readonly (keyof Address)[] | undefined
}) {
  const { t } = useTranslation('shop')
  return (
    <Fieldset id={id} legend={t('address.legend')}>
      <div className="form-stack">
        {FIELDS.map(({ name, ...more }) => (
          <TextInput
            key={name}
            id={`${id}-${name}`}
            name={name}
            label={t(`address.${name}`)}
            error={wrong.includes(name) ? t(`address.wrong.${name}`) : null}
            defaultValue={address[name]}
            {...more}
          />
        ))}
      </div>
    </Fieldset>
  )
}
