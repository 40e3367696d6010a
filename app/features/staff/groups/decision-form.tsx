import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

type DecisionFormProps = {
  /** Of what is decided about; names the field of the reason. */
  id: string
  /** Read out after each button. */
  subject: string
  hidden: Readonly<Record<string, string>>
  /** Name of the buttons, and their values: yes, then no. */
  name: string
  yes: { value: string; text: string }
  no: { value: string; text: string }
}

/** Yes, or no with its reason: about a proposed group, an article or an answer. */
export function DecisionForm({ id, subject, hidden, name, yes, no }: DecisionFormProps) {
  const { t } = useTranslation('groups')
  return (
    <Form method="post" className="form-stack">
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Textarea
        name="because"
        id={`because-${id}`}
        label={t('things.because')}
        hint={t('things.becauseHint')}
        rows={2}
      />
      <div className="actions">
        <Button small name={name} value={yes.value}>
          {yes.text} <span className="sr-only">{subject}</span>
        </Button>
        <Button small look="secondary" name={name} value={no.value}>
          {no.text} <span className="sr-only">{subject}</span>
        </Button>
      </div>
    </Form>
  )
}
