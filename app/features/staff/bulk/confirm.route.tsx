import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { UNDO_DAYS } from '#app/domain/runs/runs.ts'
import { countText } from '#app/i18n/format.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { startRun } from './apply-run.server.ts'
import { applyBulkTask } from './bulk.task.ts'
import { bulkAddress } from './bulk-address.ts'
import { LeftReasons } from './left-reasons.tsx'
import { LetterPreview } from './letter-preview.tsx'
import { forecast } from './prepare-run.server.ts'
import { reminderPreview } from './reminder-preview.server.ts'
import { openRun, runFacts } from './run-page.server.ts'

/** GET and POST `/admin/actions/:run/confirmation`: what will happen to how many, before it does. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, run } = await openRun(args)
  if (run.state !== 'draft' || run.action === null) throw redirect(bulkAddress(run.id), 303)
  const { changed, left, first } = await forecast(ctx, run)
  return {
    title: ctx.t('bulk:confirm.title', { count: changed, shown: countText(changed, ctx.language) }),
    run: runFacts(ctx, run),
    sends: run.action === 'invitation' || run.action === 'reminder' ? run.action : null,
    letter: run.action === 'reminder' && first ? reminderPreview(ctx, first) : null,
    ...{ changed, left, days: UNDO_DAYS },
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  const ids = { tenantId: ctx.tenant.id, runId: run.id }
  await startRun(ctx, run.id, (client) => enqueue(applyBulkTask, ids, { once: run.id, client }))
  return redirect(bulkAddress(run.id), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Confirm() {
  const { t, i18n } = useTranslation('bulk')
  const { title, run, sends, letter, changed, left, days } = useLoaderData<typeof loader>()
  const back = { to: bulkAddress(run.id), text: t('confirm.back') }
  const reasons = <LeftReasons reasons={Object.entries(left)} />
  if (changed === 0)
    return (
      <Narrow>
        <h1>{t('confirm.nothing')}</h1>
        <p>{run.what}</p>
        <div className="reading">{reasons}</div>
        <LinkButton look="secondary" to={back.to}>
          {back.text}
        </LinkButton>
      </Narrow>
    )
  const shown = { count: changed, shown: countText(changed, i18n.language) }
  return (
    <ConfirmPage
      title={title}
      confirm={t(sends ? `confirm.send.${sends}` : 'confirm.act', shown)}
      danger={sends !== null}
      cancel={back}
    >
      <p>{run.what}</p>
      {letter && <LetterPreview {...letter} />}
      {reasons}
      <p>{t(sends ? `confirm.undoSent.${sends}` : 'confirm.undo', { days })}</p>
    </ConfirmPage>
  )
}
