import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PersonPicker } from '#app/domain/search/person-picker.tsx'
import { pickPeople } from '#app/domain/search/pick-people.server.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { Alert } from '#app/ui/alert.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { answerQuestion, readQuestion } from './ask.server.ts'
import { AskAnswer } from './ask-answer.tsx'
import { AskForm } from './ask-form.tsx'
import { RulesHead } from './rules-head.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'rules' })
  const question = readQuestion(ctx)
  const typed = ctx.url.searchParams.get('q')?.trim() ?? ''
  return {
    title: ctx.t('admin:ask.title'),
    question,
    roles: rolesOf(ctx.tenant.config),
    answer: await answerQuestion(ctx, question),
    typed,
    found: typed ? await pickPeople(ctx, typed) : null,
  }
}

export const meta = pageMeta

export default function Ask() {
  const { t } = useTranslation('admin')
  const { title, question, roles, answer, typed, found } = useLoaderData<typeof loader>()
  return (
    <>
      <RulesHead title={title} lead={t('ask.lead')} tab="ask" />
      {answer.kind === 'unknown' && (
        <Alert tone="error" live>
          {t('ask.unknown')}
        </Alert>
      )}
      {answer.kind === 'answered' ? (
        <>
          <AskForm question={question} roles={roles} name={answer.name} />
          <AskAnswer answer={answer} role={question.role} />
        </>
      ) : (
        <PersonPicker
          id="regles-qui"
          label={t('picker.whom')}
          path={href.askRules}
          keep={[{ name: 'role', value: question.role }]}
          typed={typed}
          found={found}
        />
      )}
    </>
  )
}
