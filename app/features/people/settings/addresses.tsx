import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { partForm } from './sections.ts'

interface Address {
  id: string
  slot: string
  address: string
  verified: boolean
  invalid: boolean
  preferred: boolean
}

const stateOf = ({ verified, invalid }: Address) => (invalid ? 'invalid' : verified ? 'verified' : 'unverified')
const TONES = { invalid: 'error', verified: 'success', unverified: 'warning' } as const

/** Each address with what is known of it, and the link that proves it. */
export function AddressList({ addresses }: { addresses: readonly Address[] }) {
  const { t } = useTranslation('profile')
  if (addresses.length === 0) return <p>{t('settings:addresses.none')}</p>
  return (
    <Rows plain>
      {addresses.map((email) => (
        <Row
          key={email.id}
          data-state={stateOf(email)}
          title={email.address}
          note={[
            t(`settings:contact.${email.slot}`),
            ...(email.preferred ? [t('settings:addresses.preferred')] : []),
          ].join(' · ')}
          end={
            <>
              <Badge tone={TONES[stateOf(email)]}>{t(`settings:addresses.${stateOf(email)}`)}</Badge>
              {stateOf(email) !== 'verified' && (
                <Form method="post" action={partForm('adresses')}>
                  <Button small look="secondary" name="verifier" value={email.id}>
                    {t('settings:addresses.prove')}
                    <span className="sr-only"> {email.address}</span>
                  </Button>
                </Form>
              )}
            </>
          }
        />
      ))}
    </Rows>
  )
}

type LifetimeProps = { address: string; addresses: readonly Address[]; chosen: readonly string[] }

/** The address for life and where its mail goes (S13, I5). */
export function LifetimePart({ address, addresses, chosen }: LifetimeProps) {
  const { t } = useTranslation('profile')
  const proven = addresses.filter(({ verified }) => verified)
  return (
    <>
      <h3 id="a-vie">{t('fields.lifetimeEmail')}</h3>
      <p>
        <strong>{address}</strong>
      </p>
      {proven.length === 0 ? (
        <p>{t('settings:addresses.lifetimeNone')}</p>
      ) : (
        <Form method="post" action={partForm('adresses')} className="form-stack">
          <input type="hidden" name="intent" value="redirect" />
          <CheckboxGroup
            name="redirect"
            legend={t('settings:addresses.redirect')}
            hint={t('settings:addresses.redirectHint')}
            defaultValues={proven.map((one) => one.address.toLowerCase()).filter((one) => chosen.includes(one))}
            options={proven.map((one) => ({ value: one.address.toLowerCase(), label: one.address }))}
          />
          <Actions>
            <Button>{t('actions.save')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
