import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { UNDO_DAYS } from '#app/domain/runs/runs.ts'
import { countText } from '#app/i18n/format.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { undoBulkTask } from './bulk.task.ts'
import { bulkAddress } from './bulk-address.ts'
import { isUndoable } from './bulk-runs.server.ts'
import { openRun, progressOf, runFacts } from './run-page.server.ts'
import { beginUndo } from './undo-run.server.ts'

/** GET and POST `/admin/actions/:run/annuler`: takes an action back within 30 days. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  if (!isUndoable(run, ctx.now)) throw redirect(bulkAddress(run.id), 303)
  const { done = 0 } = await progressOf(page)
  return {
    title: ctx.t('bulk:undo.title'),
    run: runFacts(ctx, run),
    sends: run.action === 'invitation',
    ...{ done, days: UNDO_DAYS },
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  const ids = { tenantId: ctx.tenant.id, runId: run.id }
  const isBegun = await beginUndo(ctx, run.id, (client) => enqueue(undoBulkTask, ids, { once: run.id, client }))
  return redirect(isBegun ? bulkAddress(run.id) : `${bulkAddress(run.id)}?tard=1`, 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Undo() {
  const { t, i18n } = useTranslation('bulk')
  const { title, run, sends, done, days } = useLoaderData<typeof loader>()
  return (
    <ConfirmPage
      title={title}
      confirm={t('undo.confirm')}
      danger
      cancel={{ to: bulkAddress(run.id), text: t('undo.cancel') }}
    >
      <p>{run.what}</p>
      <p>{t('undo.what', { count: done, shown: countText(done, i18n.language) })}</p>
      <p>{t(sends ? 'undo.keepsUsed' : 'undo.keeps', { days })}</p>
    </ConfirmPage>
  )
}
