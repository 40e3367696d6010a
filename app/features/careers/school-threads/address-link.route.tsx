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
import { proveAddress, readAddressLink } from './services.server.ts'

/** GET and POST `/lien-adresse/:lien`: who reads mail at a forwarding address says so (C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readAddressLink(await open(args))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  await sentForm(args.request)
  return { done: await proveAddress(ctx, args.params.lien ?? '') }
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function ProveAddress() {
  const { t } = useTranslation('school-threads')
  const { title } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()?.done
  return (
    <Narrow>
      <PageHeading
        title={done ? t(`address.${done}.title`) : title}
        lead={t(done ? `address.${done}.text` : 'address.text')}
      />
      {!done && (
        <Form method="post">
          <Button>{t('address.confirm')}</Button>
        </Form>
      )}
    </Narrow>
  )
}
