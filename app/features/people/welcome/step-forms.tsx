import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { QuestionField } from '#app/features/people/settings/question-field.tsx'
import { OwnForm, useAnswers } from '#app/features/people/settings/settings-frame.tsx'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import type { readWelcome } from './welcome.server.ts'

type StepProps = {
  page: Awaited<ReturnType<typeof readWelcome>>
  answer: FormAnswer | undefined
  /** Where « Plus tard » leads: the next step. */
  later: string
}

export function PhotoStep({ page: { photo }, answer, later }: StepProps) {
  const { t } = useTranslation('welcome')
  const answers = useAnswers(answer, {})
  return (
    <>
      {photo && <Avatar name="" photo={photo} size="large" field="photo" />}
      <OwnForm answer={answer} version="" multipart save={t('photo.send')} cancel={later} later={t('later')}>
        <FileInput
          id="photo"
          name="photo"
          error={answers('photo').error}
          label={t(photo ? 'photo.other' : 'photo.file')}
          hint={t('photo.hint')}
          accept="image/gif,image/png,image/jpeg"
        />
      </OwnForm>
    </>
  )
}

export function PositionStep({ page: { version, positions }, answer, later }: StepProps) {
  const { t } = useTranslation('profile')
  const answers = useAnswers(answer, {})
  return (
    <>
      {positions.length > 0 && (
        <Rows>
          {positions.map(({ id, title, company, span }) => (
            <Row key={id} title={title} note={[company, span].filter(Boolean).join(' · ')} />
          ))}
        </Rows>
      )}
      <OwnForm
        answer={answer}
        order={['companyName', 'jobTitle']}
        version={version}
        cancel={later}
        later={t('welcome:later')}
      >
        <TextInput {...answers('companyName')} label={t('fields.company')} autoComplete="organization" />
        <TextInput {...answers('jobTitle')} label={t('fields.jobTitle')} autoComplete="organization-title" />
      </OwnForm>
    </>
  )
}

/** What this step asks; the rest of the address goes back as it stands. */
const ASKED = ['homeCity', 'homeCountry']

export function CityStep({ page: { version, address }, answer, later }: StepProps) {
  const { t } = useTranslation('welcome')
  const answers = useAnswers(answer, address?.stands ?? {})
  const questions = address?.questions ?? []
  return (
    <OwnForm
      answer={answer}
      order={questions.map(({ field }) => field)}
      version={version}
      cancel={later}
      later={t('later')}
    >
      {questions.map((question) =>
        ASKED.includes(question.field) || answers(question.field).error ? (
          <QuestionField key={question.field} question={question} answer={answers(question.field)} />
        ) : (
          <input
            key={question.field}
            type="hidden"
            name={question.field}
            value={answers(question.field).defaultValue}
          />
        ),
      )}
    </OwnForm>
  )
}

/** The ready-made answers of « Confidentialité »: the one in force is marked. */
export function VisibilityStep({ page: { version, presets }, later }: StepProps) {
  const { t } = useTranslation('welcome')
  return (
    <>
      <Rows>
        {presets.map(({ preset, count, name, text, state }) => (
          <Row
            key={preset}
            data-preset={preset}
            data-changes={count}
            title={name}
            note={`${text} ${state}`}
            end={
              count > 0 && (
                <Form method="post">
                  <input type="hidden" name="version" value={version} />
                  <Button small look="secondary" name="preset" value={preset}>
                    {t('visibilite.choose')} <span className="sr-only">{name}</span>
                  </Button>
                </Form>
              )
            }
          />
        ))}
      </Rows>
      <div>
        <LinkButton look="secondary" to={later}>
          {t('visibilite.keep')}
        </LinkButton>
      </div>
    </>
  )
}
