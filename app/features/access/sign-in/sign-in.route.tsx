import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { safeRedirect } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { doorAt, doorsOf } from '#app/domain/accounts/doors.ts'
import { entryHeaders, factorAddress } from '#app/domain/accounts/enter.server.ts'
import { signIn, toOperatorsDoor } from '#app/domain/accounts/sign-in.server.ts'
import { waysIn } from '#app/domain/accounts/ways-in.ts'
import { exampleLogin } from '#app/tenant/login-example.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { OtherDoors } from './other-doors.tsx'
import { LONGEST, SignInForm } from './sign-in-form.tsx'
import { WaysIn } from './ways-in.tsx'

export async function loader(args: LoaderFunctionArgs) {
  await toOperatorsDoor(args.request)
  const ctx = await open(args)
  const door = doorAt(ctx.url.pathname)
  const redirectTo = safeRedirect(ctx.url.searchParams.get('redirectTo'), '')
  if (ctx.account) throw redirect(redirectTo || (ctx.account.handle ? href.profile(ctx.account.handle) : '/'))
  const form = ctx.tenant.config.login.forms[0] ?? '{email}'
  return {
    title: ctx.t(`account:signIn.${door}.title`),
    door,
    redirectTo,
    refusedKey: ctx.url.searchParams.has('cle'),
    example: door === 'people' ? exampleLogin(ctx.tenant.config.login) : null,
    byEmail: door !== 'people' || form === '{email}',
    association: ctx.tenant.config.name,
    ...waysIn(ctx.tenant.config, door),
    renewed: ctx.url.searchParams.has('nouveau'),
    addressTaken: ctx.url.searchParams.get('nouveau') === 'adresse-prise',
    others: doorsOf(ctx.tenant.config).filter((other) => other.door !== door),
  }
}

export async function action(args: ActionFunctionArgs) {
  await toOperatorsDoor(args.request)
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const login = String(form.get('login') ?? '').slice(0, LONGEST)
  const password = String(form.get('password') ?? '').slice(0, LONGEST)
  const result = await signIn(ctx, doorAt(ctx.url.pathname), login, { password, remembered: form.has('remember') })
  if (result.kind === 'in') {
    const then = safeRedirect(form.get('redirectTo'), result.landing)
    return redirect(result.entered.isPending ? factorAddress(then) : then, { headers: entryHeaders(result.entered) })
  }
  if (result.kind === 'wrong') return data({ login, fault: 'wrong' as const, minutes: 0 }, { status: 401 })
  const seconds = Math.ceil(result.seconds)
  return data(
    { login, fault: 'wait' as const, minutes: Math.ceil(seconds / 60) },
    { status: 429, headers: { 'Retry-After': String(seconds) } },
  )
}

export const meta = pageMeta

/** How long to wait after too many attempts. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export default function SignIn() {
  const { t } = useTranslation('account')
  const {
    door,
    redirectTo,
    byEmail,
    example,
    association,
    others,
    forgotten,
    begin,
    renewed,
    addressTaken,
    refusedKey,
  } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Narrow>
      <PageHeading title={t(`signIn.${door}.title`)} lead={t(`signIn.${door}.lead`, { association })} />
      {renewed && !answer && (
        <Alert tone={addressTaken ? 'warning' : 'success'} live>
          {t(addressTaken ? 'ways.renewedAddressTaken' : 'ways.renewed')}
        </Alert>
      )}
      {answer && (
        <Alert tone="error" title={t(`signIn.${answer.fault}.title`)} live>
          {t(`signIn.${answer.fault}.text`, { count: answer.minutes })}
        </Alert>
      )}
      <SignInForm login={answer?.login ?? ''} {...{ redirectTo, byEmail, example, association }} />
      <WaysIn forgotten={forgotten} begin={begin} />
      <OtherDoors others={others} redirectTo={redirectTo} refusedKey={refusedKey && !answer} />
    </Narrow>
  )
}
