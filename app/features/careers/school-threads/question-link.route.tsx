import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { confirmQuestion, readQuestionLink } from './ask.server.ts'

/** GET and POST `/lien-question/:lien`: the page asks, the form proves the address and sends (C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readQuestionLink(await open(args), args.params.lien ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  await sentForm(args.request)
  return confirmQuestion(ctx, args.params.lien ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function ConfirmQuestion() {
  const { t } = useTranslation('school-threads')
  const { title, waiting } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()?.done ?? (waiting ? undefined : 'gone')
  if (done || !waiting)
    return (
      <Narrow>
        <PageHeading title={t(`confirm.${done}.title`)} lead={t(`confirm.${done}.text`)} />
      </Narrow>
    )
  return (
    <Narrow>
      <PageHeading title={title} lead={t('confirm.lead')} />
      <blockquote className="reading mb-6 whitespace-pre-line break-words">{waiting.text}</blockquote>
      <Form method="post">
        <Button>{t('ask.send')}</Button>
      </Form>
    </Narrow>
  )
}
