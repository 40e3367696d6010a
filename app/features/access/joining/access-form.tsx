import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'

type AccessFormProps = {
  answer?: FormAnswer | undefined
  /** Field names in the order of the page. */
  order: readonly string[]
  send: string
  multipart?: boolean
  /** What was answered on the steps before. */
  hidden?: Record<string, string>
  children: ReactNode
}

/** A form for somebody who is not in yet: errors first, what was typed kept, nothing that needs JavaScript. */
export function AccessForm({ answer, order, send, multipart, hidden = {}, children }: AccessFormProps) {
  const { t } = useTranslation('access')
  const message = useMessage()
  const wrong = Object.keys(answer?.errors ?? {}).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  return (
    <Form method="post" noValidate encType={multipart ? 'multipart/form-data' : undefined} className="card form-stack">
      <ErrorSummary
        title={t('errorTitle')}
        errors={wrong.map((field) => ({ field, message: message(field, answer!.errors[field]![0]!) }))}
      />
      {answer?.wait !== undefined && <Waits seconds={answer.wait} withFile={multipart} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Actions>
        <Button>{send}</Button>
      </Actions>
    </Form>
  )
}

/** Nothing is wrong with the form: when to send it again; a browser keeps what was typed and no file. */
function Waits({ seconds, withFile }: { seconds: number; withFile: boolean | undefined }) {
  const { t } = useTranslation('access')
  const inHours = seconds > 90 * 60
  const count = Math.ceil(seconds / (inHours ? 3600 : 60))
  return (
    <Alert tone="warning" title={t('wait.title')} live>
      <p>
        {t(inHours ? 'wait.hours' : 'wait.minutes', { count })} {withFile && t('wait.file')}
      </p>
    </Alert>
  )
}

/** The words of an error, the same at the field and in the summary. */
function useMessage() {
  const { t } = useTranslation('access')
  return (name: string, key: string) => t(`errors.${key}`, { field: t(`fields.${name}`) })
}

/** What a field takes: its name, its words, its error, and what was typed. */
export function useFields(answer: FormAnswer | undefined, stands: Record<string, string> = {}) {
  const { t } = useTranslation('access')
  const message = useMessage()
  return (name: string) => {
    const key = answer?.errors[name]?.[0]
    return {
      name,
      label: t(`fields.${name}`),
      error: key ? message(name, key) : undefined,
      defaultValue: answer?.typed[name] ?? stands[name] ?? '',
    }
  }
}
