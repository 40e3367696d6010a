import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { bulkActions } from '#app/policy/bulk.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readOutcomes } from './decisions.server.ts'
import type { ImportRun } from './import-tables.ts'
import { runAddress } from './run-address.ts'
import { LeaveRun, RunStep, RunTrail } from './run-frame.tsx'
import { RunOutcome } from './run-outcome.tsx'
import { openRun, progressOf, runFacts } from './run-page.server.ts'
import { RunProgress } from './run-progress.tsx'
import { refusalText } from './run-texts.ts'

/** GET `/admin/imports/:run`: where an import stands; what waits for an answer leads on to it. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const next = nextStep(page.run)
  if (next) throw redirect(next, 303)
  const isDone = page.run.state === 'applied' || page.run.state === 'undone'
  return {
    title: page.ctx.t('imports:run.title', { file: page.run.fileName }),
    run: runFacts(page),
    again: page.ctx.url.searchParams.has('relu'),
    done: await progressOf(page),
    outcomes: isDone ? await readOutcomes(page) : [],
    invites: bulkActions(page.ctx.ability).includes('invitation'),
  }
}

function nextStep({ id, state, counts }: ImportRun): string | undefined {
  if (state === 'mapping') return runAddress(id, 'colonnes')
  if (state === 'planned') return runAddress(id, counts.doubtful ? 'doublons' : 'verification')
  return undefined
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Run() {
  const { t } = useTranslation('imports')
  const { run, again, done, outcomes, invites } = useLoaderData<typeof loader>()
  if (run.state === 'applied' || run.state === 'undone') {
    return (
      <>
        <PageHeading title={t(`outcome.${run.state}`)} lead={run.fileName} above={<RunTrail run={run} />} />
        <RunOutcome run={run} outcomes={outcomes} invites={invites} />
      </>
    )
  }
  if (run.state === 'failed') {
    return (
      <>
        <PageHeading title={t('failed.title')} above={<RunTrail run={run} />} />
        <Alert tone="error" title={t('failed.nothing')}>
          <p>{refusalText(t, run.failure ?? { code: 'unexpected' })}</p>
        </Alert>
        <LeaveRun id={run.id}>
          <LinkButton to={runAddress(run.id, 'colonnes')}>{t('failed.columns')}</LinkButton>
        </LeaveRun>
      </>
    )
  }
  return (
    <>
      {run.state === 'applying' ? (
        <RunStep run={run} step="import" />
      ) : (
        <PageHeading title={t(`progress.title.${run.state}`)} lead={run.fileName} above={<RunTrail run={run} />} />
      )}
      {again && (
        <Alert tone="warning" title={t('stale.title')} live>
          <p>{t('stale.text')}</p>
        </Alert>
      )}
      <RunProgress run={run} done={done} />
      {run.state === 'applying' ? (
        <Actions>
          <LinkButton look="quiet" to={runAddress(run.id, 'annuler')}>
            {t('undo.stop')}
          </LinkButton>
        </Actions>
      ) : (
        run.state !== 'undoing' && <LeaveRun id={run.id} />
      )}
    </>
  )
}
