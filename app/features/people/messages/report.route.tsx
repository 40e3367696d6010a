import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { REASONS } from '#app/vocabulary/reports.ts'
import { openCorrespondent } from './correspondent.server.ts'
import { readMessageReport, sendMessageReport } from './report.server.ts'

/** GET and POST `/messagerie/:conversation/signaler?message=` (N11). */
export async function loader(args: LoaderFunctionArgs) {
  return readMessageReport(await openCorrespondent(args), args.params.conversation ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const one = await openCorrespondent(args)
  return sendMessageReport(one, args.params.conversation ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function ReportMessage() {
  const { t } = useTranslation(['messages', 'reports'])
  const { title, id, name, text, frozen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = (field: 'reason' | 'words') => {
    const error = answer?.errors[field]
    return error ? t(`reports:errors.${error}`) : undefined
  }
  const summary = (['reason', 'words'] as const).flatMap((field) => {
    const message = said(field)
    return message ? [{ field, message }] : []
  })
  const back = href.conversation(id)
  return (
    <Narrow>
      <PageHeading
        title={title}
        lead={t('report.lead', { name })}
        above={<Breadcrumbs label={t('trail')} items={[{ to: back, text: name }, { text: t('report.short') }]} />}
      />
      <p className="reading whitespace-pre-line">« {text} »</p>
      {frozen ? (
        <Alert>{t('why.frozen', { name })}</Alert>
      ) : (
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('reports:errors.title')} errors={summary} />
          <RadioGroup
            name="reason"
            legend={t('reports:report.reason')}
            error={said('reason')}
            defaultValue={answer?.typed.reason}
            options={REASONS.map((value) => ({ value, label: t(`reports:reasons.${value}`) }))}
          />
          <Textarea
            name="words"
            label={t('reports:report.words')}
            hint={t('reports:report.wordsHint')}
            error={said('words')}
            defaultValue={answer?.typed.words}
          />
          <Actions>
            <Button look="danger">{t('reports:report.send')}</Button>
            <LinkButton look="secondary" to={back}>
              {t('report.back')}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Narrow>
  )
}
