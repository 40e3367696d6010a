import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Card } from '#app/ui/card.tsx'
import { QuestionField } from './question-field.tsx'
import type { Question } from './questions.ts'
import { type Part as PartId, partForm } from './sections.ts'
import { OwnForm, useAnswers } from './settings-frame.tsx'

/** What a page knows of its forms: which one was answered, which one was saved. */
export interface PartAnswers {
  of(part: PartId): FormAnswer | undefined
  isSaved(part: PartId): boolean
  version: string
}

type Known = { answer: FormAnswer | undefined; part: string; version: string; saved: string | null }

/** @returns the answer that belongs to each part: the others keep what stands */
export function partAnswers({ answer, part, version, saved }: Known): PartAnswers {
  return {
    of: (one) => (one === part ? answer : undefined),
    isSaved: (one) => one === saved && !answer,
    version,
  }
}

type PartProps = { id: PartId; answers: PartAnswers; aside?: ReactNode; children: ReactNode }

/** A part of a page of « Réglages »: its title, what it is about, that it was just saved. */
export function Part({ id, answers, aside, children }: PartProps) {
  const { t } = useTranslation('profile')
  const lead = t(`sections.${id}.lead`, '')
  return (
    <Card id={id} title={t(`sections.${id}.title`)} aside={aside}>
      <div className="stack">
        {lead && <p className="text-muted">{lead}</p>}
        {answers.isSaved(id) && (
          <Alert tone="success" live>
            {t('saved')}
          </Alert>
        )}
        {children}
      </div>
    </Card>
  )
}

type QuestionsProps = {
  id: PartId
  answers: PartAnswers
  questions: readonly Question[]
  stands: Record<string, string>
}

/** A part that is one plain form; it starts anew once what stands is another, and leaves the other forms alone. */
export function QuestionsPart({ id, answers, questions, stands, children }: QuestionsProps & { children?: ReactNode }) {
  const answer = answers.of(id)
  const answerOf = useAnswers(answer, stands)
  return (
    <Part id={id} answers={answers}>
      <OwnForm
        key={JSON.stringify(stands)}
        action={partForm(id)}
        answer={answer}
        order={questions.map(({ field }) => field)}
        version={answers.version}
      >
        {questions.map((question) => (
          <QuestionField key={question.field} question={question} answer={answerOf(question.field)} />
        ))}
      </OwnForm>
      {children}
    </Part>
  )
}
