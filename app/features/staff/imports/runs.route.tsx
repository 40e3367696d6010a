import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Upload from 'lucide-react/icons/upload'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stepAfterFile } from './choose-headings.server.ts'
import { listRuns } from './import-runs.server.ts'
import { runAddress } from './run-address.ts'
import { runFacts } from './run-page.server.ts'
import { RunsTable } from './runs-table.tsx'
import { takeFile } from './take-file.server.ts'
import { UploadForm } from './upload-form.tsx'

/** GET and POST `/admin/imports`: the imports so far, and the first step of a new one (P1, P2). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'imports' })
  const runs = await ctx.sql((query) => listRuns(query, ctx.tenant.id))
  return {
    title: ctx.t('imports:title'),
    // A federation has no people of its own (rules.md, "Who is who").
    holdsPeople: ctx.tenant.config.kind !== 'federation',
    discarded: ctx.url.searchParams.has('abandonne'),
    runs: runs.map((run) => runFacts({ ctx, run })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'imports' })
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  const taken = await takeFile(ctx, args.request)
  if ('refusal' in taken) {
    const { code, isUnread } = taken.refusal
    return data(taken.refusal, { status: isUnread ? 413 : code === 'busy' ? 503 : 422 })
  }
  return redirect(runAddress(taken.runId, await stepAfterFile(ctx, taken.runId)), 303)
}

export const meta = pageMeta

export default function Imports() {
  const { t } = useTranslation('imports')
  const { title, holdsPeople, discarded, runs } = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()
  return (
    <>
      <PageHeading title={title} lead={t('lead')} />
      {discarded && !refusal && (
        <Alert tone="success" live>
          {t('discard.done')}
        </Alert>
      )}
      {holdsPeople ? (
        <UploadForm refusal={refusal} />
      ) : (
        <EmptyState icon={Upload} title={t('federation')}>
          <p>{t('federationWhy')}</p>
        </EmptyState>
      )}
      {runs.length > 0 && <RunsTable runs={runs} />}
    </>
  )
}
