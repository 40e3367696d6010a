import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readCompanyEdit, saveCompanyPage } from './edit.server.ts'
import { CompanyForm } from './edit-form.tsx'
import { CompanyTeam } from './team.tsx'

/** GET and POST `/entreprises/:company/modifier`: a company's own page, by its own accounts (N4). */
export async function loader(args: LoaderFunctionArgs) {
  return readCompanyEdit(await open(args, { needs: 'account' }), args.params.company ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return saveCompanyPage(await open(args, { needs: 'account' }), args.params.company ?? '', args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function EditCompany() {
  const { t } = useTranslation('companies')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const { state, because, readFirst, see } = page
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('write.lead')}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.recruiterPage, text: t('own') }, { text: page.title }]}
            />
          }
        />
        <div className="stack">
          {state && state !== 'shown' && <Alert tone="info">{t(`states.${state}`)}</Alert>}
          {because && (
            <Alert title={t('because')}>
              <p className="whitespace-pre-line">{because}</p>
            </Alert>
          )}
          {!state && readFirst && <Alert>{t('write.readFirst')}</Alert>}
          {see && readFirst && <Alert>{t('write.staysOnLine')}</Alert>}
          {see && (
            <p>
              <Anchor to={see}>{t('write.see')}</Anchor>
            </p>
          )}
          <CompanyForm page={page} answer={answer} />
          <CompanyTeam team={page.team} sells={page.sells} />
        </div>
      </Narrow>
    </FormKey.Provider>
  )
}
