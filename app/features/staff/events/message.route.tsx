import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { readMessage, sendMessage } from './message.server.ts'

/** GET and POST `/admin/evenements/:event/message`. */
export async function loader(args: LoaderFunctionArgs) {
  return readMessage(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return sendMessage(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function Message() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`message.errors.${fault}`))
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  return (
    <div className="stack">
      <PageHeading
        title={page.title}
        lead={t('message.lead', { count: page.people })}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={lines} />
        <TextInput
          name="subject"
          label={t('message.subject')}
          error={say('subject')}
          defaultValue={answer?.typed.subject}
        />
        <Textarea
          name="text"
          rows={8}
          label={t('message.text')}
          error={say('text')}
          defaultValue={answer?.typed.text}
        />
        <Actions>
          <Button>{t('message.send')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
