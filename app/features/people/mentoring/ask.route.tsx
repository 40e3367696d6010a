import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { readAsk, sendAsk } from './ask.server.ts'
import { openMember } from './member.server.ts'

/** GET and POST `/mentorat/demander/:handle` (C23). */
export async function loader(args: LoaderFunctionArgs) {
  return readAsk(await openMember(args), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return sendAsk(await openMember(args), args.params.handle ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function AskMentor() {
  const { t } = useTranslation('mentoring')
  const { title, name, words, openness } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const error = answer?.error && t(`errors.${answer.error}`, { name })
  const isOpen = openness === 'open' || openness === 'queue'
  return (
    <Narrow>
      <PageHeading
        title={title}
        lead={t('ask.lead', { name })}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.mentoring, text: t('title') }, { text: name }]} />}
      />
      {words && (
        <Alert title={t('ask.theirs', { name })}>
          <span className="whitespace-pre-line">{words}</span>
        </Alert>
      )}
      {openness !== 'open' && <Alert>{t(`ask.${openness}`, { name })}</Alert>}
      {isOpen && (
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={error ? [{ field: 'text', message: error }] : []} />
          <Textarea
            name="text"
            label={t('ask.text')}
            hint={t('ask.hint')}
            rows={8}
            error={error || undefined}
            defaultValue={answer?.text ?? ''}
          />
          <div>
            <Button>{t('ask.button')}</Button>
          </div>
        </Form>
      )}
    </Narrow>
  )
}
