import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { QuestionField } from './question-field.tsx'
import { ReadOnlyCard } from './read-only-card.tsx'
import { readSection, saveSection } from './section.server.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/<section>`: one part of one's own record (S8). */
export async function loader(args: LoaderFunctionArgs) {
  return readSection(await openOwn(args), args.params.section)
}

export async function action(args: ActionFunctionArgs) {
  return saveSection(await openOwn(args), args.params.section, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function SectionPage() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, page.stands)
  return (
    <SettingsFrame section={page.section} handle={page.handle} saved={page.saved && !answer}>
      <OwnForm
        key={page.section}
        answer={answer}
        order={page.questions.map(({ field }) => field)}
        version={page.version}
      >
        {page.questions.map((question) => (
          <QuestionField key={question.field} question={question} answer={answers(question.field)} />
        ))}
      </OwnForm>
      {page.section === 'diplomes' && (
        <p>
          <LinkButton look="secondary" to={href.otherDiplomas}>
            {t('settings:otherDiplomas.open')}
          </LinkButton>
        </p>
      )}
      {page.hasSecret && (
        <Card id="iesf" title={t('fields.iesfCode')}>
          <p className="mb-4">{t('settings:iesf.about')}</p>
          <LinkButton look="secondary" to={href.iesfCode}>
            {t('settings:iesf.open')}
          </LinkButton>
        </Card>
      )}
      <ReadOnlyCard lines={page.readOnly} contactEmail={page.contactEmail} />
    </SettingsFrame>
  )
}
