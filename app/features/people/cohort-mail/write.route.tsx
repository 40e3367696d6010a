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
import { SUBJECT_LENGTH } from '../groups/mail-words.ts'
import { readCohortMailForm, writeCohortMail } from './cohort-mail.server.ts'

/** GET and POST `/mail-promo/nouveau`, and `…/:mail/modifier` while nobody received it (S9). */
export async function loader(args: LoaderFunctionArgs) {
  return readCohortMailForm(await open(args, { needs: 'cohort' }), args.params.mail)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'cohort' })
  return writeCohortMail(ctx, args.params.mail, await sentForm(args.request))
}

export const meta = pageMeta

export default function WriteCohortMail() {
  const { t } = useTranslation('cohort-mail')
  const { title, formKey, cohort, words } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  const trail = [
    { to: href.cohort, text: t('promo', { year: cohort }) },
    { to: href.cohortMails, text: t('title') },
    { text: title },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
        <Alert>{t('readFirst')}</Alert>
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={lines} />
          <TextInput
            name="subject"
            label={t('subject')}
            error={say('subject')}
            maxLength={SUBJECT_LENGTH}
            defaultValue={answer?.typed.subject ?? words?.subject}
          />
          <Textarea
            name="text"
            label={t('text')}
            hint={t('textHint')}
            rows={12}
            error={say('text')}
            defaultValue={answer?.typed.text ?? words?.text}
          />
          <div>
            <Button>{t('propose')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
