import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import { enqueue } from '#app/tasks/queue.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { confirmRun } from './apply-run.server.ts'
import { CheckTabs } from './check-tabs.tsx'
import { CountCards } from './count-cards.tsx'
import { PAGE, readDecisions, TABS } from './decisions.server.ts'
import { DecisionsTable } from './decisions-table.tsx'
import { applyTask } from './import.task.ts'
import { runAddress } from './run-address.ts'
import { LeaveRun, RunStep, RunTrail } from './run-frame.tsx'
import { demandState, openRun, planAgain, runFacts } from './run-page.server.ts'

/** GET and POST `/admin/imports/:run/verification`: what would change; POST imports it. Later: what changed. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  demandState(page.run, 'planned', 'applied', 'undone')
  const asked = page.ctx.url.searchParams.get('liste')
  const counts = page.run.counts
  const tab = isOneOf(TABS, asked) ? asked : (TABS.find((one) => counts[one]) ?? 'created')
  const number = Math.min(10_000, Math.max(1, Math.trunc(Number(page.ctx.url.searchParams.get('page'))) || 1))
  return {
    title: page.ctx.t('imports:steps.check'),
    run: runFacts(page),
    ...{ tab, page: number, size: PAGE },
    ...(await readDecisions(page, tab, number)),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  demandState(run, 'planned')
  const ids = { tenantId: ctx.tenant.id, runId: run.id }
  const isSound = await confirmRun(ctx.tenant.id, run.id, ctx.now, (client) =>
    enqueue(applyTask, ids, { once: run.id, client }),
  )
  if (!isSound) {
    await planAgain(ctx, run.id)
    return redirect(`${runAddress(run.id)}?relu=1`, 303)
  }
  return redirect(runAddress(run.id), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Check() {
  const { t } = useTranslation('imports')
  const { run, tab, page, size, rows, more } = useLoaderData<typeof loader>()
  const isPlanned = run.state === 'planned'
  const failed = (run.counts.refused ?? 0) + (run.counts.doubtful ?? 0)
  return (
    <>
      {isPlanned ? (
        <RunStep run={run} step="check" />
      ) : (
        <PageHeading title={t('check.detail')} lead={run.fileName} above={<RunTrail run={run} />} />
      )}
      <p className="reading">{t(isPlanned ? 'check.lead' : 'check.done')}</p>
      <CountCards run={run} />
      {isPlanned && (
        <Form method="post">
          <LeaveRun id={run.id}>
            <Button>{t('check.confirm')}</Button>
            <LinkButton look="secondary" to={runAddress(run.id, 'colonnes')}>
              {t('check.columns')}
            </LinkButton>
          </LeaveRun>
        </Form>
      )}
      {failed > 0 && (
        <Alert tone="warning" title={t('check.failed', { count: failed })}>
          <p>{t('check.failedWhy')}</p>
          <LinkButton look="secondary" small icon={Download} to={runAddress(run.id, 'refus.csv')}>
            {t('check.csv')}
          </LinkButton>
        </Alert>
      )}
      <CheckTabs run={run} tab={tab} />
      <DecisionsTable tab={tab} rows={rows} page={page} size={size} more={more} run={run} />
    </>
  )
}
