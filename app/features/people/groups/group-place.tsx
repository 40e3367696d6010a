import { useTranslation } from 'react-i18next'
import type { GroupStep } from '#app/policy/group-steps.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

type GroupPlaceProps = {
  steps: readonly GroupStep[]
  place: 'member' | 'byAddress' | 'byYear' | 'asked' | 'none'
  answer: { error: 'noteLong'; note: string } | undefined
}

/** One's own place in the group, and what can be done about it. */
export function GroupPlace({ steps, place, answer }: GroupPlaceProps) {
  const { t } = useTranslation('groups')
  if (steps.length === 0 && place === 'none') return null
  return (
    <Card id="place" title={t('place.title')}>
      <p>{t(`place.${place}`)}</p>
      <Form method="post" className="form-stack" noValidate>
        {steps.includes('ask') && (
          <Textarea
            name="note"
            label={t('place.note')}
            hint={t('place.noteHint')}
            rows={2}
            error={answer ? t('errors.noteLong') : undefined}
            defaultValue={answer?.note}
          />
        )}
        <div className="actions">
          {steps.map((step) => (
            <Button
              key={step}
              name="intent"
              value={step}
              look={step === 'join' || step === 'ask' ? 'primary' : 'secondary'}
            >
              {t(`steps.${step}`)}
            </Button>
          ))}
        </div>
      </Form>
    </Card>
  )
}
