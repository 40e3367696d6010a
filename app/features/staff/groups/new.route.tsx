import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { makeGroup, readNewGroup } from './new.server.ts'

/** GET and POST `/admin/groupes/nouveau` (I15, I17). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewGroup(await open(args, { needs: 'groups' }))
}

export async function action(args: ActionFunctionArgs) {
  return makeGroup(await open(args, { needs: 'groups' }), await sentForm(args.request))
}

export const meta = pageMeta

export default function NewGroup() {
  const { t } = useTranslation('groups')
  const { title, formKey, kinds, joining } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors: Record<string, string> = answer?.errors ?? {}
  const typed = answer?.typed
  const say = (field: string) => (errors[field] ? t(`propose.errors.${errors[field]}`) : undefined)
  const messages = Object.fromEntries(Object.keys(errors).map((field) => [field, [say(field)!]]))
  const trail = [{ to: href.groupsDesk, text: t('desk.title') }, { text: title }]
  return (
    <FormKey.Provider value={formKey}>
      <PageHeading title={title} lead={t('desk.newLead')} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <Form method="post" className="form-stack max-w-form" noValidate discover="none">
        <ErrorSummary title={t('errors.title')} errors={fieldErrors(messages)} />
        <TextInput
          name="name"
          label={t('propose.name')}
          error={say('name')}
          maxLength={80}
          defaultValue={typed?.name}
        />
        <Textarea
          name="about"
          label={t('manage.aboutLabel')}
          optional={t('optional')}
          rows={4}
          error={say('about')}
          defaultValue={typed?.about}
        />
        <RadioGroup
          name="kind"
          legend={t('propose.kind')}
          error={say('kind')}
          defaultValue={typed?.kind ?? 'club'}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <RadioGroup
          name="joining"
          legend={t('propose.joining')}
          error={say('joining')}
          defaultValue={typed?.joining ?? 'open'}
          options={joining.map((value) => ({ value, label: t(`joining.${value}`) }))}
        />
        <div>
          <Button>{t('desk.make')}</Button>
        </div>
      </Form>
    </FormKey.Provider>
  )
}
