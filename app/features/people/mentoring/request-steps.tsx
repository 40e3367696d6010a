/** What one of the two may do about a request: a yes by itself, a no or thanks with words. */
import { useTranslation } from 'react-i18next'
import type { MentoringStep } from '#app/policy/mentoring-steps.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

type Props = { steps: readonly MentoringStep[]; name: string; error: string | undefined; words: string }

export function RequestSteps({ steps, name, error, words }: Props) {
  const { t } = useTranslation('mentoring')
  const plain = (['accept', 'withdraw', 'end'] as const).filter((step) => steps.includes(step))
  const spoken = (['decline', 'thank'] as const).filter((step) => steps.includes(step))
  const said = error && t(`errors.${error}`, { name })
  return (
    <>
      <ErrorSummary title={t('errors.title')} errors={said ? [{ field: 'words', message: said }] : []} />
      {plain.length > 0 && (
        <Form method="post" className="actions">
          {plain.map((step) => (
            <Button key={step} name="intent" value={step} look={step === 'accept' ? 'primary' : 'secondary'}>
              {t(`steps.${step}`)}
            </Button>
          ))}
        </Form>
      )}
      {spoken.map((step) => (
        <Card key={step} id={step} title={t(`${step}.title`)}>
          <Form method="post" className="form-stack" noValidate>
            <Textarea
              name="words"
              label={t(`${step}.words`, { name })}
              hint={t(`${step}.hint`)}
              optional={step === 'decline' ? t('optional') : undefined}
              rows={4}
              error={said || undefined}
              defaultValue={words}
            />
            <div>
              <Button look="secondary" name="intent" value={step}>
                {t(`steps.${step}`)}
              </Button>
            </div>
          </Form>
        </Card>
      ))}
    </>
  )
}
