import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changePage, readPageEditor } from './edit-page.server.ts'
import { PageForm } from './page-form.tsx'

/** GET and POST `/admin/contenus/pages/nouvelle` and `…/:id` (S3, E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readPageEditor(await open(args, { needs: 'content' }), args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  return changePage(await open(args, { needs: 'content' }), args.params.id, await sentForm(args.request))
}

export const meta = pageMeta

const DONE = ['saved', 'published', 'withdrawn', 'restored'] as const

export default function Page() {
  const { t } = useTranslation('contents')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = DONE.find((one) => one === page.outcome)
  const trail = [{ to: href.pagesDesk, text: t('tabs.pages') }, { text: page.title }]
  return (
    <div className="stack" data-page={page.id ?? undefined} data-state={page.state ?? undefined}>
      <PageHeading
        title={page.title}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          page.slug &&
          page.id && (
            <>
              <LinkButton look="secondary" to={href.page(page.slug)}>
                {t('editor.look')}
              </LinkButton>
              <LinkButton look="quiet" to={href.pageVersions(page.id)}>
                {t('versions.title')}
              </LinkButton>
            </>
          )
        }
      />
      {page.state && (
        <p>
          <Badge tone={page.state === 'published' ? 'success' : 'warning'}>{t(`states.${page.state}`)}</Badge>
        </p>
      )}
      {page.changed && !done && <Alert>{t('pages.changedText')}</Alert>}
      {done && !answer && (
        <Alert tone="success" live>
          {t(`pages.outcome.${done}`)}
        </Alert>
      )}
      <PageForm key={answer?.typed.text} page={page} answer={answer} />
    </div>
  )
}
