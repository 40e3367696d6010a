import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { OFFER_REPORTS } from '#app/vocabulary/offers.ts'
import { readReport, sendReport } from './report.server.ts'

/** GET and POST `/offres/:offer/signaler` (C6, N11). */
export async function loader(args: LoaderFunctionArgs) {
  return readReport(await open(args, { needs: 'report' }), args.params.offer ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'report' })
  return sendReport(ctx, args.params.offer ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function ReportOffer() {
  const { t } = useTranslation('offers')
  const { title, id, name, already } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const error = answer?.error
  const trail = [{ to: href.offers, text: t('title') }, { to: href.offer(id), text: name }, { text: title }]
  return (
    <Narrow>
      <PageHeading title={title} lead={name} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      {already ? (
        <Alert>{t('report.already')}</Alert>
      ) : (
        <Form method="post" className="form-stack" noValidate>
          <p>{t('report.lead')}</p>
          <RadioGroup
            name="reason"
            legend={t('report.reason')}
            error={error === 'reason' ? t('report.errors.reason') : undefined}
            defaultValue={answer?.typed.reason}
            options={OFFER_REPORTS.map((value) => ({ value, label: t(`report.reasons.${value}`) }))}
          />
          <Textarea
            name="words"
            rows={4}
            label={t('report.words')}
            error={error === 'words' || error === 'wordsLong' ? t(`report.errors.${error}`) : undefined}
            defaultValue={answer?.typed.words}
          />
          <div>
            <Button>{t('report.send')}</Button>
          </div>
        </Form>
      )}
    </Narrow>
  )
}
