import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Newspaper from 'lucide-react/icons/newspaper'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { ContentsTabs } from './contents-tabs.tsx'
import { readNewsDesk } from './desk.server.ts'

/** GET `/admin/contenus` (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewsDesk(await open(args, { needs: 'content' }))
}

export const meta = pageMeta

const TONES = { draft: 'warning', planned: 'info', published: 'success' } as const

export default function Contents() {
  const { t, i18n } = useTranslation('contents')
  const { title, news, outcome } = useLoaderData<typeof loader>()
  const write = <LinkButton to={href.newsNew}>{t('news.new')}</LinkButton>
  return (
    <>
      <PageHeading title={title} lead={t('lead')} actions={news.length > 0 && write} />
      <ContentsTabs current="news" />
      {outcome === 'removed' && (
        <Alert tone="success" live>
          {t('outcome.removed')}
        </Alert>
      )}
      {news.length === 0 ? (
        <EmptyState icon={Newspaper} title={t('news.none')} action={write}>
          <p>{t('news.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          id="actualites"
          caption={t('news.caption')}
          head={
            <>
              <ColumnHead>{t('news.heading')}</ColumnHead>
              <ColumnHead>{t('news.state')}</ColumnHead>
              <ColumnHead>{t('news.at')}</ColumnHead>
              <ColumnHead>{t('news.category')}</ColumnHead>
              <ColumnHead>{t('news.audience')}</ColumnHead>
            </>
          }
        >
          {news.map((one) => (
            <tr key={one.id} data-news={one.id} data-state={one.state}>
              <RowHead>
                <Anchor to={href.newsDesk(one.id)}>{one.title}</Anchor>
              </RowHead>
              <Cell>
                <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
              </Cell>
              <Cell>{one.state === 'draft' ? '–' : shortDay(one.at, i18n.language)}</Cell>
              <Cell>{one.category ?? '–'}</Cell>
              <Cell>{t(`audiences.${one.audience}`)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
