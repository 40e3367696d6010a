import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PICTURE_BYTES } from '#app/domain/content/pictures.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeLetter, readLetterPage } from './edit-letter.server.ts'
import { LetterForm } from './letter-form.tsx'

/** GET and POST `/admin/lettres/:letter`: a draft (S12). */
export async function loader(args: LoaderFunctionArgs) {
  return readLetterPage(await open(args, { needs: 'letters' }), args.params.letter ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'letters' })
  return changeLetter(ctx, args.params.letter ?? '', await readUpload(args.request, PICTURE_BYTES))
}

export const meta = pageMeta

export default function Letter() {
  const { t } = useTranslation('letters')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const trail = [{ to: href.letters, text: t('title') }, { text: page.title }]
  return (
    <div className="stack" data-letter={page.id} data-state="draft">
      <PageHeading title={page.title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      {page.outcome === 'saved' && !answer && (
        <Alert tone="success" live>
          {t('outcome.saved')}
        </Alert>
      )}
      {answer && (
        <Alert tone="error" live>
          {t(answer.picture ? `picture.errors.${answer.picture.error}` : `errors.${answer.error}`)}
        </Alert>
      )}
      <LetterForm page={page} />
      <DisclosedStep summary={t('delete')} text={t('deleteText')} intent="delete" />
    </div>
  )
}
