import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { changeForgottenPassword, findRecovery } from '#app/domain/requests/new-password.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { LinkGone, LinkPasswordForm } from './link-password-form.tsx'

/** GET and POST `/nouveau-mot-de-passe?lien=` [S2]. Opening the page uses nothing up. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const found = await findRecovery(ctx, ctx.url.searchParams.get('lien') ?? '')
  const title = ctx.t(`account:recovery.${found ? 'title' : 'gone'}`)
  if (!found) return data({ title, login: null, addressTaken: false }, { status: 410 })
  return { title, login: found.login, addressTaken: found.addressTaken }
}

const SIGN_IN: Record<string, string> = { recruiters: href.signInRecruiters, schools: href.signInSchools }

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const password = String(form.get('newPassword') ?? '')
  const again = String(form.get('newPasswordAgain') ?? '')
  const done = await changeForgottenPassword(ctx, ctx.url.searchParams.get('lien') ?? '', password, again)
  if (done.kind === 'done')
    return redirect(`${SIGN_IN[done.door] ?? href.signIn}?nouveau=${done.addressTaken ? 'adresse-prise' : '1'}`, 303)
  if (done.kind === 'fault') return data({ fault: done.fault }, { status: 422 })
  return data({ fault: undefined }, { status: 410 })
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export default function NewPassword() {
  const { t } = useTranslation('account')
  const { login, addressTaken } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (login === null) return <LinkGone of="recovery" />
  return (
    <LinkPasswordForm
      title={t('recovery.title')}
      lead={t('recovery.lead')}
      login={login}
      warning={addressTaken ? t('recovery.addressTaken', { login }) : undefined}
      fault={answer?.fault}
      send={t('recovery.send')}
    />
  )
}
