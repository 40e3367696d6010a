import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { openGroups } from './open-group.server.ts'
import { readWriting, writePost } from './post.server.ts'

/** GET and POST `/groupes/:group/articles/nouveau`, and `…/:post/modifier` for one's own (E7; A21). */
export async function loader(args: LoaderFunctionArgs) {
  return readWriting(await openGroups(args), args.params.group ?? '', args.params.post)
}

export async function action(args: ActionFunctionArgs) {
  const where = { slug: args.params.group ?? '', id: args.params.post }
  return writePost(await openGroups(args), where, await sentForm(args.request))
}

export const meta = pageMeta

export default function Write() {
  const { t } = useTranslation('groups')
  const { title, formKey, group, words, audiences, readFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { errors = {}, typed } = answer ?? {}
  const say = (field: keyof typeof errors) => (errors[field] ? t(`write.errors.${errors[field]}`) : undefined)
  const messages = Object.fromEntries((Object.keys(errors) as (keyof typeof errors)[]).map((one) => [one, [say(one)!]]))
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: title },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
        {readFirst && <Alert>{t('write.readFirst')}</Alert>}
        <Form method="post" className="form-stack" noValidate discover="none">
          <ErrorSummary title={t('errors.title')} errors={fieldErrors(messages)} />
          <TextInput
            name="title"
            label={t('write.heading')}
            error={say('title')}
            defaultValue={typed?.title ?? words?.title}
          />
          <Textarea
            name="text"
            label={t('write.text')}
            rows={12}
            error={say('text')}
            defaultValue={typed?.text ?? words?.text}
          />
          {audiences.length > 1 ? (
            <RadioGroup
              name="audience"
              legend={t('write.audience')}
              error={say('audience')}
              defaultValue={typed?.audience ?? words?.audience ?? audiences[0]}
              options={audiences.map((value) => ({ value, label: t(`audiences.${value}`) }))}
            />
          ) : (
            <input type="hidden" name="audience" value={audiences[0]} />
          )}
          <div>
            <Button>{t(words ? 'write.save' : 'write.send')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
