import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FileInput } from '#app/ui/text-input.tsx'
import { readFiles, saveFile } from './own-files.server.ts'
import { openOwn } from './own-record.server.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/photo`: photo and CV (I18, S8). */
export async function loader(args: LoaderFunctionArgs) {
  return readFiles(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveFile(await openOwn(args), args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Files() {
  const { t } = useTranslation('profile')
  const { photo, cv, handle, saved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, {})
  const only = (field: string): FormAnswer | undefined => (answer?.errors[field] ? answer : undefined)
  return (
    <SettingsFrame section="photo" handle={handle} saved={saved && !answer}>
      <Card id="photo-card" title={t('fields.photo')}>
        {photo && <Current field="photo" picture={photo} />}
        <OwnForm key={photo} multipart answer={only('photo')} version="" save={t('settings:files.send')}>
          <FileInput
            name="photo"
            error={answers('photo').error}
            label={t(photo ? 'settings:files.otherPhoto' : 'settings:files.photo')}
            hint={t('settings:files.photoHint')}
            accept="image/gif,image/png,image/jpeg"
          />
        </OwnForm>
      </Card>
      <Card id="cv-card" title={t('fields.cv')}>
        {cv && <Current field="cv" document={cv} />}
        <OwnForm key={cv} multipart answer={only('cv')} version="" save={t('settings:files.send')}>
          <FileInput
            name="cv"
            error={answers('cv').error}
            label={t(cv ? 'settings:files.otherCv' : 'settings:files.cv')}
            hint={t('settings:files.cvHint')}
            accept="application/pdf"
          />
        </OwnForm>
      </Card>
    </SettingsFrame>
  )
}

function Current({ field, picture, document }: { field: string; picture?: string; document?: string }) {
  const { t } = useTranslation('profile')
  return (
    <div className="flex flex-wrap items-center gap-4 mb-4">
      {picture && <Avatar name="" photo={picture} size="large" field="photo" />}
      {document && <a href={document}>{t('downloadCv')}</a>}
      <Form method="post" encType="multipart/form-data" discover="none">
        <Button look="quiet" small name="remove" value={field}>
          {t(`settings:files.remove.${field}`)}
        </Button>
      </Form>
    </div>
  )
}
