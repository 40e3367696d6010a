import { useTranslation } from 'react-i18next'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { CONTRACTS, OFFER_KINDS, PAY_PERIODS, REMOTE } from '#app/vocabulary/offers.ts'
import type { TypedOffer } from './offer-form.server.ts'

type OfferFieldsProps = {
  typed: TypedOffer
  /** The words beside a field that is wrong. */
  say: (field: keyof TypedOffer) => string | undefined
  /** The author may open it to everybody. */
  open: boolean
}

/** What an offer says, in the order in which it is read. */
export function OfferFields({ typed, say, open }: OfferFieldsProps) {
  const { t } = useTranslation('offers')
  const field = (name: keyof TypedOffer) => ({
    ...{ name, label: t(`write.fields.${name}`), error: say(name), defaultValue: typed[name] },
  })
  const options = (words: readonly string[], group: string) =>
    words.map((value) => ({ value, label: t(`${group}.${value}`) }))
  return (
    <>
      <Select {...field('kind')} empty={t('write.choose')} options={options(OFFER_KINDS, 'kinds')} />
      <TextInput {...field('title')} hint={t('write.hints.title')} />
      <TextInput {...field('company')} autoComplete="organization" />
      <TextInput {...field('town')} autoComplete="address-level2" />
      <TextInput {...field('country')} autoComplete="country-name" />
      <RadioGroup
        name="remote"
        legend={t('write.fields.remote')}
        error={say('remote')}
        defaultValue={typed.remote}
        options={options(REMOTE, 'remote')}
      />
      <Select
        {...field('contract')}
        hint={t('write.hints.contract')}
        empty={t('write.choose')}
        options={options(CONTRACTS, 'contracts')}
      />
      <PayFields typed={typed} say={say} />
      <TextInput {...field('startsOn')} type="date" narrow optional={t('write.optional')} />
      <TextInput
        {...field('lastDay')}
        type="date"
        narrow
        optional={t('write.optional')}
        hint={t('write.hints.lastDay')}
      />
      <Textarea {...field('text')} rows={12} hint={t('write.hints.text')} />
      <TextInput
        {...field('applyUrl')}
        type="url"
        inputMode="url"
        optional={t('write.optional')}
        hint={t('write.hints.applyUrl')}
      />
      <TextInput
        {...field('mostApplications')}
        inputMode="numeric"
        narrow
        optional={t('write.optional')}
        hint={t('write.hints.mostApplications')}
      />
      {open && (
        <Checkbox
          name="open"
          label={t('write.fields.open')}
          hint={t('write.hints.open')}
          defaultChecked={typed.open !== ''}
        />
      )}
    </>
  )
}

function PayFields({ typed, say }: Pick<OfferFieldsProps, 'typed' | 'say'>) {
  const { t } = useTranslation('offers')
  return (
    <Fieldset id="pay" legend={t('write.pay')} hint={t('write.hints.pay')}>
      <div className="form-stack">
        {(['payFrom', 'payTo'] as const).map((name) => (
          <TextInput
            key={name}
            name={name}
            label={t(`write.fields.${name}`)}
            error={say(name)}
            defaultValue={typed[name]}
            inputMode="numeric"
            after="€"
            narrow
            {...(name === 'payTo' ? { optional: t('write.optional') } : {})}
          />
        ))}
        <RadioGroup
          inline
          name="payPer"
          legend={t('write.fields.payPer')}
          error={say('payPer')}
          defaultValue={typed.payPer}
          options={PAY_PERIODS.map((value) => ({ value, label: t(`write.per.${value}`) }))}
        />
      </div>
    </Fieldset>
  )
}
