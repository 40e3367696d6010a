import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import LogIn from 'lucide-react/icons/log-in'
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
import { signInOperator } from './sign-in.server.ts'

const LONGEST = 200

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args)
  if (ctx.operator) throw redirect(href.operator)
  if (ctx.pending) throw redirect(href.operatorVerification)
  return { title: ctx.t('operator:signIn.title'), formKey: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOperator(args)
  const form = await sentForm(args.request)
  const login = String(form.get('login') ?? '').slice(0, LONGEST)
  const password = String(form.get('password') ?? '').slice(0, LONGEST)
  const result = await signInOperator(ctx, login, password)
  if (result.kind === 'in') {
    const headers = new Headers(result.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]))
    return redirect(href.operator, { status: 303, headers })
  }
  const fault = result.kind
  if (fault === 'wrong') return data({ login, fault }, { status: 401 })
  const wait = String(Math.max(1, Math.ceil(result.seconds)))
  return data({ login, fault }, { status: 429, headers: { 'Retry-After': wait } })
}

/** Without this a page would lose its action's Retry-After. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export const meta = pageMeta

export default function OperatorSignIn() {
  const { t } = useTranslation('operator')
  const { title, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Narrow>
      <PageHeading title={title} lead={t('signIn.lead')} />
      {answer && (
        <Alert tone="error" title={t(`signIn.${answer.fault}`)} live>
          {t('signIn.again')}
        </Alert>
      )}
      <Form method="post" className="card form-stack">
        <TextInput
          name="login"
          type="email"
          label={t('signIn.login')}
          defaultValue={answer?.login ?? ''}
          autoComplete="username"
          maxLength={LONGEST}
          required
        />
        <TextInput
          name="password"
          type="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          maxLength={LONGEST}
          required
        />
        <input type="hidden" name="form-key" value={formKey} />
        <Button icon={LogIn}>{t('signIn.submit')}</Button>
      </Form>
    </Narrow>
  )
}
