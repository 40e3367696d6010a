import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ThreadMessages, ThreadReply } from './thread-view.tsx'
import { answerInbox, readInboxThread } from './threads.server.ts'

/** GET and POST `/ecoles/espace/messages/:thread`: the school reads and answers; no address is shown (C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readInboxThread(await open(args, { needs: 'account' }), args.params.thread ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return answerInbox(ctx, args.params.thread ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function InboxThread() {
  const { t } = useTranslation('school-threads')
  const { formKey, thread, messages, sent } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading
          title={thread.name}
          lead={[t(`services.${thread.kind}`), thread.course].filter(Boolean).join(' · ')}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.schoolInbox, text: t('inbox.title') }, { text: thread.name }]}
            />
          }
        />
        <div className="stack" data-conversation={thread.id}>
          {sent && !answer && (
            <Alert tone="success" live>
              {t('inbox.sent')}
            </Alert>
          )}
          {thread.postal && (
            <p>
              <strong>{t('postal')}</strong>
              <br />
              <span className="whitespace-pre-line break-words">{thread.postal}</span>
            </p>
          )}
          <ThreadMessages messages={messages} names={{ school: t('you'), asker: thread.name }} />
          <ThreadReply answer={answer} />
        </div>
      </Narrow>
    </FormKey.Provider>
  )
}
