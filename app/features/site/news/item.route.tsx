import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { NewsAuthor, NewsComments, Thanks } from './comments.tsx'
import { changeNewsItem, readNewsItem } from './news.server.ts'

/** GET and POST `/actualites/:slug` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewsItem(await open(args), args.params.slug ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeNewsItem(await open(args), args.params.slug ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function NewsItem() {
  const { t, i18n } = useTranslation('news')
  const one = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const trail = [{ to: href.news, text: t('title') }, { text: one.title }]
  return (
    <FormKey.Provider value={one.formKey}>
      <article className="stack" data-news={one.id} data-state={one.state ?? 'published'}>
        <PageHeading
          title={one.title}
          lead={one.lead}
          above={<Breadcrumbs label={t('trail')} items={trail} />}
          actions={
            one.edit && (
              <LinkButton look="secondary" to={one.edit}>
                {t('edit')}
              </LinkButton>
            )
          }
        />
        {one.state && <Alert tone="warning">{t(`states.${one.state}`, { day: longDay(one.at, i18n.language) })}</Alert>}
        <p className="text-muted">
          {one.category && `${one.category} · `}
          <time dateTime={one.at}>{longDay(one.at, i18n.language)}</time>
          {one.byline && ` · ${one.byline}`}
          {one.author !== undefined && <NewsAuthor author={one.author} />}
          {one.audience !== 'public' && (
            <>
              {' '}
              <Badge>{t(`audiences.${one.audience}`)}</Badge>
            </>
          )}
        </p>
        {one.picture && (
          <img
            className="news-picture"
            src={one.picture.src}
            alt={one.picture.alt}
            width={one.picture.width}
            height={one.picture.height}
          />
        )}
        <RichText html={one.html} />
        {one.answers && <Thanks answers={one.answers} />}
      </article>
      {one.answers && <NewsComments answers={one.answers} answer={answer} done={answer ? null : one.done} />}
    </FormKey.Provider>
  )
}
