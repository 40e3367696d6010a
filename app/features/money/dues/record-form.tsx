/**
 * Money that came by cheque, transfer or cash: which dues it pays. The button says how much is recorded; a script keeps
 * it in step (`record.browser.ts`).
 */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { centsOf, euros } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { TierChoice } from './record.server.ts'
import type { RecordAnswer } from './take-record.server.ts'

export const RECORD_MEANS = ['cheque', 'transfer', 'cash'] as const

type RecordFormProps = {
  handle: string
  tiers: readonly TierChoice[]
  preset: string | undefined
  /** Civil day. */
  day: string
  means?: string
  answer: RecordAnswer | undefined
  /** Begins at the number of the cheque: twenty in a row are typed without a mouse. */
  atOnce?: boolean
}

/** What the button names, in cents; where the server reckoned another sum, that one until something is changed. */
function amountOf({ tiers, preset, answer }: Pick<RecordFormProps, 'tiers' | 'preset' | 'answer'>): number {
  const typed: Record<string, string> = answer?.typed ?? {}
  const tier = tiers.find(({ value }) => value === (typed.tier ?? preset ?? ''))
  return answer?.expected ?? (tier?.cents ?? 0) + (centsOf(typed.gift ?? '') ?? 0)
}

export function RecordForm({ handle, tiers, preset, day, means, answer, atOnce }: RecordFormProps) {
  const { t, i18n } = useTranslation('membership')
  const typed: Record<string, string> = answer?.typed ?? {}
  const cents = amountOf({ tiers, preset, answer })
  const amount = euros(cents, i18n.language)
  return (
    <Form
      method="post"
      className="form-stack max-w-form"
      data-prices={JSON.stringify(Object.fromEntries(tiers.map(({ value, cents: price }) => [value, price])))}
      data-words={t('record.saveAmount', { amount: '{amount}' })}
    >
      <input type="hidden" name="person" value={handle} />
      <input type="hidden" name="expected" value={cents} />
      <Select name="tier" label={t('record.tier')} options={tiers} defaultValue={typed.tier ?? preset ?? ''} />
      <RadioGroup
        name="means"
        legend={t('record.how')}
        inline
        required
        options={RECORD_MEANS.map((value) => ({ value, label: t(`record.means.${value}`) }))}
        defaultValue={typed.means ?? means ?? 'cheque'}
      />
      <TextInput
        name="reference"
        label={t('record.reference')}
        hint={t('record.referenceHint')}
        optional={t('gift.optional')}
        defaultValue={typed.reference}
        autoFocus={atOnce}
      />
      <TextInput
        name="receivedOn"
        type="date"
        label={t('record.day')}
        hint={t('record.dayHint')}
        defaultValue={typed.receivedOn ?? day}
        required
      />
      <TextInput
        name="gift"
        label={t('record.gift')}
        optional={t('gift.optional')}
        inputMode="decimal"
        after="€"
        narrow
        defaultValue={typed.gift ?? ''}
      />
      <div>
        <Button>{t('record.saveAmount', { amount })}</Button>
      </div>
    </Form>
  )
}

/** Why nothing was recorded, and the sale that stands in the way. */
export function RecordFaultAlert({ answer }: { answer: RecordAnswer | undefined }) {
  const { t, i18n } = useTranslation('membership')
  if (!answer) return null
  const amount = euros(answer.expected ?? 0, i18n.language)
  return (
    <Alert tone={answer.fault === 'changed' ? 'warning' : 'error'} live>
      {t(`record.errors.${answer.fault}`, { amount })}{' '}
      {answer.standing && <Anchor to={href.sale(answer.standing)}>{t('record.standing')}</Anchor>}
    </Alert>
  )
}
