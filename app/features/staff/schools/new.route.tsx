import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { makeSchool, readNewSchool } from './desk.server.ts'
import { GenericForm } from './school-cards.tsx'

/** GET and POST `/admin/ecoles/nouvelle`: a generic page, which a school may claim (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewSchool(await open(args, { needs: 'organisations' }))
}

export async function action(args: ActionFunctionArgs) {
  return makeSchool(await open(args, { needs: 'organisations' }), await sentForm(args.request))
}

export const meta = pageMeta

export default function NewSchool() {
  const { t } = useTranslation('schools')
  const { title, formKey, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FormKey.Provider value={formKey}>
      <PageHeading
        title={title}
        lead={t('generic.text')}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.schoolsDesk, text: t('desk.title') }, { text: title }]} />
        }
      />
      <GenericForm typed={answer?.typed ?? typed} errors={answer?.errors ?? {}} />
    </FormKey.Provider>
  )
}
