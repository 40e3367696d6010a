import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Definition, DefinitionList } from '../../ui/definition-list.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { moveHeadings, readHeadingLines } from './choose-headings.server.ts'
import { IMPORTS, runAddress } from './run-address.ts'
import { LeaveRun, RunStep } from './run-frame.tsx'
import { demandState, openRun, runFacts } from './run-page.server.ts'

/** GET and POST `/admin/imports/:run/feuille`: which sheet was read, and which of its lines holds the headings. */
export async function loader(args: LoaderFunctionArgs) {
  const page = await openRun(args)
  const { ctx, run } = page
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping) throw redirect(runAddress(run.id), 303)
  return {
    title: ctx.t('imports:steps.sheet'),
    run: runFacts(page),
    sheets: run.sheets.filter((sheet) => sheet && sheet !== run.sheet),
    headingLine: run.mapping.headingLine,
    lines: await readHeadingLines(page),
  }
}

export async function action(args: ActionFunctionArgs) {
  const page = await openRun(args)
  const { run } = page
  demandState(run, 'mapping', 'planned', 'failed')
  if (!run.mapping || run.appliedAt) throw redirect(runAddress(run.id), 303)
  const line = Number((await args.request.formData()).get('line'))
  if (!(await moveHeadings(page, line))) return data({ wrong: true }, { status: 422 })
  return redirect(runAddress(run.id, 'colonnes'), 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Sheet() {
  const { t } = useTranslation('imports')
  const { run, sheets, headingLine, lines } = useLoaderData<typeof loader>()
  const wrong = useActionData<typeof action>()?.wrong ? t('sheet.wrong') : undefined
  return (
    <>
      <RunStep run={run} step="sheet" />
      <Form method="post" discover="none" className="form-stack">
        <ErrorSummary title={t('columns.errorTitle')} errors={wrong ? [{ field: 'line', message: wrong }] : []} />
        {run.sheet && (
          <Card id="feuille" title={t('columns.sheet')}>
            <DefinitionList>
              <Definition term={t('columns.sheet')}>{run.sheet}</Definition>
              {sheets.length > 0 && <Definition term={t('sheet.others')}>{sheets.join(', ')}</Definition>}
            </DefinitionList>
            {sheets.length > 0 && (
              <>
                <p className="reading">{t('sheet.another')}</p>
                <LinkButton look="secondary" small to={`${IMPORTS}#nouveau`}>
                  {t('sheet.again')}
                </LinkButton>
              </>
            )}
          </Card>
        )}
        <RadioGroup
          id="line"
          name="line"
          legend={t('sheet.which')}
          hint={t('sheet.hint')}
          error={wrong}
          defaultValue={String(headingLine)}
          framed
          options={lines.map(({ line, cells, more }) => ({
            value: String(line),
            label: t('sheet.line', { line }),
            hint: cells.join(' · ') + (more ? ' …' : ''),
          }))}
        />
        <LeaveRun id={run.id}>
          <Button>{t('columns.save')}</Button>
        </LeaveRun>
      </Form>
    </>
  )
}
