import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import FileText from 'lucide-react/icons/file-text'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { ContentsTabs } from './contents-tabs.tsx'
import { readPagesDesk } from './desk.server.ts'

/** GET `/admin/contenus/pages` (S3, E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readPagesDesk(await open(args, { needs: 'content' }))
}

export const meta = pageMeta

export default function PagesDesk() {
  const { t } = useTranslation('contents')
  const { title, pages, outcome } = useLoaderData<typeof loader>()
  const write = <LinkButton to={href.pageNew}>{t('pages.new')}</LinkButton>
  return (
    <>
      <PageHeading title={title} lead={t('lead')} actions={pages.length > 0 && write} />
      <ContentsTabs current="pages" />
      {outcome === 'removed' && (
        <Alert tone="success" live>
          {t('outcome.removed')}
        </Alert>
      )}
      {pages.length === 0 ? (
        <EmptyState icon={FileText} title={t('pages.none')} action={write}>
          <p>{t('pages.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          id="pages"
          caption={t('pages.caption')}
          head={
            <>
              <ColumnHead>{t('news.heading')}</ColumnHead>
              <ColumnHead>{t('news.state')}</ColumnHead>
              <ColumnHead>{t('pages.section')}</ColumnHead>
              <ColumnHead>{t('pages.address')}</ColumnHead>
              <ColumnHead>{t('news.audience')}</ColumnHead>
            </>
          }
        >
          {pages.map((one) => (
            <tr key={one.id} data-page={one.id} data-state={one.state}>
              <RowHead>
                <Anchor to={href.pageDesk(one.id)}>{one.title}</Anchor>
              </RowHead>
              <Cell>
                <Badge tone={one.state === 'published' ? 'success' : 'warning'}>{t(`states.${one.state}`)}</Badge>
                {one.changed && (
                  <>
                    {' '}
                    <Badge tone="info">{t('pages.changed')}</Badge>
                  </>
                )}
              </Cell>
              <Cell>{t(`sections.${one.section}`)}</Cell>
              <Cell>{href.page(one.slug)}</Cell>
              <Cell>{t(`audiences.${one.audience}`)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
