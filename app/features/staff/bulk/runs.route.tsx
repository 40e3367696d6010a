import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { bulkActions } from '#app/policy/bulk.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { readSelection } from './bulk.schema.ts'
import { bulkAddress } from './bulk-address.ts'
import { beginRun, listRuns } from './bulk-runs.server.ts'
import { prepareRun } from './prepare-run.server.ts'
import { openBulk, runFacts } from './run-page.server.ts'
import { RunsTable } from './runs-table.tsx'

/** GET `/admin/actions`: what was done to many at once. POST: whom the list of people means to act on. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openBulk(args)
  const runs = await ctx.sql((query) => listRuns(query, ctx.tenant.id))
  return { title: ctx.t('bulk:title'), runs: runs.map((run) => ({ ...runFacts(ctx, run), by: run.by })) }
}

/** Actions that ask for nothing more. */
const AT_ONCE = ['reminder', 'invitation'] as const

export async function action(args: ActionFunctionArgs) {
  const ctx = await openBulk(args)
  const form = await sentForm(args.request)
  const id = await beginRun(ctx, readSelection(ctx.tenant.config, form))
  if (!id) return data({ nobody: true }, { status: 422 })
  // Who knows what is wanted, as of lapsed people or of whom an import brought, goes to the preview at once.
  const wanted = AT_ONCE.find((one) => one === form.get('action'))
  if (!wanted || !isOneOf(bulkActions(ctx.ability), wanted)) return redirect(bulkAddress(id), 303)
  await prepareRun(ctx, id, { action: wanted, params: {} })
  return redirect(bulkAddress(id, 'confirmation'), 303)
}

export const meta = pageMeta

export default function BulkRuns() {
  const { t } = useTranslation('bulk')
  const { title, runs } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const people = <LinkButton to={href.members}>{t('people')}</LinkButton>
  return (
    <>
      <PageHeading
        title={title}
        lead={t('lead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.members, text: t('members') }, { text: title }]} />}
      />
      {answer?.nobody && (
        <Alert tone="error" title={t('nobody')} live>
          <p>{t('nobodyWhy')}</p>
        </Alert>
      )}
      {runs.length > 0 ? (
        <RunsTable runs={runs} />
      ) : (
        <EmptyState icon={Users} title={t('none')} action={people}>
          <p>{t('noneWhy')}</p>
        </EmptyState>
      )}
    </>
  )
}
