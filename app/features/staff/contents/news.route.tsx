import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PictureCard } from '#app/domain/content/picture-card.tsx'
import { PICTURE_BYTES } from '#app/domain/content/pictures.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeNewsPage, changeNewsPicture, readEditor } from './edit-news.server.ts'
import { NewsForm } from './news-form.tsx'

/** GET and POST `/admin/contenus/actualites/nouvelle` and `…/:id` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readEditor(await open(args, { needs: 'content' }), args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'content' })
  const form = await readUpload(args.request, PICTURE_BYTES)
  const { id } = args.params
  if (id !== undefined && (!form || form.has('alt'))) return changeNewsPicture(ctx, id, form)
  return changeNewsPage(ctx, id, form ?? new FormData())
}

export const meta = pageMeta

const DONE = ['saved', 'planned', 'published', 'withdrawn', 'picture'] as const
const TONES = { draft: 'warning', planned: 'info', published: 'success' } as const

export default function News() {
  const { t, i18n } = useTranslation('contents')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const written = answer && 'typed' in answer ? answer : undefined
  const pictureError = answer && 'pictureError' in answer ? answer.pictureError : undefined
  const done = DONE.find((one) => one === page.outcome)
  const day = page.at ? longMoment(page.at, i18n.language) : ''
  return (
    <div className="stack" data-news={page.id ?? undefined} data-state={page.state ?? undefined}>
      <PageHeading
        title={page.title}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.contents, text: t('title') }, { text: page.title }]} />
        }
        actions={
          page.slug && (
            <LinkButton look="secondary" to={href.newsItem(page.slug)}>
              {t('editor.look')}
            </LinkButton>
          )
        }
      />
      {page.state && (
        <p>
          <Badge tone={TONES[page.state]}>{t(`states.${page.state}`)}</Badge>
        </p>
      )}
      {done && !answer && (
        <Alert tone="success" live>
          {t(`outcome.${done}`, { day })}
        </Alert>
      )}
      <NewsForm key={written?.typed.text} page={page} answer={written} />
      {page.id && <PictureCard picture={page.picture} error={pictureError} />}
    </div>
  )
}
