import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { civilDay } from '#app/calendar/civil-day.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { BULK_FIELDS, bulkActions, listsToJoin } from '#app/policy/bulk.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { readPrepared } from './bulk.schema.ts'
import { bulkAddress } from './bulk-address.ts'
import { ChooseAction } from './choose-action.tsx'
import { ChosenPeople } from './chosen-people.tsx'
import { prepareRun } from './prepare-run.server.ts'
import { BulkTrail } from './run-frame.tsx'
import { BulkOutcome } from './run-outcome.tsx'
import { openRun, progressOf, readNames, runFacts } from './run-page.server.ts'
import { BulkProgress } from './run-progress.tsx'

/**
 * GET `/admin/actions/:run`: what to do with those chosen; then how far it is, and what came of it. POST: what to do.
 */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  const { tiers, mailingLists } = ctx.tenant.config
  const isDraft = run.state === 'draft'
  const isOver = ['done', 'stopped', 'undone'].includes(run.state)
  const joined = listsToJoin(ctx.tenant.config)
  return {
    title: isDraft ? ctx.t('bulk:choose.title') : runFacts(ctx, run).what,
    run: runFacts(ctx, run),
    counts: isDraft ? {} : await progressOf(page),
    names: isDraft || isOver ? await readNames(page, { left: isOver, most: isOver ? 200 : 10 }) : [],
    tiers: tiers.map(({ id, name }) => ({ value: id, label: name[ctx.language] })),
    lists: mailingLists.map(({ id, name }) => ({ id, name: name[ctx.language], joined: joined.includes(id) })),
    fields: BULK_FIELDS.filter((field) => field !== 'invalidEmail'),
    actions: bulkActions(ctx.ability),
    today: civilDay(ctx.now),
    late: ctx.url.searchParams.has('tard'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  const form = await sentForm(args.request)
  const prepared = readPrepared(ctx.tenant.config, form)
  if ('action' in prepared && !isOneOf(bulkActions(ctx.ability), prepared.action)) throw forbidden()
  const texts = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  if ('faults' in prepared) return data({ faults: prepared.faults, typed: Object.fromEntries(texts) }, { status: 422 })
  const isPrepared = await prepareRun(ctx, run.id, prepared)
  return redirect(bulkAddress(run.id, isPrepared ? 'confirmation' : undefined), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function BulkRunPage() {
  const { t } = useTranslation('bulk')
  const { title, run, counts, names, late, ...choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const faults = answer?.faults ?? {}
  const errors = Object.entries(faults).map(([field, fault]) => ({ field, message: t(`faults.${fault}`) }))
  const heading = <PageHeading title={title} above={<BulkTrail title={title} />} />
  if (run.state === 'draft')
    return (
      <>
        <ErrorSummary title={t('faults.title')} errors={errors} />
        {heading}
        <ChosenPeople people={run.people} names={names} />
        <ChooseAction {...choices} faults={faults} typed={answer?.typed ?? {}} />
      </>
    )
  const isUnderWay = run.state === 'running' || run.state === 'undoing'
  return (
    <>
      {heading}
      {late && (
        <Alert tone="error" live>
          {t('undo.late')}
        </Alert>
      )}
      {isUnderWay ? <BulkProgress run={run} counts={counts} /> : <BulkOutcome run={run} counts={counts} left={names} />}
    </>
  )
}
