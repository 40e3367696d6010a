import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { sentForm } from '#app/context/sent-form.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { moveHeadings, readHeadingLines } from './choose-headings.server.ts'
import { chooseSheet, type SheetFault } from './choose-sheet.server.ts'
import { HeadingLines } from './heading-lines.tsx'
import { isFileKept } from './kept-file.server.ts'
import { runAddress } from './run-address.ts'
import { LeaveRun, RunStep } from './run-frame.tsx'
import { demandState, openRun, type RunPage, runFacts } from './run-page.server.ts'
import { refusalText } from './run-texts.ts'
import { SheetCard } from './sheet-card.tsx'

/** GET and POST `/admin/imports/:run/feuille`: which sheet was read, and which of its lines holds the headings. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping) throw redirect(runAddress(run.id), 303)
  return {
    title: ctx.t('imports:steps.sheet'),
    run: runFacts(page),
    sheets: run.sheets.filter(Boolean),
    isKept: await ctx.sql((query) => isFileKept(query, ctx.tenant.id, run.id)),
    headingLine: run.mapping.headingLine,
    lines: await readHeadingLines(page),
  }
}

export async function action(args: ActionFunctionArgs) {
  const page = await openRun(args)
  const { run } = page
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping || run.appliedAt) throw redirect(runAddress(run.id), 303)
  const form = await sentForm(args.request)
  const sheet = form.get('sheet')
  // Whoever picks a sheet and goes on has that one read first.
  if (sheet !== null && (sheet !== run.sheet || form.has('read'))) return readSheet(page, String(sheet))
  if (!(await moveHeadings(page, Number(form.get('line'))))) return data({ fault: undefined }, { status: 422 })
  return redirect(runAddress(run.id, 'colonnes'), 303)
}

/** Stays on this step, where the sheet's headings are looked at. */
async function readSheet(page: RunPage, sheet: string) {
  const chosen = await chooseSheet(page, sheet)
  if ('fault' in chosen) return data({ fault: chosen.fault as SheetFault | undefined }, { status: 422 })
  return redirect(runAddress(chosen.runId, 'feuille'), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Sheet() {
  const { t } = useTranslation('imports')
  const { run, sheets, isKept, headingLine, lines } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrong = answer && !answer.fault ? t('sheet.wrong') : undefined
  const sheetFault =
    answer?.fault && (answer.fault.code === 'unknown' ? t('sheet.sheetWrong') : refusalText(t, answer.fault))
  const errors = [
    ...(sheetFault ? [{ field: 'sheet', message: sheetFault }] : []),
    ...(wrong ? [{ field: 'line', message: wrong }] : []),
  ]
  return (
    <>
      <RunStep run={run} step="sheet" />
      <Form method="post" className="form-stack">
        <ErrorSummary title={t('columns.errorTitle')} errors={errors} />
        {run.sheet && <SheetCard sheet={run.sheet} sheets={sheets} isKept={isKept} error={sheetFault} />}
        <HeadingLines lines={lines} chosen={headingLine} error={wrong} />
        <LeaveRun id={run.id}>
          <Button>{t('columns.save')}</Button>
        </LeaveRun>
      </Form>
    </>
  )
}
