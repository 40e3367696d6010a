/** Parts of `/adhesion`: where one stands, the declared situation, what visitors read. */

import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'

/** What dues cost, for who has not signed in. */
export function VisitorDues({ tiers }: { tiers: readonly { id: string; name: string; price: string }[] }) {
  const { t } = useTranslation('membership')
  return (
    <>
      <PageHeading title={t('visitor.title')} lead={tiers.length > 0 ? t('visitor.text') : t('visitor.none')} />
      <div className="stack max-w-form">
        {tiers.length > 0 && (
          <DefinitionList>
            {tiers.map((tier) => (
              <Definition key={tier.id} term={tier.name}>
                {tier.price}
              </Definition>
            ))}
          </DefinitionList>
        )}
        <Actions>
          <LinkButton to={`${href.signIn}?redirectTo=/adhesion`}>{t('visitor.signIn')}</LinkButton>
        </Actions>
      </div>
    </>
  )
}

/** What became of the paper that was sent with a payment: looked at by the staff, or refused, and why. */
export function PaperNotice({
  paper,
}: {
  paper: { state: 'waiting' | 'refused'; saleId: string | null; reason: string | null }
}) {
  const { t } = useTranslation('membership')
  const { state, saleId, reason } = paper
  return (
    <Alert tone={state === 'waiting' ? 'info' : 'warning'}>
      <p>{t(`paper.${state}`, { reason })}</p>
      {saleId && (
        <p>
          <Anchor to={href.payment(saleId)}>{t('paper.sale')}</Anchor>
        </p>
      )}
    </Alert>
  )
}

/** Dues renew themselves; stopping takes one press. */
export function RenewalCard({ renewal }: { renewal: { amount: string; late: boolean } }) {
  const { t } = useTranslation('membership')
  return (
    <Card>
      <div className="stack">
        <p id="renouvellement">{t('renew.on', { amount: renewal.amount })}</p>
        {renewal.late && <Alert tone="warning">{t('renew.late')}</Alert>}
        <Form method="post">
          <input type="hidden" name="intent" value="stop" />
          <Button look="secondary">{t('renew.stop')}</Button>
        </Form>
      </div>
    </Card>
  )
}

/** The situation is part of the address: the page that follows can be reloaded, and works without scripts. */
export function SituationForm({ situations, chosen }: { situations: readonly string[]; chosen: string | null }) {
  const { t } = useTranslation('membership')
  if (situations.length < 2) return null
  return (
    <Form method="get" className="form-stack" key={chosen ?? ''}>
      <RadioGroup
        name="situation"
        legend={t('situation.legend')}
        legendAs="h2"
        framed
        required
        defaultValue={chosen}
        options={situations.map((value) => ({ value, label: t(`situation.${value}`) }))}
      />
      <div>
        <Button look={chosen ? 'secondary' : 'primary'}>{t(chosen ? 'situation.change' : 'situation.show')}</Button>
      </div>
    </Form>
  )
}
