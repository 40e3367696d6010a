import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type Args, open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { askForEmail, readOwnEmail } from '#app/domain/accounts/own-email.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { CurrentPassword, SecurityFrame } from './security-frame.tsx'

/** A record keeps its person's addresses: they change there. */
async function openOwn(args: Args) {
  const ctx = await open(args, { needs: 'account' })
  if (ctx.viewer.personId) throw redirect(href.ownContact, 303)
  return ctx
}

/**
 * GET and POST `/parametres/securite/adresse`: another address for an account of the staff, a company or a school (E5).
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOwn(args)
  const sent = ctx.url.searchParams.has('envoye')
  return { title: ctx.t('account:ownEmail.title'), sent, own: await readOwnEmail(ctx) }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOwn(args)
  const form = await sentForm(args.request)
  const fault = await askForEmail(ctx, form)
  if (fault) return data({ fault, typed: String(form.get('email') ?? '').slice(0, 254) }, { status: 422 })
  return redirect(`${href.ownEmail}?envoye=1`, 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const AT_FIELD = ['address', 'same', 'tooMany']

export default function OwnEmail() {
  const { t } = useTranslation('account')
  const { own, sent } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const fault = answer?.fault
  return (
    <SecurityFrame title={t('ownEmail.title')} lead={t('ownEmail.lead', { email: own.email ?? '—' })}>
      {own.invalid && (
        <Alert tone="warning" title={t('ownEmail.invalid.title')}>
          {t('ownEmail.invalid.text')}
        </Alert>
      )}
      {sent && !answer && (
        <Alert tone="success" live>
          {t('ownEmail.sent')}
        </Alert>
      )}
      <Form method="post" noValidate className="card form-stack">
        <TextInput
          id="email"
          name="email"
          type="email"
          label={t('ownEmail.label')}
          hint={t('ownEmail.hint')}
          error={fault && AT_FIELD.includes(fault) ? t(`ownEmail.faults.${fault}`) : undefined}
          defaultValue={answer?.typed}
          autoComplete="email"
          required
        />
        <CurrentPassword fault={fault} />
        <Button>{t('ownEmail.submit')}</Button>
      </Form>
    </SecurityFrame>
  )
}
