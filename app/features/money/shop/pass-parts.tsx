/** Parts of `/acces-annuaire`: what is open and who sits where, and what is on sale. */

import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { type Address, AddressFields } from './address-fields.tsx'

interface PassProps {
  pass: {
    id: string
    running: boolean
    from: string
    until: string
    seats: number | null
    openedPerDay: number | null
    openedInAll: number | null
    /** People that the company has opened. */
    opened: { today: number; all: number }
    holders: readonly { id: string; login: string; sits: boolean }[]
  }
}

export function RunningPass({ pass }: PassProps) {
  const { t } = useTranslation('shop')
  return (
    <Card title={t(pass.running ? 'pass.running' : 'pass.next')}>
      <div className="stack">
        <p>{t('pass.dates', { from: pass.from, until: pass.until })}</p>
        {pass.openedPerDay !== null && (
          <p>{t('pass.today', { opened: pass.opened.today, count: pass.openedPerDay })}</p>
        )}
        {pass.openedInAll !== null && (
          <p>{t('pass.altogether', { opened: pass.opened.all, count: pass.openedInAll })}</p>
        )}
        {pass.seats !== null && <p>{t('pass.seats', { count: pass.seats })}</p>}
        <ul className="stack">
          {pass.holders.map((holder) => (
            <li key={holder.id}>
              <span className="mr-3">{holder.login}</span>
              {pass.seats !== null && <SeatForm pass={pass.id} holder={holder} />}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

function SeatForm({ pass, holder }: { pass: string; holder: { id: string; login: string; sits: boolean } }) {
  const { t } = useTranslation('shop')
  return (
    <Form method="post" className="inline">
      <input type="hidden" name="intent" value={holder.sits ? 'free' : 'seat'} />
      <input type="hidden" name="pass" value={pass} />
      <input type="hidden" name="account" value={holder.id} />
      <Button
        look="secondary"
        small
        aria-label={t(holder.sits ? 'pass.freeLabel' : 'pass.seatLabel', { login: holder.login })}
      >
        {t(holder.sits ? 'pass.free' : 'pass.seat')}
      </Button>
    </Form>
  )
}

interface PassFormProps {
  offers: readonly {
    id: string
    name: string
    price: string
    months: number
    seats: number
    openedPerDay: number | null
    openedInAll: number | null
  }[]
  siret: string
  address: Address
  wrong: readonly (keyof Address)[] | undefined
  typed: Record<string, string> | undefined
  error: string | null
  again: boolean
}

export function PassForm({ offers, siret, address, wrong, typed, error, again }: PassFormProps) {
  const { t } = useTranslation('shop')
  const options = offers.map((offer) => ({
    value: offer.id,
    label: `${offer.name} – ${offer.price}`,
    hint: [
      t('pass.months', { count: offer.months }),
      t('pass.seats', { count: offer.seats }),
      ...(offer.openedPerDay === null ? [] : [t('pass.perDay', { count: offer.openedPerDay })]),
      ...(offer.openedInAll === null ? [] : [t('pass.inAll', { count: offer.openedInAll })]),
    ].join(' '),
  }))
  return (
    <Card id="acheter" title={t(again ? 'pass.extend' : 'pass.buy')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="intent" value="buy" />
        <RadioGroup
          name="offer"
          legend={t('pass.offer')}
          framed
          required
          options={options}
          defaultValue={typed?.offer || offers[0]?.id}
        />
        <TextInput
          name="siret"
          label={t('pass.siret')}
          hint={t('pass.siretHint')}
          inputMode="numeric"
          autoComplete="off"
          error={error}
          defaultValue={typed?.siret ?? siret}
        />
        <Checkbox name="foreign" label={t('pass.foreign')} defaultChecked={typed?.foreign === 'on'} />
        <AddressFields address={{ ...address, ...typed }} wrong={wrong} />
        <div>
          <Button>{t('pay')}</Button>
        </div>
      </Form>
    </Card>
  )
}
