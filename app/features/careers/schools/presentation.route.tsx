import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PICTURE_BYTES } from '#app/domain/content/pictures.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { LogoCard } from '#app/domain/schools/logo-card.tsx'
import { SchoolFields } from '#app/domain/schools/school-fields.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readPresentation, writeLogo, writePresentation } from './space.server.ts'

/** GET and POST `/ecoles/espace/presentation`: the words of a school's page, and its logo (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readPresentation(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const form = await readUpload(args.request, PICTURE_BYTES)
  const isLogo = !form || form.has('picture') || form.get('intent') === 'remove-picture'
  return isLogo ? writeLogo(ctx, form) : writePresentation(ctx, form)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Presentation() {
  const { t } = useTranslation('schools')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const written = answer && 'typed' in answer ? answer : undefined
  const { say, lines } = faultWords(written?.errors ?? {}, (fault) => t(`errors.${fault}`))
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('space.presentationLead')}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.schoolSpace, text: t('space.title') }, { text: page.title }]}
            />
          }
        />
        {page.pictureDone && !answer && (
          <Alert tone="success" live>
            {t('done.logo')}
          </Alert>
        )}
        {page.readFirst && <Alert>{t('space.readFirst')}</Alert>}
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.summary')} errors={lines} />
          <input type="hidden" name="seen" value={page.seen} />
          <SchoolFields typed={written?.typed ?? page.typed} say={say} />
          <div>
            <Button>{t(page.readFirst ? 'space.send' : 'space.save')}</Button>
          </div>
        </Form>
        {page.school && (
          <LogoCard school={page.school} error={answer && 'pictureError' in answer ? answer.pictureError : undefined} />
        )}
      </Narrow>
    </FormKey.Provider>
  )
}
