/** Dues in several times on `/adhesion`: the choice before paying, and the plan that runs or has stopped. */

import { useTranslation } from 'react-i18next'
import { PlanTable } from '#app/features/money/checkout/plan-table.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { ShownOffer } from './dues-page.server.ts'
import type { ShownPlan } from './instalment-page.server.ts'

interface TimesProps {
  offer: Pick<ShownOffer, 'price' | 'plans' | 'tries'>
  chosen: string | undefined
  error: string | null
}

/** All dates and amounts stand on the page before anybody chooses. */
export function TimesFields({ offer, chosen, error }: TimesProps) {
  const { t } = useTranslation('membership')
  const { price, plans, tries } = offer
  const several = plans.map(({ count, words, first, last }) => ({
    value: String(count),
    label: t('times.several', { count }),
    hint: words ?? t('times.long', { first, last }),
  }))
  return (
    <div className="stack">
      <RadioGroup
        name="times"
        legend={t('times.legend')}
        hint={t('times.rules', tries)}
        framed
        error={error}
        defaultValue={chosen ?? '1'}
        options={[{ value: '1', label: t('times.once', { amount: price }) }, ...several]}
      />
      {plans
        .filter(({ words }) => words === null)
        .map(({ count, table }) => (
          <Disclosure key={count} summary={t('times.dates', { count })}>
            <PlanTable id={`echeances-${count}`} plan={table} />
          </Disclosure>
        ))}
    </div>
  )
}

export function PlanCard({ plan }: { plan: ShownPlan }) {
  const { t } = useTranslation('membership')
  const { count, table, key, day, paid, total, late, rest, stoppable } = plan
  return (
    <Card id="echeances" title={t('plan.title', { count })}>
      <div className="stack">
        <Alert tone={key === 'active' ? 'info' : key === 'refused' ? 'error' : 'warning'}>
          {t(`plan.state.${key}`, { day, paid, total })}
        </Alert>
        <PlanTable id="plan" plan={table} />
        {(late || rest) && (
          <Actions>
            {late && <PayButton intent="pay-late" look="primary" text={t('plan.payLate', { amount: late })} />}
            {rest && (
              <PayButton
                intent="pay-rest"
                look={late || key === 'active' ? 'secondary' : 'primary'}
                text={t(key === 'active' ? 'plan.payRestNow' : 'plan.payRest', { amount: rest })}
              />
            )}
          </Actions>
        )}
        {stoppable && (
          <Disclosure summary={t('plan.stop')}>
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="stop-plan" />
              <p>{t('plan.stopText')}</p>
              <div>
                <Button look="danger">{t('plan.stopNow')}</Button>
              </div>
            </Form>
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

function PayButton({ intent, look, text }: { intent: string; look: 'primary' | 'secondary'; text: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <Button look={look}>{text}</Button>
    </Form>
  )
}
