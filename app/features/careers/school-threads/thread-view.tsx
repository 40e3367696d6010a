import { useTranslation } from 'react-i18next'
import { longDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

interface Message {
  id: string
  bySchool: boolean
  text: string
  at: string
}

type MessagesProps = { messages: readonly Message[]; names: { school: string; asker: string } }

/** What was written, the oldest first. */
export function ThreadMessages({ messages, names }: MessagesProps) {
  const { t, i18n } = useTranslation('school-threads')
  return (
    <Card id="messages" title={t('messages')}>
      <ol className="stack">
        {messages.map(({ id, bySchool, text, at }) => (
          <li key={id} data-message={id}>
            <p>
              <strong>{bySchool ? names.school : names.asker}</strong>{' '}
              <time className="text-sm text-muted" dateTime={at}>
                {longDay(at, i18n.language)}
              </time>
            </p>
            <p className="reading whitespace-pre-line break-words">{text}</p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

type ReplyProps = { answer: { text: string; errors: Partial<Record<'text', string>> } | undefined }

/** The form under a thread. */
export function ThreadReply({ answer }: ReplyProps) {
  const { t } = useTranslation('school-threads')
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      <Textarea name="text" rows={6} label={t('reply')} error={say('text')} defaultValue={answer?.text} />
      <div>
        <Button>{t('ask.send')}</Button>
      </div>
    </Form>
  )
}
