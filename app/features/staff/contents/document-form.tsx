import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'
import type { DocumentField } from './documents.server.ts'

type DocumentFormProps = {
  folders: readonly string[]
  answer: { typed: Record<string, string>; errors: Partial<Record<DocumentField, string>> } | undefined
}

/** A document to add, in a folder that is there or a new one. */
export function DocumentForm({ folders, answer }: DocumentFormProps) {
  const { t } = useTranslation('contents')
  const { typed, errors = {} } = answer ?? {}
  const say = (field: DocumentField) => (errors[field] ? t(`errors.${errors[field]}`) : undefined)
  return (
    <Card id="ajouter" title={t('documents.add')}>
      <Form method="post" encType="multipart/form-data" className="form-stack" noValidate>
        <FileInput
          name="file"
          label={t('documents.file')}
          hint={t('documents.fileHint')}
          accept="application/pdf"
          error={say('file')}
        />
        <TextInput name="title" label={t('editor.title')} error={say('title')} defaultValue={typed?.title} />
        <TextInput
          name="folder"
          label={t('documents.folder')}
          hint={t('documents.folderHint')}
          list="dossiers"
          error={say('folder')}
          defaultValue={typed?.folder}
        />
        <datalist id="dossiers">
          {folders.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
        <RadioGroup
          name="audience"
          legend={t('news.audience')}
          error={say('audience')}
          defaultValue={typed?.audience ?? 'network'}
          options={EDITORIAL_AUDIENCES.map((value) => ({ value, label: t(`audiences.${value}`) }))}
        />
        <div>
          <Button>{t('documents.send')}</Button>
        </div>
      </Form>
    </Card>
  )
}
