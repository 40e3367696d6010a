import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { readOtherDiplomas, saveOtherDiplomas } from './other-diplomas.server.ts'
import { openOwn } from './own-record.server.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/autres-diplomes`. */
export async function loader(args: LoaderFunctionArgs) {
  return readOtherDiplomas(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveOtherDiplomas(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const ORDER = ['diploma', 'school', 'speciality', 'year']

export default function OtherDiplomas() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, {})
  return (
    <SettingsFrame at="parcours" title={page.title} lead={null} handle={page.handle} saved={page.saved && !answer}>
      {page.diplomas.length > 0 && (
        <Card id="liste" flush>
          <Rows>
            {page.diplomas.map(({ id, title, note, isTyped }) => (
              <Row key={id} title={title} note={note} end={isTyped && <Remove id={id} title={title} />} />
            ))}
          </Rows>
        </Card>
      )}
      <Card id="ajouter" title={t('settings:otherDiplomas.add')}>
        <OwnForm
          key={page.version}
          answer={answer}
          order={ORDER}
          version={page.version}
          save={t('settings:otherDiplomas.save')}
        >
          <TextInput {...answers('diploma')} label={t('fields.diploma')} />
          <TextInput {...answers('school')} label={t('settings:otherDiplomas.school')} optional={t('optional')} />
          <TextInput {...answers('speciality')} label={t('fields.speciality')} optional={t('optional')} />
          <TextInput
            {...answers('year')}
            label={t('settings:otherDiplomas.year')}
            optional={t('optional')}
            inputMode="numeric"
            narrow
          />
        </OwnForm>
      </Card>
    </SettingsFrame>
  )
}

function Remove({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation('profile')
  return (
    <Form method="post">
      <Button look="quiet" small name="remove" value={id}>
        {t('actions.delete')} <span className="sr-only">{title}</span>
      </Button>
    </Form>
  )
}
