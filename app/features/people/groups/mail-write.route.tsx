import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
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
import { SUBJECT_LENGTH } from './mail-words.ts'
import { readMailForm, writeMail } from './mails.server.ts'
import { openGroups } from './open-group.server.ts'

/** GET and POST `/groupes/:group/envois/nouveau`, and `…/:mail/modifier` while nobody received it (A21). */
export async function loader(args: LoaderFunctionArgs) {
  return readMailForm(await openGroups(args), args.params.group ?? '', args.params.mail)
}

export async function action(args: ActionFunctionArgs) {
  const where = { slug: args.params.group ?? '', id: args.params.mail }
  return writeMail(await openGroups(args), where, await sentForm(args.request))
}

export const meta = pageMeta

export default function WriteMail() {
  const { t } = useTranslation('groups')
  const { title, formKey, group, words, readFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`mails.errors.${fault}`))
  const trail = [
    { to: href.group(group.slug), text: group.name },
    { to: href.groupMails(group.slug), text: t('mails.title') },
    { text: title },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
        <Alert>{t(readFirst ? 'mails.readFirst' : 'mails.atOnce')}</Alert>
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={lines} />
          <TextInput
            name="subject"
            label={t('mails.subject')}
            error={say('subject')}
            maxLength={SUBJECT_LENGTH}
            defaultValue={answer?.typed.subject ?? words?.subject}
          />
          <Textarea
            name="text"
            label={t('write.text')}
            hint={t('mails.textHint')}
            rows={12}
            error={say('text')}
            defaultValue={answer?.typed.text ?? words?.text}
          />
          <div>
            <Button>{t(readFirst ? 'mails.propose' : 'mails.send')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
