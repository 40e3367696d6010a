import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { openSender, readSending, sendAddress } from './send.server.ts'

/** GET and POST `/ma-promo/perdus/:handle` (S7). */
export async function loader(args: LoaderFunctionArgs) {
  return readSending(await openSender(args), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return sendAddress(await openSender(args), args.params.handle ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function SendAddress() {
  const { t } = useTranslation('lost')
  const { title, name } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const error = answer?.error && t(`send.errors.${answer.error}`)
  const lost = `${href.cohort}?onglet=perdus`
  return (
    <Narrow>
      <PageHeading
        title={title}
        lead={t('send.lead', { name })}
        above={<Breadcrumbs label={t('trail')} items={[{ to: lost, text: t('title') }, { text: name }]} />}
      />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors')} errors={error ? [{ field: 'address', message: error }] : []} />
        <TextInput
          name="address"
          type="email"
          label={t('send.address')}
          hint={t('send.hint')}
          error={error || undefined}
          defaultValue={answer?.typed ?? ''}
          autoComplete="off"
        />
        <div>
          <Button>{t('send.button')}</Button>
        </div>
      </Form>
    </Narrow>
  )
}
