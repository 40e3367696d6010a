import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { withdraw, withdrawalPage } from '#app/domain/sales/withdraw.server.ts'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'

/**
 * GET `/paiement/:id/retractation`: who withdraws from what, and where that is acknowledged (code de la consommation,
 * art. D221-5).
 */
export async function loader(args: LoaderFunctionArgs) {
  return withdrawalPage(await open(args), args.params.id)
}

/** POST: the word is given. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const fault = await withdraw(ctx, args.params.id, form)
  if (fault) return data({ fault, typed: String(form.get('email') ?? '') }, { status: 422 })
  return redirect(href.payment(args.params.id!), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Withdrawal() {
  const { t } = useTranslation('payments')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <ConfirmPage
      title={page.title}
      confirm={t('withdrawal.confirm')}
      danger
      cancel={{ to: href.payment(page.id), text: t('withdrawal.keep') }}
      fields={
        <TextInput
          name="email"
          type="email"
          label={t('withdrawal.email')}
          hint={t('withdrawal.emailHint')}
          autoComplete="email"
          required
          error={answer ? t('withdrawal.wrongEmail') : null}
          defaultValue={answer?.typed ?? page.email}
        />
      }
    >
      <p>{t(page.isDebit ? 'withdrawal.textDebit' : 'withdrawal.text', { amount: page.amount, until: page.until })}</p>
      <DefinitionList>
        <Definition term={t('withdrawal.who')}>{page.name}</Definition>
        <Definition term={t('withdrawal.what')}>{page.what}</Definition>
        <Definition term={t('withdrawal.bought')}>{page.bought}</Definition>
        <Definition term={t('withdrawal.back')}>{page.amount}</Definition>
      </DefinitionList>
    </ConfirmPage>
  )
}
