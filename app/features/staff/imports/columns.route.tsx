import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { chosenMapping, columnFaults, keepMapping, readColumns } from './choose-columns.server.ts'
import { ColumnChoices } from './column-choices.tsx'
import { runAddress } from './run-address.ts'
import { LeaveRun, RunStep } from './run-frame.tsx'
import { demandState, openRun, planAgain, runFacts } from './run-page.server.ts'

/** GET and POST `/admin/imports/:run/colonnes`: which column is imported, and into which field. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping) throw redirect(runAddress(run.id), 303)
  return {
    title: ctx.t('imports:steps.columns'),
    run: runFacts(page),
    sheets: run.sheets.filter((sheet) => sheet && sheet !== run.sheet),
    headingLine: run.mapping.headingLine,
    hidden: run.mapping.hidden ?? 0,
    columns: await readColumns(page),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, run } = await openRun(args)
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping || run.appliedAt) throw redirect(runAddress(run.id), 303)
  const mapping = chosenMapping(run.mapping, await sentForm(args.request))
  const faults = columnFaults(mapping)
  if (Object.keys(faults).length > 0) return data({ faults, columns: mapping.columns }, { status: 422 })
  await keepMapping(ctx, run, mapping)
  await planAgain(ctx, run.id)
  return redirect(runAddress(run.id), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Columns() {
  const { t } = useTranslation('imports')
  const { run, sheets, headingLine, hidden, columns } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const faults: Record<string, string> = answer?.faults ?? {}
  const headingOf = (column: string) =>
    columns.find((one) => String(one.column) === column)?.heading ||
    t('columns.unnamed', { number: Number(column) + 1 })
  const errors = Object.entries(faults).map(([at, fault]) => ({
    field: at === 'names' ? 'colonnes' : `field.${at}`,
    message: t(`columns.faults.${fault}`, { heading: headingOf(at) }),
  }))
  const chosen = new Map(answer?.columns.map((choice) => [choice.column, choice]))
  return (
    <>
      <RunStep run={run} step="columns" />
      {run.failure?.code === 'stale' && <Alert tone="warning" title={t('stale.title')} />}
      <Form method="post" className="form-stack">
        <ErrorSummary title={t('columns.errorTitle')} errors={errors} />
        <Card id="feuille" title={t('columns.found')}>
          <DefinitionList>
            {run.sheet && (
              <Definition term={t('columns.sheet')}>
                {run.sheet}
                {sheets.length > 0 && (
                  <p className="count">{t('columns.otherSheets', { sheets: sheets.join(', ') })}</p>
                )}
              </Definition>
            )}
            <Definition term={t('columns.headingLine')}>{t('columns.line', { line: headingLine })}</Definition>
            {hidden > 0 && (
              <Definition term={t('columns.hidden')}>{t('columns.hiddenLines', { count: hidden })}</Definition>
            )}
            <Definition term={t('columns.mode')}>{t(`modes.${run.mode}`)}</Definition>
          </DefinitionList>
          <p>
            <Anchor to={runAddress(run.id, 'feuille')}>
              {t(sheets.length > 0 ? 'columns.changeSheet' : 'columns.moveHeadings')}
            </Anchor>
          </p>
        </Card>
        <p className="reading">{t('columns.lead')}</p>
        <ColumnChoices columns={columns.map((one) => ({ ...one, ...chosen.get(one.column) }))} faults={faults} />
        <LeaveRun id={run.id}>
          <Button>{t('columns.save')}</Button>
        </LeaveRun>
      </Form>
    </>
  )
}
