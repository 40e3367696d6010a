import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ProfileFields } from './profile-fields.tsx'
import { readWriting, writeProfile } from './write.server.ts'

/** GET and POST `/mes-profils/nouveau`, and `/mes-profils/:profile/modifier` (N2). */
export async function loader(args: LoaderFunctionArgs) {
  return readWriting(await open(args, { needs: 'account' }), args.params.profile)
}

export async function action(args: ActionFunctionArgs) {
  return writeProfile(await open(args, { needs: 'account' }), args.params.profile, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function WriteProfile() {
  const { t } = useTranslation('profiles')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  const telling = answer?.telling ?? []
  const said = telling.map(({ kind, words }) => ({ field: 'text', message: t(`telling.${kind}`, { words }) }))
  const isName = telling.some(({ kind }) => kind === 'name')
  const trail = [{ to: href.ownProfiles, text: t('own.title') }, { text: page.title }]
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('write.lead')}
          above={<Breadcrumbs label={t('trail')} items={trail} />}
        />
        {page.onLine && <Alert>{t('write.onLine')}</Alert>}
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.summary')} errors={[...lines, ...said]} />
          <ProfileFields typed={answer?.typed ?? page.typed} say={say} purposes={page.purposes} />
          {(isName || answer?.typed.keep === 'yes') && (
            <Checkbox
              name="keep"
              value="yes"
              label={t('telling.keep')}
              hint={t('telling.keepHint')}
              defaultChecked={answer?.typed.keep === 'yes'}
            />
          )}
          <div>
            <Button>{t('write.next')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
