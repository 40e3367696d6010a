import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from '#app/db/uuid.ts'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { auditRun } from './import-runs.server.ts'
import { IMPORTS, runAddress } from './run-address.ts'
import { demandState, openRun, runFacts } from './run-page.server.ts'
import { discardRun } from './stage-file.server.ts'

const UNWRITTEN = ['reading', 'mapping', 'planning', 'planned', 'failed'] as const

/** GET and POST `/admin/imports/:run/abandonner`: forgets a file that has written nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  demandState(page.run, ...UNWRITTEN)
  return { title: page.ctx.t('imports:discard.title'), run: runFacts(page) }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  const isGone = await ctx.sql(async (query) => {
    if (!(await discardRun(query, ctx.tenant.id, run.id))) return false
    const by = { id: run.id, accountId: ctx.account?.accountId ?? null }
    await auditRun(query, ctx.tenant.id, by, {
      ...{ id: uuidv7(), action: 'import.discarded', detail: { lines: run.lines }, now: ctx.now },
    })
    return true
  })
  return redirect(isGone ? `${IMPORTS}?abandonne=1` : runAddress(run.id), 303)
}

export const meta = pageMeta

export default function Discard() {
  const { t } = useTranslation('imports')
  const { title, run } = useLoaderData<typeof loader>()
  return (
    <ConfirmPage
      title={title}
      confirm={t('discard.confirm')}
      danger
      cancel={{ to: runAddress(run.id), text: t('discard.cancel') }}
    >
      <p>{t('discard.what', { file: run.fileName })}</p>
    </ConfirmPage>
  )
}
