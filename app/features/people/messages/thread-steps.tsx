import { useTranslation } from 'react-i18next'
import type { SeatStep } from '#app/policy/message.rules.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** What one answers to a stranger, besides answering. */
export function RequestSteps({ steps, name }: { steps: readonly SeatStep[]; name: string }) {
  const { t } = useTranslation('messages')
  const look = { accept: 'primary', decline: 'secondary', block: 'danger' } as const
  const offered = (['accept', 'decline', 'block'] as const).filter((step) => steps.includes(step))
  return (
    <Form method="post" className="actions" aria-label={t('request.title', { name })}>
      {offered.map((step) => (
        <Button key={step} name="intent" value={step} look={look[step]}>
          {t(`steps.${step}`)}
        </Button>
      ))}
    </Form>
  )
}

/** Archive, mute, leave: one's own affair. */
export function ThreadSteps({ steps }: { steps: readonly SeatStep[] }) {
  const { t } = useTranslation('messages')
  if (steps.length === 0) return null
  return (
    <Form method="post" className="actions no-print" aria-label={t('thread.steps')}>
      {steps.map((step) => (
        <Button key={step} small name="intent" value={step} look="quiet">
          {t(`steps.${step}`)}
        </Button>
      ))}
    </Form>
  )
}
