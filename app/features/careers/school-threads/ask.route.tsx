import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { readAsking, sendAsking } from './ask.server.ts'

/** GET and POST `/ecoles/:school/ecrire/:kind` with `formation`: visitors too, once their mail is proved (N8, C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readAsking(await open(args), args.params.school ?? '', args.params.kind ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  return sendAsking(ctx, args.params.school ?? '', args.params.kind ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })
export const meta = pageMeta

export default function AskSchool() {
  const { t } = useTranslation('school-threads')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { typed, errors = {} } = answer ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  const { school, kind, course } = page
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={course ? `${school.name} · ${course}` : school.name}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.school(school.slug), text: school.name }, { text: page.title }]}
            />
          }
        />
        {page.sent && !answer ? (
          <Alert tone="success" live title={t('ask.sent')}>
            <p>{t('ask.sentText')}</p>
          </Alert>
        ) : !page.open ? (
          <Alert tone="info">{t('errors.closed')}</Alert>
        ) : (
          <Form method="post" className="form-stack" noValidate>
            <ErrorSummary title={t('errors.summary')} errors={lines} />
            <p>{t(`ask.lead.${kind}`)}</p>
            <TextInput
              name="name"
              label={t('name')}
              autoComplete="name"
              error={say('name')}
              defaultValue={typed?.name}
            />
            {page.asksEmail && (
              <TextInput
                name="email"
                type="email"
                label={t('email')}
                hint={t('emailHint')}
                autoComplete="email"
                error={say('email')}
                defaultValue={typed?.email}
              />
            )}
            {kind === 'documentation' && (
              <Textarea
                name="postal"
                rows={4}
                label={t('postal')}
                hint={t('postalHint')}
                error={say('postal')}
                defaultValue={typed?.postal}
              />
            )}
            <Textarea name="text" rows={8} label={t('text')} error={say('text')} defaultValue={typed?.text} />
            {/* Filled by machines alone: nobody sees it, and no program that reads aloud says it. */}
            <div hidden aria-hidden="true">
              <label>
                {t('trap')}
                <input name="website" tabIndex={-1} autoComplete="off" />
              </label>
            </div>
            <div>
              <Button>{t('ask.send')}</Button>
            </div>
          </Form>
        )}
      </Narrow>
    </FormKey.Provider>
  )
}
