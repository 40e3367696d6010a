import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { answerQuestion, readQuestion } from './ask.server.ts'
import { AskAnswer } from './ask-answer.tsx'
import { AskForm } from './ask-form.tsx'
import { RulesHead } from './rules-head.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'rules' })
  const question = readQuestion(ctx)
  return {
    title: ctx.t('admin:ask.title'),
    question,
    roles: rolesOf(ctx.tenant.config),
    example: ctx.account?.handle ?? 'prenom.nom10',
    answer: await answerQuestion(ctx, question),
  }
}

export const meta = pageMeta

export default function Ask() {
  const { t } = useTranslation('admin')
  const { title, question, roles, example, answer } = useLoaderData<typeof loader>()
  return (
    <>
      <RulesHead title={title} lead={t('ask.lead')} tab="ask" />
      <AskForm question={question} roles={roles} example={example} unknown={answer.kind === 'unknown'} />
      {answer.kind === 'answered' && <AskAnswer answer={answer} role={question.role} />}
    </>
  )
}
