import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import { DECISIONS } from '#app/vocabulary/reports.ts'

type DecideFormProps = {
  page: { waiting: number; mayWarn: boolean; mayDecide: boolean; disabled: boolean }
  answer: { error: string; typed: { decision: string; because: string } } | undefined
}

/** One decision for everything that is open on the person, with its reason. */
export function DecideForm({ page, answer }: DecideFormProps) {
  const { t } = useTranslation('reports')
  if (!page.mayDecide) return <Alert>{t('errors.self')}</Alert>
  const error = answer?.error
  const offered = DECISIONS.filter((one) => one !== 'warned' || page.mayWarn).filter(
    (one) => one !== 'disabled' || !page.disabled,
  )
  return (
    <Card id="decision" title={t('decide.title', { count: page.waiting })}>
      <Form method="post" className="form-stack" noValidate>
        {error && (
          <Alert tone="error" live>
            {t(`errors.${error}`)}
          </Alert>
        )}
        <RadioGroup
          name="decision"
          legend={t('decide.decision')}
          error={error === 'decision' ? t('errors.decision') : undefined}
          defaultValue={answer?.typed.decision}
          options={offered.map((value) => ({
            value,
            label: t(`decisions.${value}.do`),
            hint: t(`decisions.${value}.hint`),
          }))}
        />
        <Textarea
          name="because"
          label={t('decide.because')}
          hint={t('decide.becauseHint')}
          rows={3}
          error={error === 'because' ? t('errors.because') : undefined}
          defaultValue={answer?.typed.because}
        />
        <div>
          <Button>{t('decide.send')}</Button>
        </div>
      </Form>
    </Card>
  )
}
