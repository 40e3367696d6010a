import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { REASONS } from '#app/vocabulary/reports.ts'
import { readReport, sendReport } from './report.server.ts'

/** GET and POST `/profil/:handle/signaler` (E6, N11). */
export async function loader(args: LoaderFunctionArgs) {
  return readReport(await open(args, { needs: 'report' }), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'report' })
  return sendReport(ctx, args.params.handle ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Report() {
  const { t } = useTranslation('reports')
  const { title, handle, already, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const said = (field: 'reason' | 'words') => (errors[field] ? t(`errors.${errors[field]}`) : undefined)
  const summary = (['reason', 'words'] as const).flatMap((field) => {
    const message = said(field)
    return message ? [{ field, message }] : []
  })
  const back = { to: href.profile(handle), text: t('report.back') }
  return (
    <Narrow>
      <PageHeading title={title} lead={t('report.lead')} />
      {already ? (
        <>
          <Alert tone="success" live={done} title={t('report.taken')}>
            {t('report.takenText')}
          </Alert>
          <Actions>
            <LinkButton look="secondary" to={back.to}>
              {back.text}
            </LinkButton>
          </Actions>
        </>
      ) : (
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={summary} />
          <RadioGroup
            name="reason"
            legend={t('report.reason')}
            error={said('reason')}
            defaultValue={answer?.typed.reason}
            options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          />
          <Textarea
            name="words"
            label={t('report.words')}
            hint={t('report.wordsHint')}
            error={said('words')}
            defaultValue={answer?.typed.words}
          />
          <Actions>
            <Button look="danger">{t('report.send')}</Button>
            <LinkButton look="secondary" to={back.to}>
              {back.text}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Narrow>
  )
}
