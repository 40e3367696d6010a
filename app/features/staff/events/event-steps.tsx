import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { EventStep } from './event.server.ts'

/** What may be done about an event as it stands; what cannot be undone says so first. */
export function EventSteps({ steps }: { steps: readonly EventStep[] }) {
  const { t } = useTranslation('events')
  const final = steps.filter((step) => step !== 'publish')
  return (
    <>
      <Form method="post" discover="none">
        <Actions>
          {steps.includes('publish') && (
            <Button name="intent" value="publish">
              {t('form.publish')}
            </Button>
          )}
          <Button look="secondary" name="intent" value="copy">
            {t('steps.copy')}
          </Button>
        </Actions>
      </Form>
      {final.map((step) => (
        <Disclosure key={step} summary={t(`steps.${step}`)}>
          <Form method="post" className="form-stack" discover="none">
            <p>{t(`steps.${step}Text`)}</p>
            <div>
              <Button small look="danger" name="intent" value={step}>
                {t(`steps.${step}`)}
              </Button>
            </div>
          </Form>
        </Disclosure>
      ))}
    </>
  )
}
