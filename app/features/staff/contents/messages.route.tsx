import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CheckCheck from 'lucide-react/icons/check-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { handleContactMessage, readContactMessages } from '#app/domain/content/contact.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ContentsTabs } from './contents-tabs.tsx'

/** GET and POST `/admin/contenus/messages`: what came by the contact form, whether or not its mail arrived (B25). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'content' })
  const rows = await ctx.sql((query) => readContactMessages(ctx, query))
  const messages = rows.map(({ at, handledAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    handled: handledAt !== null,
  }))
  return { title: ctx.t('contents:messages.title'), messages }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'content' })
  const form = await sentForm(args.request)
  const [id, handled] = [String(form.get('id') ?? ''), form.get('intent') === 'handle']
  await ctx.sql((query) => handleContactMessage(ctx, query, id, handled))
  return redirect(href.contactDesk, 303)
}

export const meta = pageMeta

export default function Messages() {
  const { t, i18n } = useTranslation('contents')
  const { title, messages } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('messages.lead')} />
      <ContentsTabs current="messages" />
      {messages.length === 0 ? (
        <EmptyState icon={CheckCheck} title={t('messages.none')}>
          <p>{t('messages.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="stack" data-total={messages.length}>
          {messages.map((one) => (
            <li key={one.id} className="card" data-message={one.id} data-state={one.handled ? 'done' : 'pending'}>
              <div className="card-head">
                <h2 className="text-lg">{one.name}</h2>
                {one.handled && <Badge tone="success">{t('messages.handled')}</Badge>}
              </div>
              <p className="text-sm text-muted break-words">
                <a href={`mailto:${one.email}`}>{one.email}</a> · {longMoment(one.at, i18n.language)}
              </p>
              <p className="reading my-2 whitespace-pre-line break-words">{one.text}</p>
              <Form method="post">
                <input type="hidden" name="id" value={one.id} />
                <Button small look="secondary" name="intent" value={one.handled ? 'reopen' : 'handle'}>
                  {t(one.handled ? 'messages.reopen' : 'messages.handle')} <span className="sr-only">{one.name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
