import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { entryHeaders, factorAddress } from '#app/domain/accounts/enter.server.ts'
import { arrive, findArrival, readArrival } from '#app/domain/requests/arrival.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { LinkGone, LinkPasswordForm } from './link-password-form.tsx'

/**
 * GET and POST `/bienvenue?lien=`: a first password. Opening the page uses nothing up; programs that scan mail do that.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const secret = ctx.url.searchParams.get('lien') ?? ''
  const arrival = await findArrival(ctx, secret)
  const title = ctx.t(`account:arrival.${arrival ? 'title' : 'gone'}`)
  if (!arrival) return data({ title, whom: null, association: ctx.tenant.config.name }, { status: 410 })
  return { title, whom: await readArrival(ctx, arrival), association: ctx.tenant.config.name }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const password = String(form.get('newPassword') ?? '')
  const again = String(form.get('newPasswordAgain') ?? '')
  const arrived = await arrive(ctx, ctx.url.searchParams.get('lien') ?? '', password, again)
  if (arrived.kind === 'in') {
    const { entered, landing } = arrived
    const to = entered.isPending ? factorAddress(landing) : landing
    return redirect(to, { status: 303, headers: entryHeaders(entered) })
  }
  if (arrived.kind === 'fault') return data({ fault: arrived.fault }, { status: 422 })
  return data({ fault: undefined }, { status: 410 })
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export default function ArrivalPage() {
  const { t } = useTranslation('account')
  const { whom, association } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (!whom) return <LinkGone of="arrival" />
  const { firstName, login } = whom
  return (
    <LinkPasswordForm
      title={t(firstName ? 'arrival.hello' : 'arrival.title', { firstName })}
      lead={t('arrival.lead', { association })}
      login={login}
      fault={answer?.fault}
      send={t('arrival.send')}
    />
  )
}
