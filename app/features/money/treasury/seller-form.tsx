import { useTranslation } from 'react-i18next'
import { FEES_ACCOUNTS } from '#app/tenant/fees-accounts.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'
import { VAT_REGIMES } from '#app/tenant/vat-regimes.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { WrongSetting } from './settings.schema.ts'

type SellerFormProps = { seller: Seller | null; today: string; wrong?: WrongSetting }

const percent = (points: number) => String(points / 100).replace('.', ',')

/** What the fields hold before anything is typed. */
function valuesOf(seller: Seller | null, today: string): Record<string, string> {
  return {
    startsOn: today,
    legalName: seller?.legalName ?? '',
    legalForm: seller?.legalForm ?? '',
    street: seller?.address.street ?? '',
    more: seller?.address.more ?? '',
    postcode: seller?.address.postcode ?? '',
    city: seller?.address.city ?? '',
    country: seller?.address.country ?? 'FR',
    siren: seller?.siren ?? '',
    rna: seller?.rna ?? '',
    iban: seller?.iban ?? '',
    bic: seller?.bic ?? '',
    members: seller?.vat.members ?? VAT_REGIMES[0],
    companies: seller?.vat.companies ?? VAT_REGIMES[1],
    rateBasisPoints: percent(seller?.vat.rateBasisPoints ?? 2000),
    number: seller?.vat.number ?? '',
    yearEnds: seller?.yearEnds ?? '12-31',
    lateBasisPoints: percent(seller?.lateBasisPoints ?? 1215),
    feesAccount: seller?.feesAccount ?? FEES_ACCOUNTS[0],
  }
}

const IDENTITY = ['legalName', 'legalForm', 'street', 'more', 'postcode', 'city', 'country'] as const
const NUMBERS = ['siren', 'rna', 'iban', 'bic'] as const

/** Who sells, from a day on. Pieces that were issued keep what they say. */
export function SellerForm({ seller, today, wrong }: SellerFormProps) {
  const { t } = useTranslation('books')
  const values = { ...valuesOf(seller, today), ...wrong?.typed }
  const said = (name: string) => (wrong?.wrong.includes(name) ? [t(`seller.wrong.${name}`)] : undefined)
  const field = (name: string, more: { hint?: string; type?: string; optional?: string } = {}) => (
    <TextInput
      key={name}
      id={`vendeur-${name}`}
      name={name}
      label={t(`seller.${name}`)}
      defaultValue={values[name]}
      error={said(name)}
      autoComplete="off"
      {...more}
    />
  )
  const regime = (name: string) => (
    <Select
      key={name}
      id={`vendeur-${name}`}
      name={name}
      label={t(`seller.${name}`)}
      hint={t(`seller.${name}Hint`)}
      defaultValue={values[name]}
      error={said(name)}
      options={VAT_REGIMES.map((value) => ({ value, label: t(`regimes.${value}`) }))}
    />
  )
  const errors = Object.fromEntries((wrong?.wrong ?? []).map((name) => [`vendeur-${name}`, said(name)]))
  return (
    <Card id="vendeur" title={t('seller.title')}>
      <Form method="post" noValidate className="form-stack">
        <input type="hidden" name="subject" value="seller" />
        {wrong && <ErrorSummary title={t('errorTitle')} errors={fieldErrors(errors)} />}
        <div className="grid gap-4 sm:grid-cols-2">
          {IDENTITY.map((name) => field(name, name === 'more' ? { optional: t('optional') } : {}))}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          {NUMBERS.map((name) => field(name, { optional: t('optional') }))}
        </div>
        <Fieldset id="vendeur-tva" legend={t('seller.vat')}>
          <div className="grid gap-4 sm:grid-cols-2">
            {regime('members')}
            {regime('companies')}
            {field('rateBasisPoints')}
            {field('number', { optional: t('optional') })}
          </div>
        </Fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          {field('yearEnds', { hint: t('seller.yearEndsHint') })}
          {field('lateBasisPoints')}
          <Select
            id="vendeur-feesAccount"
            name="feesAccount"
            label={t('seller.feesAccount')}
            hint={t('seller.feesAccountHint')}
            defaultValue={values.feesAccount}
            error={said('feesAccount')}
            options={FEES_ACCOUNTS.map((value) => ({ value, label: t(`seller.feesAccounts.${value}`) }))}
          />
          {field('startsOn', { type: 'date', hint: t('seller.startsOnHint') })}
        </div>
        <div>
          <Button>{t('seller.submit')}</Button>
        </div>
      </Form>
    </Card>
  )
}
