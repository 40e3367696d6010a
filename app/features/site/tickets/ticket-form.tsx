import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { EventQuestion } from '#app/domain/events/questions.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { faultsOf, Words } from '../agenda/registration-form.tsx'
import type { ShownTicket } from '../agenda/shown-tickets.server.ts'
import type { TicketsAnswer } from './tickets.server.ts'

interface Page {
  tickets: readonly ShownTicket[]
  free: number | null
  guests: number
  questions: readonly EventQuestion[]
  shown: boolean
  answers: Record<string, string>
  /** The event has promotional codes. */
  takesCodes: boolean
}

type TicketFormProps = { page: Page; answer: TicketsAnswer | undefined }

/** How many of each kind, what the event asks; the next page says until when the places are kept. */
export function TicketForm({ page, answer }: TicketFormProps) {
  const { t } = useTranslation(['tickets', 'agenda'])
  const typed = answer?.typed ?? { ...page, counts: {}, code: '' }
  const wrong = answer?.wrong ?? []
  const onSale = page.tickets.filter(({ state }) => state === 'open')
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary
        title={t('agenda:register.errors')}
        errors={faultsOf(page.questions, wrong, t('agenda:register.answer'))}
      />
      {answer && answer.fault !== 'answers' && (
        <Alert tone="error" live>
          {t(`faults.${answer.fault}`)}
        </Alert>
      )}
      {page.free !== null && page.free > 0 && <p>{t('agenda:places.left', { count: page.free })}</p>}
      <Fieldset
        id="billets"
        legend={t('choose')}
        hint={page.guests > 0 ? t('chooseHint', { count: page.guests + 1 }) : undefined}
      >
        <div className="form-stack">
          {page.tickets.map((ticket) => (
            <Kind key={ticket.id} ticket={ticket} alone={onSale.length === 1} typed={typed.counts[ticket.id]} />
          ))}
        </div>
      </Fieldset>
      {onSale.length > 0 && (
        <>
          {page.takesCodes && (
            <TextInput
              name="code"
              label={t('code.label')}
              hint={t('code.hint')}
              optional={t('code.optional')}
              defaultValue={typed.code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
            />
          )}
          <Words questions={page.questions} typed={typed} wrong={wrong} />
          <p className="text-muted">{t('next')}</p>
          <Actions>
            <Button name="intent" value="buy">
              {t('buy')}
            </Button>
          </Actions>
        </>
      )}
    </Form>
  )
}

/** On what terms a place is given back, as they will stand on the ticket. */
function termsText({ refundUntil, keep }: ShownTicket, t: TFunction<'tickets'>): string {
  if (!refundUntil) return t('terms.never')
  return keep ? t('terms.keep', { moment: refundUntil, keep }) : t('terms.until', { moment: refundUntil })
}

type KindProps = { ticket: ShownTicket; alone: boolean; typed: string | undefined }

/** One kind of ticket: its price, and how many; or why it is not to be had. */
function Kind({ ticket, alone, typed }: KindProps) {
  const { t } = useTranslation('tickets')
  const { id, name, price, cents, rate, guest, state, moment, left, most } = ticket
  const words = [
    t(`rate.${rate}`, { price }),
    ...(guest ? [t('guest', { price: guest })] : []),
    ...(left !== null && state === 'open' ? [t('left', { count: left })] : []),
    ...(state === 'open' && moment ? [t('until', { moment })] : []),
    ...(state === 'open' && cents > 0 ? [termsText(ticket, t)] : []),
  ].join(' · ')
  if (state !== 'open')
    return (
      <div data-ticket-type={id} data-state={state}>
        <p className="font-semibold">{name}</p>
        <p className="text-muted">
          {words} – {t(`state.${state}`, { moment })}
        </p>
      </div>
    )
  const counts = Array.from({ length: most + 1 }, (_, n) => ({ value: String(n), label: String(n) }))
  return (
    <div data-ticket-type={id} data-state={state}>
      <Select
        id={`t-${id}`}
        name={`t-${id}`}
        label={name}
        hint={words}
        options={alone ? counts.slice(1) : counts}
        defaultValue={typed ?? (alone ? '1' : '0')}
      />
    </div>
  )
}
