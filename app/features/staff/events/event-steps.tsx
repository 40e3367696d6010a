import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { EventStep } from './event.server.ts'

/** What may be done about an event as it stands; what cannot be undone says so first. */
export function EventSteps({ steps }: { steps: readonly EventStep[] }) {
  const { t } = useTranslation('events')
  const final = steps.filter((step) => step !== 'publish' && step !== 'publish-all')
  return (
    <>
      <Form method="post">
        <Actions>
          {steps.includes('publish') && (
            <Button name="intent" value="publish">
              {t('form.publish')}
            </Button>
          )}
          {steps.includes('publish-all') && (
            <Button look="secondary" name="intent" value="publish-all">
              {t('steps.publish-all')}
            </Button>
          )}
          <Button look="secondary" name="intent" value="copy">
            {t('steps.copy')}
          </Button>
        </Actions>
      </Form>
      {final.map((step) => (
        <DisclosedStep key={step} summary={t(`steps.${step}`)} text={t(`steps.${step}Text`)} intent={step} />
      ))}
    </>
  )
}
