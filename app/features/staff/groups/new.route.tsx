import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { GroupFields } from '#app/domain/groups/group-fields.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
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
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`propose.errors.${fault}`))
  const trail = [{ to: href.groupsDesk, text: t('desk.title') }, { text: title }]
  return (
    <FormKey.Provider value={formKey}>
      <PageHeading title={title} lead={t('desk.newLead')} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <Form method="post" className="form-stack max-w-form" noValidate>
        <ErrorSummary title={t('errors.title')} errors={lines} />
        <GroupFields
          {...{ typed: answer?.typed, say, kinds, joining }}
          about={{ label: t('manage.aboutLabel'), optional: t('optional') }}
        />
        <div>
          <Button>{t('desk.make')}</Button>
        </div>
      </Form>
    </FormKey.Provider>
  )
}
