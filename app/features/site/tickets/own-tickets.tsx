import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

interface Ticket {
  id: string
  label: string
  amount: string
  /** Whom it is for; empty: not said. */
  name: string
  /** What goes back of this one alone. */
  back: string | null
  gives: boolean
  link: string | null
}

interface Bought {
  tickets: readonly Ticket[]
  total: string
  sale: string | null
  waitsForBank: boolean
  isOpen: boolean
  /** The hour until which it is kept unpaid. */
  heldUntil: string | null
  back: string | null
  backUntil: string | null
  /** Whom the places are for may be written still. */
  names: boolean
  gives: boolean
  link: string | null
}

/** What was bought, how it stands, how it is handed over or given back. */
export function OwnTickets({ bought, cancelled }: { bought: Bought; cancelled: boolean }) {
  const { t } = useTranslation('tickets')
  const { tickets, total, sale, waitsForBank, isOpen } = bought
  return (
    <>
      <Card id="mes-billets" title={t('own')}>
        <div className="stack">
          <ol className="stack">
            {tickets.map((ticket) => (
              <OneTicket key={ticket.id} ticket={ticket} />
            ))}
          </ol>
          <p>{t('total', { amount: total })}</p>
          {isOpen && <p>{t('held', { time: bought.heldUntil })}</p>}
          {waitsForBank && <p>{t('bank')}</p>}
          {sale && (
            <Actions>
              <LinkButton to={sale} look={isOpen ? 'primary' : 'secondary'}>
                {t(isOpen ? 'pay' : 'order')}
              </LinkButton>
            </Actions>
          )}
        </div>
      </Card>
      {bought.names && <Names tickets={tickets.slice(1)} />}
      {bought.link && <HandOver link={bought.link} />}
      {bought.gives && !cancelled && <GiveBack bought={bought} />}
    </>
  )
}

/** One ticket: its price, and among several how it alone is handed over or given back. */
function OneTicket({ ticket: { id, label, amount, name, back, gives, link } }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets')
  return (
    <li data-place={id}>
      <p className="font-semibold">
        {label} : {amount}
      </p>
      {name && <p className="text-muted">{name}</p>}
      {link && (
        <Disclosure summary={t('one.hand')}>
          <div className="form-stack">
            <p>{t('one.handText')}</p>
            <TextInput
              id={`lien-${id}`}
              name="lien"
              label={t('handOver.link')}
              readOnly
              defaultValue={link}
              key={link}
            />
          </div>
        </Disclosure>
      )}
      {gives && (
        <DisclosedStep
          summary={t('one.give')}
          text={back ? t('give.back', { amount: back }) : t('give.nothing')}
          button={t('give.button')}
          intent="give"
          hidden={[{ name: 'ticket', value: id }]}
        />
      )}
    </li>
  )
}

/** Whom the other places are for: the door finds them by it. */
function Names({ tickets }: { tickets: readonly Ticket[] }) {
  const { t } = useTranslation('tickets')
  return (
    <Card id="accompagnants" title={t('names.title')}>
      <Form method="post" className="form-stack">
        <p>{t('names.text')}</p>
        {tickets.map(({ id, label, name }, i) => (
          <TextInput
            key={id}
            id={`n-${id}`}
            name={`n-${id}`}
            label={t('names.name', { number: i + 1 })}
            hint={label}
            defaultValue={name}
            maxLength={80}
            autoComplete="off"
          />
        ))}
        <Actions>
          <Button name="intent" value="names" look="secondary">
            {t('names.save')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** The link by which somebody else comes instead. */
function HandOver({ link }: { link: string }) {
  const { t } = useTranslation('tickets')
  return (
    <Disclosure summary={t('handOver.title')}>
      <div className="form-stack">
        <p>{t('handOver.text')}</p>
        <TextInput name="lien" label={t('handOver.link')} readOnly defaultValue={link} key={link} />
      </div>
    </Disclosure>
  )
}

function GiveBack({ bought: { isOpen, back, backUntil } }: { bought: Bought }) {
  const { t } = useTranslation('tickets')
  const text = isOpen
    ? t('give.open')
    : back
      ? [t('give.back', { amount: back }), backUntil && t('give.until', { moment: backUntil })]
          .filter(Boolean)
          .join(' ')
      : t('give.nothing')
  return (
    <DisclosedStep
      summary={t(isOpen ? 'give.let' : 'give.title')}
      text={text}
      button={t('give.button')}
      intent="give"
    />
  )
}
