import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Split } from '#app/ui/layout.tsx'
import { SideNav } from '#app/ui/nav.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { readPage } from './pages.server.ts'

/** GET `/pages/:slug` (S3, E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readPage(await open(args), args.params.slug ?? '')
}

export const meta = pageMeta

function Words() {
  const { t, i18n } = useTranslation('pages')
  const page = useLoaderData<typeof loader>()
  const trail = [{ to: href.pages, text: t('title') }, { text: page.title }]
  return (
    <article className="stack" data-page={page.id} data-state={page.draft ? 'draft' : 'published'}>
      <PageHeading
        title={page.title}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          page.edit && (
            <LinkButton look="secondary" to={page.edit}>
              {t('edit')}
            </LinkButton>
          )
        }
      />
      {page.draft && <Alert tone="warning">{t('draft')}</Alert>}
      <RichText html={page.html} />
      <p className="text-sm text-muted">{t('changed', { day: longDay(page.at, i18n.language) })}</p>
    </article>
  )
}

export default function Page() {
  const { t } = useTranslation('pages')
  const { beside, section, title } = useLoaderData<typeof loader>()
  if (beside.length < 2) return <Words />
  const name = t(`sections.${section}`)
  const groups = [{ title: name, items: beside }]
  return (
    <Split side={<SideNav label={name} summary={t('beside', { section: name, title })} groups={groups} />}>
      <Words />
    </Split>
  )
}
