/** The tier a situation led to, why, from when to when; a gift in the same payment; renewal if asked for. */

import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import type { ShownOffer } from './dues-page.server.ts'
import { TimesFields } from './instalment-parts.tsx'

interface OfferProps {
  offer: ShownOffer
  typed?: { gift: string; campaign: string; renew: boolean; times: string } | undefined
  /** Of the gift's amount. */
  error: string | null
  /** Of the paper that the tier asks for. */
  paperError: string | null
  /** Of the number of payments. */
  timesError: string | null
}

export function OfferForm({ offer, typed, error, paperError, timesError }: OfferProps) {
  const { t } = useTranslation('membership')
  return (
    <Card id="cotisation" title={t('offer.title')}>
      <Form
        method="post"
        className="form-stack"
        key={offer.situation}
        {...(offer.proof ? { encType: 'multipart/form-data' as const } : {})}
      >
        <input type="hidden" name="situation" value={offer.situation} />
        <OfferFacts offer={offer} />
        {offer.plans.length > 0 && <TimesFields offer={offer} chosen={typed?.times} error={timesError} />}
        {offer.proof && (
          <FileInput
            name="certificate"
            label={t('paper.label')}
            hint={t('paper.hint')}
            accept="application/pdf,image/jpeg,image/png"
            error={paperError}
            required
          />
        )}
        {offer.gift && <GiftFields gift={offer.gift} typed={typed} error={error} />}
        {offer.renewal && (
          <Checkbox
            name="renew"
            label={t('renew.label')}
            hint={t('renew.hint', offer.renewal)}
            defaultChecked={typed?.renew}
          />
        )}
        <div>
          <Button>{t(offer.cents > 0 || offer.gift ? 'pay' : 'take')}</Button>
          <p className="text-muted">{t('check')}</p>
        </div>
      </Form>
    </Card>
  )
}

function OfferFacts({ offer }: { offer: ShownOffer }) {
  const { t } = useTranslation('membership')
  const { from, until } = offer
  return (
    <DefinitionList>
      <Definition term={t('offer.tier')}>{offer.tier}</Definition>
      <Definition term={t('offer.why')}>
        {t(`offer.reasons.${offer.reason}`)}
        {offer.because !== 'price' && ` ${t(`offer.because.${offer.because}`)}`}
        {offer.proof && ` ${t(offer.proofWaits ? 'offer.proof' : 'offer.proofAfter')}`}
      </Definition>
      <Definition term={t('offer.price')}>
        <strong>{offer.cents === 0 ? t('offer.free') : offer.price}</strong>
        {offer.months !== null && ` – ${t('offer.months', { count: offer.months })}`}
      </Definition>
      <Definition term={t('offer.dates')}>
        {until ? t('offer.range', { from, until }) : t('offer.forLife', { from })}
        {offer.kind !== 'first' && ` – ${t(`offer.kinds.${offer.kind}`)}`}
      </Definition>
    </DefinitionList>
  )
}

function GiftFields({
  gift,
  typed,
  error,
}: { gift: NonNullable<ShownOffer['gift']> } & Pick<OfferProps, 'typed' | 'error'>) {
  const { t } = useTranslation('membership')
  return (
    <Fieldset id="don" legend={t('gift.legend')} hint={t('gift.hint')}>
      <div className="form-stack">
        <TextInput
          name="gift"
          label={t('gift.label')}
          hint={t('gift.suggestions', { amounts: gift.suggested })}
          optional={t('gift.optional')}
          inputMode="decimal"
          after="€"
          narrow
          error={error}
          defaultValue={typed?.gift ?? ''}
        />
        {gift.campaigns.length > 0 && (
          <Select
            name="campaign"
            label={t('gift.campaign')}
            options={gift.campaigns}
            empty={t('gift.anything')}
            defaultValue={typed?.campaign}
          />
        )}
      </div>
    </Fieldset>
  )
}
