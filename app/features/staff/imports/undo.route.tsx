import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { UNDO_DAYS } from '#app/domain/runs/runs.ts'
import { countText } from '#app/i18n/format.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { undoTask } from './import.task.ts'
import { isUndoable } from './import-runs.server.ts'
import { runAddress } from './run-address.ts'
import { demandState, openRun, runFacts } from './run-page.server.ts'
import { beginUndo } from './undo-run.server.ts'

/** GET and POST `/admin/imports/:run/annuler`: takes an import back within 30 days. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  demandState(run, 'applying', 'applied', 'undoing')
  // Too late is said on this page, not redirected away: the loader also runs after a form that came too late.
  const isLate = run.state === 'applied' && !isUndoable(run, ctx.now)
  return { title: ctx.t('imports:undo.title'), run: runFacts(page), days: UNDO_DAYS, isLate }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  const ids = { tenantId: ctx.tenant.id, runId: run.id }
  const isBegun = await beginUndo(ctx.tenant.id, run.id, ctx.now, (client) =>
    enqueue(undoTask, ids, { once: run.id, client }),
  )
  if (!isBegun) return data({ late: true }, { status: 409 })
  return redirect(runAddress(run.id), 303)
}

export const meta = pageMeta

export default function Undo() {
  const { t, i18n } = useTranslation('imports')
  const shown = (count = 0) => countText(count, i18n.language)
  const { title, run, days, isLate } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (isLate || answer?.late) return <TooLate title={title} back={runAddress(run.id)} />
  return (
    <ConfirmPage
      title={title}
      confirm={t('undo.confirm')}
      danger
      cancel={{ to: runAddress(run.id), text: t('undo.cancel') }}
    >
      <p>
        {t('undo.what', { file: run.fileName, created: shown(run.counts.created), updated: shown(run.counts.updated) })}
      </p>
      <p>{t('undo.keeps', { days })}</p>
    </ConfirmPage>
  )
}

function TooLate({ title, back }: { title: string; back: string }) {
  const { t } = useTranslation('imports')
  return (
    <Narrow>
      <h1>{title}</h1>
      <Alert tone="error" live>
        {t('undo.late')}
      </Alert>
      <Actions>
        <LinkButton look="secondary" to={back}>
          {t('undo.back')}
        </LinkButton>
      </Actions>
    </Narrow>
  )
}
