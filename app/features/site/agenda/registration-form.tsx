import { useTranslation } from 'react-i18next'
import type { EventQuestion } from '#app/domain/events/questions.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { OwnPlace, RegistrationAnswer } from './registration.server.ts'

interface Page {
  place: OwnPlace
  free: number | null
  guests: number
  questions: readonly EventQuestion[]
  seats: number
  shown: boolean
  answers: Record<string, string>
}

type RegistrationFormProps = { page: Page; answer: RegistrationAnswer | undefined }

/** With whom one comes, what the event asks, and whether others may read it. */
export function RegistrationForm({ page, answer }: RegistrationFormProps) {
  const { t } = useTranslation('agenda')
  const typed = answer?.typed ?? page
  const wrong = answer?.wrong ?? []
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('register.errors')} errors={faultsOf(page.questions, wrong, t('register.answer'))} />
      {answer?.full && (
        <Alert tone="warning" live title={t('register.full')}>
          <p>{t('register.fullText')}</p>
        </Alert>
      )}
      {page.guests > 0 && (
        <Select
          name="guests"
          label={t('register.guests')}
          hint={t('register.guestsHint', { count: page.guests })}
          defaultValue={String(typed.seats - 1)}
          options={Array.from({ length: page.guests + 1 }, (_, n) => ({
            value: String(n),
            label: t('register.guestCount', { count: n }),
          }))}
        />
      )}
      <Words questions={page.questions} typed={typed} wrong={wrong} />
      <Buttons page={page} full={answer?.full === true || isFull(page)} />
    </Form>
  )
}

/** @returns lines of the summary of errors, for answers that are missing or none of the options */
export const faultsOf = (questions: readonly EventQuestion[], wrong: readonly string[], message: string) =>
  questions.filter(({ id }) => wrong.includes(id)).map(({ id }) => ({ field: `q-${id}`, message }))

type WordsProps = {
  questions: readonly EventQuestion[]
  typed: { shown: boolean; answers: Record<string, string> }
  wrong: readonly string[]
}

/** What the event asks, and whether others may read that one comes. */
export function Words({ questions, typed, wrong }: WordsProps) {
  const { t } = useTranslation('agenda')
  return (
    <>
      {questions.length > 0 && <p className="text-muted">{t('register.answersKept')}</p>}
      {questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          value={typed.answers[question.id] ?? ''}
          error={wrong.includes(question.id) ? t('register.answer') : undefined}
        />
      ))}
      <Checkbox name="shown" label={t('register.shown')} hint={t('register.shownHint')} defaultChecked={typed.shown} />
    </>
  )
}

const isFull = ({ place, free }: Page) =>
  free === 0 && (place === 'none' || place === 'withdrawn' || place === 'waiting')

type QuestionProps = { question: EventQuestion; value: string; error: string | undefined }

function Question({ question: { id, label, options, required }, value, error }: QuestionProps) {
  const { t } = useTranslation('agenda')
  const name = `q-${id}`
  if (options.length === 0)
    return (
      <TextInput
        name={name}
        label={label}
        optional={required ? undefined : t('register.optional')}
        error={error}
        defaultValue={value}
      />
    )
  return (
    <RadioGroup
      name={name}
      legend={label}
      error={error}
      defaultValue={value}
      options={options.map((one) => ({ value: one, label: one }))}
    />
  )
}

function Buttons({ page, full }: { page: Page; full: boolean }) {
  const { t } = useTranslation('agenda')
  const word = page.place === 'registered' ? 'change' : page.place === 'offered' ? 'accept' : 'register'
  return (
    <Actions>
      {full && page.place !== 'registered' ? (
        <Button name="intent" value="wait">
          {t(page.place === 'waiting' ? 'register.button.change' : 'register.button.wait')}
        </Button>
      ) : (
        <Button name="intent" value="register">
          {t(`register.button.${word}`)}
        </Button>
      )}
    </Actions>
  )
}
