import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput } from '#app/ui/text-input.tsx'
import type { readFiles } from './own-files.server.ts'
import { Part, type PartAnswers } from './part.tsx'
import { partForm } from './sections.ts'
import { OwnForm, useAnswers } from './settings-frame.tsx'

/** Photo and CV (I18, S8): each with a form that sends it and one that takes it away. */
export function FilesPart({ files, answers }: { files: ReturnType<typeof readFiles>; answers: PartAnswers }) {
  const { t } = useTranslation('profile')
  const { photo, cv } = files
  const answer = answers.of('photo')
  const answerOf = useAnswers(answer, {})
  const only = (field: string): FormAnswer | undefined => (answer?.errors[field] ? answer : undefined)
  const shared = { action: partForm('photo'), multipart: true, version: '', save: t('settings:files.send') }
  return (
    <Part id="photo" answers={answers}>
      <h3 id="photo-card">{t('fields.photo')}</h3>
      {photo && <Current field="photo" picture={photo} />}
      <OwnForm key={`photo ${photo}`} {...shared} answer={only('photo')}>
        <FileInput
          id="photo-file"
          name="photo"
          error={answerOf('photo').error}
          label={t(photo ? 'settings:files.otherPhoto' : 'settings:files.photo')}
          hint={t('settings:files.photoHint')}
          accept="image/gif,image/png,image/jpeg"
        />
      </OwnForm>
      <h3 id="cv-card">{t('fields.cv')}</h3>
      {cv && <Current field="cv" document={cv} />}
      <OwnForm key={`cv ${cv}`} {...shared} answer={only('cv')}>
        <FileInput
          name="cv"
          error={answerOf('cv').error}
          label={t(cv ? 'settings:files.otherCv' : 'settings:files.cv')}
          hint={t('settings:files.cvHint')}
          accept="application/pdf"
        />
      </OwnForm>
    </Part>
  )
}

function Current({ field, picture, document }: { field: string; picture?: string; document?: string }) {
  const { t } = useTranslation('profile')
  return (
    <div className="flex flex-wrap items-center gap-4">
      {picture && <Avatar name="" photo={picture} size="large" field="photo" />}
      {document && <a href={document}>{t('downloadCv')}</a>}
      <Form method="post" action={partForm('photo')} encType="multipart/form-data">
        <Button look="quiet" small name="remove" value={field}>
          {t(`settings:files.remove.${field}`)}
        </Button>
      </Form>
    </div>
  )
}
