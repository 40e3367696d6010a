import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { openGroups } from './open-group.server.ts'
import { Pictures } from './pictures.tsx'
import { changePostPage, readPostPage } from './post.server.ts'
import { PostState } from './post-card.tsx'
import { AnswerForm, Comments, Hearing, PostActions } from './post-parts.tsx'
import { ByLine, Words } from './words.tsx'

/** GET and POST `/groupes/:group/articles/:post` (E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readPostPage(await openGroups(args), args.params.group ?? '', args.params.post ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const where = { slug: args.params.group ?? '', id: args.params.post ?? '' }
  return changePostPage(await openGroups(args), where, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = [
  'answer',
  'pending',
  'written',
  'changed',
  'hide',
  'show',
  'pin',
  'unpin',
  'hide-comment',
  'hear',
] as const

export default function Post() {
  const { t } = useTranslation('groups')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { post, group, comments } = page
  const done = DONE.find((one) => one === page.done)
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: post.title },
  ]
  return (
    <FormKey.Provider value={page.formKey}>
      <Reading>
        <article data-post={post.id} data-state={post.state} className="stack">
          <PageHeading title={post.title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
          {done && !answer && (
            <Alert tone="success" live>
              {t(`done.${done}`)}
            </Alert>
          )}
          {post.because && <Alert tone="warning">{t('because', { because: post.because })}</Alert>}
          <div>
            <ByLine author={post.author} at={post.at} />
            <p className="text-sm text-muted">
              {t(`audiences.${post.audience}`)} <PostState post={post} />
            </p>
          </div>
          <Words text={post.text} known={page.mentions} />
          <Pictures pictures={post.pictures} group={group.slug} large />
          {post.changed && (
            <Alert title={t('states.changed')}>
              <p>{post.changed.title}</p>
              <p className="text-sm text-muted">{t(`audiences.${post.changed.audience}`)}</p>
              <Words text={post.changed.text} />
            </Alert>
          )}
          <PostActions post={post} group={group.slug} steps={page.steps} />
          {page.hears !== undefined && <Hearing hears={page.hears} />}
        </article>
        <section id="reponses" aria-labelledby="answers-title" className="stack">
          <h2 id="answers-title">{t('comments.count', { count: post.comments })}</h2>
          <Comments comments={comments} thanks={page.thanks} known={page.mentions} />
          {(page.previous || page.next) && (
            <Pagination
              label={t('pages.label')}
              summary={t('pages.summary', { page: page.page })}
              previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
              next={page.next ? { to: page.next, text: t('pages.next') } : null}
            />
          )}
          {page.steps.includes('answer') && <AnswerForm answer={answer} group={group.slug} post={post.id} />}
        </section>
      </Reading>
    </FormKey.Provider>
  )
}
