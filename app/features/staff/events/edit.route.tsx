import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PictureCard } from '#app/domain/content/picture-card.tsx'
import { PICTURE_BYTES } from '#app/domain/content/pictures.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeEventPage, changeEventPicture, readEventEditor } from './edit.server.ts'
import { EventForm } from './event-form.tsx'

/** GET and POST `/admin/evenements/nouveau` and `…/:event/modifier` (S14, E3). */
export async function loader(args: LoaderFunctionArgs) {
  return readEventEditor(await open(args, { needs: 'events' }), args.params.event)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  const form = await readUpload(args.request, PICTURE_BYTES)
  const id = args.params.event
  if (id !== undefined && (!form || form.has('alt'))) return changeEventPicture(ctx, id, form)
  return changeEventPage(ctx, id, form ?? new FormData())
}

export const meta = pageMeta

export default function EditEvent() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const written = answer && 'typed' in answer ? answer : undefined
  const pictureError = answer && 'pictureError' in answer ? answer.pictureError : undefined
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    ...(page.id ? [{ to: href.eventDesk(page.id), text: page.title }, { text: t('edit') }] : [{ text: page.title }]),
  ]
  return (
    <div className="stack">
      <PageHeading title={page.title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      {page.outcome === 'picture' && !answer && (
        <Alert tone="success" live>
          {t('outcome.picture')}
        </Alert>
      )}
      <EventForm key={written?.typed.text} page={page} answer={written} />
      {page.id && <PictureCard picture={page.picture} error={pictureError} />}
    </div>
  )
}
