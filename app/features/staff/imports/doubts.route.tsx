import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import UserCheck from 'lucide-react/icons/user-check'
import { useTranslation } from 'react-i18next'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { DoubtCard } from './doubt-card.tsx'
import { readDoubts, settleDoubts } from './doubts.server.ts'
import { runAddress } from './run-address.ts'
import { LeaveRun, RunStep } from './run-frame.tsx'
import { demandState, openRun, runFacts } from './run-page.server.ts'

/** GET and POST `/admin/imports/:run/doublons`: who a doubtful line is about; may be left for later. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  demandState(page.run, 'planned')
  return {
    title: page.ctx.t('imports:steps.doubts'),
    run: runFacts(page),
    settled: Number(page.ctx.url.searchParams.get('tranches')) || 0,
    doubts: await readDoubts(page),
  }
}

export async function action(args: ActionFunctionArgs) {
  const page = await openRun(args)
  demandState(page.run, 'planned')
  const settled = await settleDoubts(page, await sentForm(args.request))
  return redirect(`${runAddress(page.run.id, 'doublons')}?tranches=${settled}`, 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Doubts() {
  const { t } = useTranslation('imports')
  const { run, settled, doubts } = useLoaderData<typeof loader>()
  const check = runAddress(run.id, 'verification')
  return (
    <>
      <RunStep run={run} step="doubts" />
      {settled > 0 && (
        <Alert tone="success" live>
          {t('doubts.settled', { count: settled })}
        </Alert>
      )}
      {doubts.length === 0 ? (
        <EmptyState
          icon={UserCheck}
          title={t('doubts.none')}
          action={<LinkButton to={check}>{t('doubts.next')}</LinkButton>}
        >
          <p>{t('doubts.noneWhy')}</p>
        </EmptyState>
      ) : (
        <Form method="post" className="form-stack">
          <p className="reading">{t('doubts.lead', { count: run.counts.doubtful ?? doubts.length })}</p>
          {doubts.map((doubt) => (
            <DoubtCard key={doubt.line} doubt={doubt} />
          ))}
          <Actions>
            <Button>{t('doubts.save')}</Button>
            <LinkButton look="secondary" to={check}>
              {t('doubts.skip')}
            </LinkButton>
          </Actions>
        </Form>
      )}
      <LeaveRun id={run.id} />
    </>
  )
}
