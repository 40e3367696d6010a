import { useTranslation } from 'react-i18next'
import { BODY_QUALITIES } from '#app/domain/documents/body-qualities.ts'
import type { TaxReceipts } from '#app/domain/documents/tax-receipt.schema.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import type { WrongSetting } from './settings.schema.ts'

type TaxReceiptsFormProps = { settings: TaxReceipts; today: string; leads: boolean; wrong?: WrongSetting }

function valuesOf(settings: TaxReceipts, today: string): Record<string, string> {
  const on = settings.on ? settings : undefined
  return {
    startsOn: today,
    on: on ? 'yes' : '',
    basis: on?.basis ?? '',
    basisDay: on?.basisDay ?? '',
    quality: on?.quality ?? BODY_QUALITIES[0],
    object: on?.object ?? '',
    signatoryName: on?.signatory.name ?? '',
    signatoryTitle: on?.signatory.title ?? '',
    person: on?.forms.person ?? '11580*05',
    company: on?.forms.company ?? '16216*03',
  }
}

/** Fields of the schema by the name under which the form shows them. */
const SHOWN_AS: Record<string, string> = { name: 'signatoryName', title: 'signatoryTitle' }

/** Tax receipts on or off, with the legal basis that somebody answers for. */
export function TaxReceiptsForm({ settings, today, leads, wrong }: TaxReceiptsFormProps) {
  const { t } = useTranslation('books')
  const values = { ...valuesOf(settings, today), ...wrong?.typed }
  const bad = (wrong?.wrong ?? []).map((name) => SHOWN_AS[name] ?? name)
  const said = (name: string) => (bad.includes(name) ? [t(`tax.wrong.${name}`)] : undefined)
  const common = (name: string) => ({
    id: `recus-${name}`,
    name,
    label: t(`tax.${name}`),
    defaultValue: values[name],
    error: said(name),
  })
  return (
    <Card id="recus" title={t('tax.title')}>
      <p>{t(settings.on ? 'tax.isOn' : 'tax.isOff')}</p>
      <Alert tone="warning" title={t('doctrine.title')}>
        <p>{t('doctrine.text')}</p>
        <p>{t('doctrine.fine')}</p>
      </Alert>
      {leads ? (
        <Form method="post" noValidate className="form-stack">
          <input type="hidden" name="subject" value="tax-receipts" />
          {wrong && (
            <ErrorSummary
              title={t('errorTitle')}
              errors={fieldErrors(Object.fromEntries(bad.map((name) => [`recus-${name}`, said(name)])))}
            />
          )}
          <Checkbox
            key={`on-${values.on}`}
            id="recus-on"
            name="on"
            value="yes"
            label={t('tax.on')}
            defaultChecked={values.on === 'yes'}
          />
          <TextInput {...common('basis')} hint={t('tax.basisHint')} />
          <TextInput {...common('basisDay')} type="date" />
          <Select
            {...common('quality')}
            options={BODY_QUALITIES.map((value) => ({ value, label: t(`qualities.${value}`) }))}
          />
          <Textarea {...common('object')} rows={3} />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextInput {...common('signatoryName')} />
            <TextInput {...common('signatoryTitle')} />
            <TextInput {...common('person')} hint={t('tax.formHint')} />
            <TextInput {...common('company')} hint={t('tax.formHint')} />
            <TextInput {...common('startsOn')} type="date" />
          </div>
          <div>
            <Button>{t('tax.submit')}</Button>
          </div>
        </Form>
      ) : (
        <p className="text-muted">{t('tax.leadsOnly')}</p>
      )}
    </Card>
  )
}
