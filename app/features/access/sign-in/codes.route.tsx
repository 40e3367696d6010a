import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { hasSecondFactor } from '#app/domain/accounts/enter.server.ts'
import { renewCodes } from '#app/domain/accounts/factor-changes.server.ts'
import { codesLeft } from '#app/domain/accounts/recovery-codes.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CodesCard } from './codes-card.tsx'
import { CurrentPassword, SecurityFrame } from './security-frame.tsx'

/**
 * GET and POST `/parametres/securite/codes`: ten recovery codes, shown once; the ones of before open nothing any more.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { accountId } = ctx.account!
  const left = await ctx.sql(async (query) => {
    if (!(await hasSecondFactor(query, ctx.tenant.id, accountId))) return undefined
    return codesLeft(query, ctx.tenant.id, accountId)
  })
  if (left === undefined) throw redirect(href.security)
  return { title: ctx.t('account:codes.title'), left }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { fault, codes = [] } = await renewCodes(ctx, await sentForm(args.request))
  return data({ fault, codes }, { status: fault ? 422 : 200 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Codes() {
  const { t } = useTranslation('account')
  const { left } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SecurityFrame title={t('codes.title')} lead={t('codes.lead', { count: left })}>
      {answer && answer.codes.length > 0 ? (
        <CodesCard codes={answer.codes} />
      ) : (
        <Form method="post" noValidate className="card form-stack">
          <p>{t('codes.text')}</p>
          <CurrentPassword fault={answer?.fault} />
          <Button>{t('codes.make')}</Button>
        </Form>
      )}
    </SecurityFrame>
  )
}
