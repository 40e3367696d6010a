import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { changePassword } from '#app/domain/accounts/change-password.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import { CurrentPassword, SecurityFrame } from './security-frame.tsx'

/** GET and POST `/parametres/securite/mot-de-passe`: a new password, the current one given (E5). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return { title: ctx.t('account:changePassword.title') }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const result = await changePassword(ctx, await sentForm(args.request))
  if (result.cookie === undefined) return data({ fault: result.fault }, { status: 422 })
  return redirect(`${href.security}?fait=motdepasse`, { status: 303, headers: { 'Set-Cookie': result.cookie } })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function ChangePassword() {
  const { t } = useTranslation('account')
  const fault = useActionData<typeof action>()?.fault
  return (
    <SecurityFrame title={t('changePassword.title')} lead={t('changePassword.lead')}>
      <Form method="post" noValidate className="card form-stack">
        <CurrentPassword fault={fault} />
        <NewPasswordFields fault={fault === 'passwordNeeded' || fault === 'wrongPassword' ? undefined : fault} />
        <Button>{t('changePassword.submit')}</Button>
      </Form>
    </SecurityFrame>
  )
}
