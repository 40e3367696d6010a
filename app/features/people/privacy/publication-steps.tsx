import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { QuestionField } from '#app/features/people/settings/question-field.tsx'
import { OwnForm, useAnswers } from '#app/features/people/settings/settings-frame.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import type { readPublication, Step } from './publication.server.ts'

type Page = Awaited<ReturnType<typeof readPublication>>

const ORDER: readonly Step[] = ['but', 'contenu', 'pseudo', 'apercu']

type StepProps = { page: Page; step: Step; answer: FormAnswer | undefined }

/** One step: nothing of it is seen by others before the last. */
export function PublicationStep({ page, step, answer }: StepProps) {
  const { t } = useTranslation(['profile', 'privacy'])
  const [current, total] = [ORDER.indexOf(step) + 1, ORDER.length]
  return (
    <>
      <Stepper
        {...{ current, total }}
        text={t('step', { current, total })}
        title={t(`privacy:publish.${step}.title`)}
      />
      <p className="reading">{t(page.published ? 'privacy:publish.live' : `privacy:publish.${step}.lead`)}</p>
      {step === 'apercu' ? <Preview page={page} /> : <StepForm key={step} page={page} step={step} answer={answer} />}
    </>
  )
}

function StepForm({ page, step, answer }: StepProps) {
  const { t } = useTranslation(['profile', 'privacy'])
  const answers = useAnswers(answer, page.stands)
  const tellsName = answer?.errors.pseudonym?.some((key) => key.endsWith('yourName'))
  return (
    <OwnForm
      answer={answer}
      order={page.questions.map(({ field }) => field)}
      version={page.version}
      save={t('privacy:publish.next')}
    >
      <input type="hidden" name="etape" value={step} />
      {page.questions.map((question) =>
        question.field === 'purpose' ? (
          <RadioGroup
            key={question.field}
            {...answers('purpose')}
            legend={t('privacy:publish.but.legend')}
            options={(question.options ?? []).map((value) => ({ value, label: value }))}
          />
        ) : (
          <QuestionField key={question.field} question={question} answer={answers(question.field)} />
        ),
      )}
      {tellsName && <Checkbox name="keep" value="yes" label={t('privacy:publish.pseudo.keep')} />}
    </OwnForm>
  )
}

/** What others will read, before they can. */
function Preview({ page }: { page: Page }) {
  const { t } = useTranslation(['profile', 'privacy'])
  return (
    <>
      <Shown page={page} />
      <Form method="post">
        <Actions>
          <Button name="intent" value="publish">
            {t(page.published ? 'privacy:publish.refresh' : 'privacy:publish.publish')}
          </Button>
          <LinkButton look="secondary" to={`${href.ownPublication}?etape=but`}>
            {t('privacy:publish.again')}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

function Shown({ page }: { page: Page }) {
  const { t } = useTranslation(['profile', 'privacy'])
  return (
    <Card id="apercu" title={t('privacy:publish.apercu.card')}>
      <div data-person={page.handle}>
        <DefinitionList>
          {page.shown.map(({ field, value, words }) => (
            <Definition key={field} term={t(`fields.${field}`)} field={field} value={value}>
              {words}
            </Definition>
          ))}
        </DefinitionList>
      </div>
    </Card>
  )
}

/** Whether it is published and since when; on top of the list again, changed, or taken off. */
export function PublicationState({ page }: { page: Page }) {
  const { t } = useTranslation(['profile', 'privacy'])
  return (
    <>
      {page.day && <p>{t('privacy:publish.since', { day: page.day })}</p>}
      <Shown page={page} />
      <Form method="post">
        <Actions>
          <Button name="intent" value="refresh">
            {t('privacy:publish.refresh')}
          </Button>
          <LinkButton look="secondary" to={`${href.ownPublication}?etape=but`}>
            {t('privacy:publish.change')}
          </LinkButton>
          <Button look="quiet" name="intent" value="withdraw">
            {t('privacy:publish.withdraw')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
