import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { readContact, sendContact } from './contact.server.ts'

/** GET and POST `/contact`: open to everybody, signed in or not (S3, B25). */
export async function loader(args: LoaderFunctionArgs) {
  return readContact(await open(args))
}

export async function action(args: ActionFunctionArgs) {
  return sendContact(await open(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Contact() {
  const { t } = useTranslation('contact')
  const { title, sent, to, address, name } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { typed, errors = {} } = answer ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  return (
    <>
      <PageHeading title={title} lead={t('lead')} />
      <Split
        side={
          <Card id="adresse" title={t('direct')}>
            <p className="break-words">
              <a href={`mailto:${to}`}>{to}</a>
            </p>
            {address && (
              <address className="mt-3 not-italic">
                {address.name}
                <br />
                {address.street}
                <br />
                {address.postcode} {address.city}
              </address>
            )}
          </Card>
        }
      >
        {sent && !answer ? (
          <Alert tone="success" live title={t('sent')}>
            <p>{t('sentText')}</p>
          </Alert>
        ) : (
          <Form method="post" className="form-stack" noValidate>
            <ErrorSummary title={t('errors.summary')} errors={lines} />
            <TextInput
              name="name"
              label={t('name')}
              autoComplete="name"
              error={say('name')}
              defaultValue={typed?.name ?? name}
            />
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              hint={t('emailHint')}
              autoComplete="email"
              error={say('email')}
              defaultValue={typed?.email}
            />
            <Textarea name="text" rows={8} label={t('text')} error={say('text')} defaultValue={typed?.text} />
            {/* Filled by machines alone: nobody sees it, and no program that reads aloud says it. */}
            <div hidden aria-hidden="true">
              <label>
                {t('trap')}
                <input name="website" tabIndex={-1} autoComplete="off" />
              </label>
            </div>
            <div>
              <Button>{t('send')}</Button>
            </div>
          </Form>
        )}
      </Split>
    </>
  )
}
