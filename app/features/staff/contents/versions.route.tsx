import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readVersions, restoreVersion } from './edit-page.server.ts'

/** GET and POST `/admin/contenus/pages/:id/versions` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readVersions(await open(args, { needs: 'content' }), args.params.id ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'content' })
  return restoreVersion(ctx, args.params.id ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function Versions() {
  const { t, i18n } = useTranslation('contents')
  const { title, page, versions, chosen, before, changes, last } = useLoaderData<typeof loader>()
  const trail = [
    { to: href.pagesDesk, text: t('tabs.pages') },
    { to: href.pageDesk(page.id), text: page.title },
    { text: title },
  ]
  return (
    <div className="stack">
      <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <Card id="versions" title={page.title} flush>
        <ul className="rows rows-plain">
          {versions.map((one) => (
            <li key={one.n}>
              <div className="row-main">
                <Anchor
                  className="row-link"
                  to={`${href.pageVersions(page.id)}?version=${one.n}`}
                  aria-current={one.chosen ? 'true' : undefined}
                >
                  {t('versions.number', { n: one.n })}
                </Anchor>
                <div className="row-note">{shortMoment(one.at, i18n.language)}</div>
              </div>
              <div className="row-end">{one.shown && <Badge tone="success">{t('versions.shown')}</Badge>}</div>
            </li>
          ))}
        </ul>
      </Card>
      <Card
        id="changements"
        title={before === null ? t('versions.first') : t('versions.changes', { n: chosen, before })}
        aside={
          !last && (
            <Form method="post">
              <Button small look="secondary" name="version" value={chosen}>
                {t('versions.restore', { n: chosen })}
              </Button>
            </Form>
          )
        }
      >
        <ol className="diff">
          {changes.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
            <li key={i} data-change={line.kind}>
              {line.kind !== 'same' && <span className="sr-only">{t(`versions.${line.kind}`)} </span>}
              {line.text || '\u00a0'}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}
