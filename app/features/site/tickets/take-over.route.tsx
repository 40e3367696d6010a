import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readTakeOver, sendTakeOver } from './take-over.server.ts'

/** GET and POST `/evenements/:event/reprise/:token` (B12). */
export async function loader(args: LoaderFunctionArgs) {
  const { event = '', token = '' } = args.params
  return readTakeOver(await open(args, { needs: 'account' }), event, token)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { event = '', token = '' } = args.params
  await sentForm(args.request)
  return sendTakeOver(ctx, event, token)
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function TakeOver() {
  const { t } = useTranslation('tickets')
  const page = useLoaderData<typeof loader>()
  return (
    <Narrow>
      <div className="stack" data-event={page.slug} data-state={page.word}>
        <PageHeading title={page.title} />
        <p>
          <EventWhen one={page} zoned />
        </p>
        {page.word === 'taken' ? (
          <Form method="post" className="form-stack">
            <p>{t('takeOver.text', { count: page.seats })}</p>
            <Actions>
              <Button>{t('takeOver.button')}</Button>
            </Actions>
          </Form>
        ) : (
          <Alert tone="warning">{t(`takeOver.${page.word}`)}</Alert>
        )}
        <Actions>
          <LinkButton look="secondary" to={href.event(page.slug)}>
            {t('takeOver.look')}
          </LinkButton>
        </Actions>
      </div>
    </Narrow>
  )
}
