import Send from 'lucide-react/icons/send'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { FileInput, Textarea } from '#app/ui/text-input.tsx'

type MessageFormProps = {
  /** The other, by name. */
  name: string
  /** What was typed and could not be sent, or a draft. */
  text: string
  error: string | undefined
  /** There is a conversation: a draft can be kept, and a file sent. */
  drafts?: boolean
}

/** Where one writes; what was typed comes back with whatever was wrong. */
export function MessageForm({ name, text, error, drafts }: MessageFormProps) {
  const { t } = useTranslation('messages')
  const said = error && t(`errors.${error}`, { name })
  return (
    <Form method="post" className="form-stack" noValidate encType={drafts ? 'multipart/form-data' : undefined}>
      <ErrorSummary title={t('errors.title')} errors={said ? [{ field: 'text', message: said }] : []} />
      <Textarea
        name="text"
        label={t('form.text', { name })}
        hint={t('form.hint')}
        rows={4}
        error={said}
        defaultValue={text}
      />
      {drafts && (
        <FileInput
          name="file"
          label={t('form.file')}
          hint={t('form.fileHint')}
          optional={t('form.optional')}
          accept="image/png,image/jpeg,image/gif,application/pdf"
        />
      )}
      <Actions>
        <Button icon={Send}>{t('form.send')}</Button>
        {drafts && (
          <Button look="secondary" name="intent" value="draft">
            {t('form.draft')}
          </Button>
        )}
      </Actions>
    </Form>
  )
}
