import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { readClaim, sendClaim } from './school.server.ts'

/** GET and POST `/ecoles/:school/revendiquer`: for a school that has no page of its own yet (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readClaim(await open(args, { needs: 'account' }), args.params.school ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return sendClaim(ctx, args.params.school ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function ClaimSchool() {
  const { t } = useTranslation('schools')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('claim.lead', { name: page.name })}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.school(page.slug), text: page.name }, { text: page.title }]}
            />
          }
        />
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.summary')} errors={lines} />
          <Textarea
            name="words"
            rows={6}
            label={t('claim.words')}
            hint={t('claim.hint')}
            error={say('words')}
            defaultValue={answer?.words}
          />
          <div>
            <Button>{t('claim.send')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
