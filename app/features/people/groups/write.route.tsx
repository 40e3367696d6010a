import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { MentionTextarea } from '#app/ui/mention-textarea.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { openGroups } from './open-group.server.ts'
import { PictureFields } from './pictures.tsx'
import { readWriting, writePost } from './post.server.ts'
import { PICTURES_BYTES } from './sent-pictures.server.ts'

/** GET and POST `/groupes/:group/articles/nouveau`, and `…/:post/modifier` for one's own (E7; A21). */
export async function loader(args: LoaderFunctionArgs) {
  return readWriting(await openGroups(args), args.params.group ?? '', args.params.post)
}

export async function action(args: ActionFunctionArgs) {
  const where = { slug: args.params.group ?? '', id: args.params.post }
  return writePost(await openGroups(args), where, await readUpload(args.request, PICTURES_BYTES))
}

export const meta = pageMeta

export default function Write() {
  const { t } = useTranslation('groups')
  const { title, formKey, group, words, audiences, readFirst, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { typed } = answer ?? {}
  const errors: Record<string, string> = answer?.errors ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`write.errors.${fault}`))
  const said = Object.fromEntries(Object.keys(errors).map((field) => [field, say(field)]))
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
        <Form method="post" encType="multipart/form-data" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={lines} />
          <TextInput
            name="title"
            label={t('write.heading')}
            error={say('title')}
            defaultValue={typed?.title ?? words?.title}
          />
          <MentionTextarea
            name="text"
            label={t('write.text')}
            hint={t('mentions.hint')}
            suggest={{
              source: href.groupMentions(group.slug),
              label: t('mentions.label'),
              count: (count) => t('mentions.count', { count }),
            }}
            along="audience"
            rows={12}
            error={say('text')}
            defaultValue={typed?.text ?? words?.text}
          />
          <PictureFields
            pictures={page.pictures}
            group={group.slug}
            most={page.most}
            errors={said}
            alts={answer?.alts ?? {}}
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
