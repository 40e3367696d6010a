import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Send from 'lucide-react/icons/send'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { readAnswer, sendAnswer } from './detail.server.ts'

/** GET and POST `/cvtheque/:profile/ecrire`: a message to somebody known by a pseudonym (N7; decision 059). */
export async function loader(args: LoaderFunctionArgs) {
  return readAnswer(await open(args, { needs: 'read-profiles' }), args.params.profile ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'read-profiles' })
  return sendAnswer(ctx, args.params.profile ?? '', await sentForm(args.request))
}

export const headers: HeadersFunction = ({ actionHeaders }) => {
  const wait = actionHeaders.get('Retry-After')
  return { 'Cache-Control': 'no-store', ...(wait ? { 'Retry-After': wait } : {}) }
}
export const meta = pageMeta

export default function AnswerProfile() {
  const { t } = useTranslation('profiles')
  const { title, id, name } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = answer?.error && t(`answer.errors.${answer.error}`)
  const trail = [
    { to: href.profileLibrary, text: t('library.title') },
    { to: href.libraryProfile(id), text: name },
    { text: t('answer.short') },
  ]
  return (
    <Narrow>
      <PageHeading title={title} lead={t('answer.lead')} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={said ? [{ field: 'text', message: said }] : []} />
        <Textarea name="text" label={t('answer.text')} rows={8} error={said} defaultValue={answer?.text ?? ''} />
        <div>
          <Button icon={Send}>{t('answer.send')}</Button>
        </div>
      </Form>
    </Narrow>
  )
}
