import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { safeRedirect } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { entryHeaders } from '#app/domain/accounts/enter.server.ts'
import { readPasskeys } from '#app/domain/accounts/passkeys.server.ts'
import { giveSecondFactor } from '#app/domain/accounts/second-factor.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { PasskeyForm } from './passkey-form.tsx'

const LONGEST = 40

/** GET and POST `/connexion/verification`: the second step, for a session whose password was given. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const redirectTo = safeRedirect(ctx.url.searchParams.get('redirectTo'), '/')
  const { pendingAccountId } = ctx
  if (!pendingAccountId) throw redirect(ctx.account ? redirectTo : href.signIn)
  const passkeys = await ctx.sql((query) => readPasskeys(query, ctx.tenant.id, pendingAccountId))
  return {
    title: ctx.t('account:verification.title'),
    redirectTo,
    hasPasskey: passkeys.length > 0,
    refusedKey: ctx.url.searchParams.has('cle'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  if (!ctx.pendingAccountId) throw redirect(href.signIn)
  const step = await giveSecondFactor(ctx, String(form.get('code') ?? '').slice(0, LONGEST))
  if (step.kind === 'in')
    return redirect(safeRedirect(form.get('redirectTo'), '/'), { headers: entryHeaders(step.entered) })
  if (step.kind === 'wrong') return data({ fault: 'wrong' as const, minutes: 0 }, { status: 401 })
  const seconds = Math.ceil(step.seconds)
  return data(
    { fault: 'wait' as const, minutes: Math.ceil(seconds / 60) },
    { status: 429, headers: { 'Retry-After': String(seconds) } },
  )
}

export const meta = pageMeta

/** How long to wait after too many codes. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export default function Verification() {
  const { t } = useTranslation('account')
  const { redirectTo, hasPasskey, refusedKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Narrow>
      <PageHeading title={t('verification.title')} lead={t('verification.lead')} />
      {answer && (
        <Alert tone="error" title={t(`verification.${answer.fault}.title`)} live>
          {t(`verification.${answer.fault}.text`, { count: answer.minutes })}
        </Alert>
      )}
      {refusedKey && !answer && (
        <Alert tone="error" live>
          {t('passkeys.refused')}
        </Alert>
      )}
      <Form method="post" className="card form-stack">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextInput
          name="code"
          label={t('verification.code')}
          hint={t('verification.hint')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={LONGEST}
          required
        />
        <Button icon={ShieldCheck}>{t('verification.submit')}</Button>
      </Form>
      {hasPasskey && (
        <PasskeyForm kind="use" question={href.passkeyEntry} action={href.passkeyEntry} label={t('passkeys.useNow')}>
          <input type="hidden" name="redirectTo" value={redirectTo} />
        </PasskeyForm>
      )}
      <p className="text-muted">{t('verification.lost')}</p>
      <Form method="post" action={href.signOut} data-forget="">
        <Button look="quiet">{t('verification.cancel')}</Button>
      </Form>
    </Narrow>
  )
}
