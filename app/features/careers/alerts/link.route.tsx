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
import { actOnAlert, readAlertLink } from './alerts.server.ts'

/** GET and POST `/lien-alerte/:lien` (C14): the page asks, the form acts. */
export async function loader(args: LoaderFunctionArgs) {
  return readAlertLink(await open(args), args.params.lien ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  return { done: await actOnAlert(ctx, args.params.lien ?? '', await sentForm(args.request)) }
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function AlertLink() {
  const { t } = useTranslation('alerts')
  const { title, period, waits } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()?.done ?? (waits ? undefined : 'gone')
  if (done)
    return (
      <Narrow>
        <PageHeading title={t(`link.${done}.title`)} lead={t(`link.${done}.text`, { period })} />
      </Narrow>
    )
  return (
    <Narrow>
      <PageHeading title={title} lead={t('link.text', { period })} />
      <Form method="post" className="actions">
        <Button name="intent" value="renew">
          {t('renew', { period })}
        </Button>
        <Button name="intent" value="remove" look="danger">
          {t('remove')}
        </Button>
      </Form>
    </Narrow>
  )
}
