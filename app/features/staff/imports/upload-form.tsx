import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput, Textarea, TextInput } from '#app/ui/text-input.tsx'
import { refusalText } from './run-texts.ts'
import type { FileRefusal } from './take-file.server.ts'

/** The first step: a file, its sheet, what it is. What was refused stands above in whole sentences. */
export function UploadForm({ refusal }: { refusal?: FileRefusal }) {
  const { t } = useTranslation('imports')
  const said = refusal && refusalText(t, refusal)
  const isSheet = refusal?.code === 'no-sheet'
  return (
    <Card id="nouveau" title={t('upload.title')}>
      <Form method="post" encType="multipart/form-data" noValidate className="form-stack max-w-form">
        {said && (
          <ErrorSummary
            title={
              refusal.fileName ? t('upload.refusedTitle', { file: refusal.fileName }) : t('upload.refusedTitleBare')
            }
            errors={[{ field: isSheet ? 'sheet' : 'file', message: said }]}
          />
        )}
        <FileInput
          name="file"
          label={t('upload.file')}
          hint={t('upload.fileHint')}
          error={isSheet ? undefined : said}
          accept=".xlsx,.ods,.fods,.csv,.tsv,.txt,.pdf"
        />
        <Textarea
          name="pasted"
          label={t('upload.paste')}
          hint={t('upload.pasteHint')}
          optional={t('upload.optional')}
          defaultValue={refusal?.pasted}
          rows={4}
          spellCheck={false}
          autoComplete="off"
        />
        <TextInput
          name="sheet"
          label={t('upload.sheet')}
          hint={t('upload.sheetHint')}
          optional={t('upload.optional')}
          error={isSheet ? said : undefined}
          defaultValue={refusal?.sheet}
          maxLength={120}
          autoComplete="off"
        />
        <RadioGroup
          name="mode"
          legend={t('upload.mode')}
          defaultValue={refusal?.mode ?? 'people'}
          framed
          options={(['people', 'lay'] as const).map((mode) => ({
            value: mode,
            label: t(`modes.${mode}`),
            hint: t(`modes.${mode}Hint`),
          }))}
        />
        <div>
          <Button>{t('upload.send')}</Button>
        </div>
      </Form>
    </Card>
  )
}
