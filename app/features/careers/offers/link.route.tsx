import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { actOnLink, readOfferLink } from './link.server.ts'

/** GET and POST `/lien-offre/:lien` (C4): the page asks, the form acts. */
export async function loader(args: LoaderFunctionArgs) {
  return readOfferLink(await open(args), args.params.lien ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  return { done: await actOnLink(ctx, args.params.lien ?? '', await sentForm(args.request)) }
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function OfferLink() {
  const { t, i18n } = useTranslation('offers')
  const { title, offer } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()?.done ?? (offer ? undefined : 'gone')
  if (done)
    return (
      <Narrow>
        <PageHeading title={t(`link.${done}.title`)} lead={t(`link.${done}.text`)} />
      </Narrow>
    )
  return (
    <Narrow>
      <PageHeading title={title} lead={offer?.title} />
      <p>{t('link.text', { day: offer ? longDay(offer.last, i18n.language) : '' })}</p>
      <Form method="post" className="actions">
        <Button name="intent" value="prolong">
          {t('steps.prolong')}
        </Button>
        <Button name="intent" value="withdraw" look="danger">
          {t('steps.withdraw')}
        </Button>
      </Form>
    </Narrow>
  )
}
