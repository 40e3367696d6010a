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
import { readOwnThread, writeOwnThread } from './threads.server.ts'

/** GET and POST `/echanges/:lien`: who asked a school reads its answers, with or without an account (C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnThread(await open(args), args.params.lien ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return writeOwnThread(await open(args), args.params.lien ?? '', await sentForm(args.request))
}

export const headers = () => ({
  ...{ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' },
})
export const meta = pageMeta

export default function OwnThread() {
  const { t } = useTranslation('school-threads')
  const { title, formKey, school, thread, messages, open: isOpen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading
          title={title}
          lead={t('own.lead')}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.school(school.slug), text: school.name }, { text: title }]}
            />
          }
        />
        <div className="stack" data-conversation={thread.id}>
          <ThreadMessages messages={messages} names={{ school: school.name, asker: t('you') }} />
          {isOpen ? <ThreadReply answer={answer} /> : <Alert tone="info">{t('errors.closed')}</Alert>}
        </div>
      </Narrow>
    </FormKey.Provider>
  )
}
