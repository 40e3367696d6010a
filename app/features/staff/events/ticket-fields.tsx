import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { TextInput, type TextInputProps } from '#app/ui/text-input.tsx'
import type { TicketErrors, TicketField, TicketTyped } from './judge-ticket.ts'

type TicketFieldsProps = {
  /** Empty: a new one. */
  ticket: string
  typed: TicketTyped
  errors: TicketErrors
  /** Sold or kept already. */
  sold: number
}

const MONEY = { inputMode: 'decimal', narrow: true, after: '€' } as const
const NUMBER = { inputMode: 'numeric', narrow: true } as const
const TIME = { type: 'datetime-local' } as const

/** Name, prices, number, times of sale and terms of one kind of ticket. */
export function TicketFields({ ticket, typed, errors, sold }: TicketFieldsProps) {
  const { t } = useTranslation('events')
  const { say, lines } = faultWords(errors, (fault) => t(`tickets.errors.${fault}`, { count: sold }))
  const field = (name: TicketField, more: Partial<TextInputProps>) => (
    <TextInput
      name={name}
      label={t(`tickets.${name}`)}
      error={say(name)}
      defaultValue={typed[name]}
      {...(more as object)}
    />
  )
  const optional = t('form.optional')
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      <input type="hidden" name="ticket" value={ticket} />
      {field('name', { hint: t('tickets.nameHint') })}
      {field('price', { ...MONEY, hint: t('tickets.priceHint') })}
      {field('member', { ...MONEY, optional, hint: t('tickets.memberHint') })}
      {field('paidUp', { ...MONEY, optional, hint: t('tickets.paidUpHint') })}
      <Checkbox name="only" label={t('tickets.only')} defaultChecked={typed.only === 'on'} />
      {field('quota', { ...NUMBER, optional, hint: t('tickets.quotaHint') })}
      {field('opens', { ...TIME, optional, hint: t('tickets.timesHint') })}
      {field('closes', { ...TIME, optional, hint: t('tickets.timesHint') })}
      {field('refund', { ...NUMBER, optional, hint: t('tickets.refundHint'), after: t('tickets.refundAfter') })}
      {field('keep', { ...MONEY, optional })}
      <Actions>
        <Button name="intent" value="save">
          {t('form.save')}
        </Button>
      </Actions>
    </Form>
  )
}
