import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { openOperator } from '#app/context/operator.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { showFactor } from './factor.server.ts'

const LONGEST = 40

/** GET and POST `/operateur/verification`: the second step of an operator's sign-in. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args)
  if (!ctx.pending) throw redirect(ctx.operator ? href.operator : href.operatorSignIn)
  return { title: ctx.t('operator:factor.title') }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOperator(args)
  const form = await sentForm(args.request)
  if (!ctx.pending) throw redirect(href.operatorSignIn)
  const step = await showFactor(ctx, String(form.get('code') ?? '').slice(0, LONGEST))
  if (step.kind === 'wrong') return data({ fault: step.kind }, { status: 401 })
  if (step.kind === 'wait') {
    const wait = String(Math.max(1, Math.ceil(step.seconds)))
    return data({ fault: step.kind }, { status: 429, headers: { 'Retry-After': wait } })
  }
  const headers = new Headers(step.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]))
  return redirect(href.operator, { status: 303, headers })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders
export const meta = pageMeta

export default function OperatorVerification() {
  const { t } = useTranslation('operator')
  const { title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Narrow>
      <PageHeading title={title} lead={t('factor.lead')} />
      {answer && (
        <Alert tone="error" live>
          {t(`factor.${answer.fault}`)}
        </Alert>
      )}
      <Form method="post" className="card form-stack">
        <TextInput
          name="code"
          label={t('factor.code')}
          hint={t('factor.hint')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={LONGEST}
          required
        />
        <Button icon={ShieldCheck}>{t('factor.submit')}</Button>
      </Form>
      <Form method="post" action={href.operatorSignOut} data-forget="">
        <Button look="quiet">{t('factor.cancel')}</Button>
      </Form>
    </Narrow>
  )
}
