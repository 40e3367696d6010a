import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { openOperator } from '#app/context/operator.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeFactor, confirmFactor, readFactor } from './factor.server.ts'
import { AddFactor, ChangeFactor } from './factor-forms.tsx'
import { OperatorHead } from './operator-head.tsx'

/**
 * GET and POST `/operateur/securite`: an operator's second factor; in production nothing else opens before there is
 * one.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args, { needs: 'enrolment' })
  return { title: ctx.t('operator:security.title'), email: ctx.operator!.email, ...(await readFactor(ctx)) }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOperator(args, { needs: 'enrolment' })
  const form = await sentForm(args.request)
  const intent = form.get('intent')
  const code = String(form.get('code') ?? '').slice(0, 40)
  const step =
    intent === 'codes' || intent === 'remove' ? await changeFactor(ctx, intent, code) : await confirmFactor(ctx, code)
  if (step.kind !== 'done')
    return data({ fault: step.kind, codes: [] as string[] }, { status: step.kind === 'wrong' ? 422 : 429 })
  if (intent === 'remove') return redirect(href.operatorSecurity, 303)
  return data({ fault: undefined, codes: step.codes })
}

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => {
  actionHeaders.set('Cache-Control', 'no-store')
  return actionHeaders
}
export const meta = pageMeta

export default function OperatorSecurity() {
  const { t } = useTranslation('operator')
  const { title, email, proposed, left } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const codes = answer?.codes ?? []
  return (
    <Stack>
      <OperatorHead title={title} tab="security" email={email} lead={t('security.lead')} />
      {answer?.fault && (
        <Alert tone="error" live>
          {t(`factor.${answer.fault}`)}
        </Alert>
      )}
      {codes.length > 0 && (
        <Card id="codes" title={t('security.codes')}>
          <p className="mb-4">{t('security.once')}</p>
          <ul className="mb-4">
            {codes.map((code) => (
              <li key={code}>
                <code data-code>{code}</code>
              </li>
            ))}
          </ul>
          <LinkButton to={href.operator}>{t('security.kept')}</LinkButton>
        </Card>
      )}
      {codes.length === 0 && (proposed ? <AddFactor proposed={proposed} /> : <ChangeFactor left={left} />)}
    </Stack>
  )
}
