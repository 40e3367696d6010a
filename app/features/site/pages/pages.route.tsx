import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import FileText from 'lucide-react/icons/file-text'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { PageRows } from './page-rows.tsx'
import { readPages } from './pages.server.ts'

/** GET `/pages`: what the association tells of itself (S3, E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readPages(await open(args))
}

export const meta = pageMeta

export default function Pages() {
  const { t } = useTranslation('pages')
  const { title, about, sections, total, writes } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        lead={about}
        actions={
          <>
            {writes && <LinkButton to={href.pageNew}>{t('write')}</LinkButton>}
            <LinkButton to={href.documents} look="secondary">
              {t('documents')}
            </LinkButton>
          </>
        }
      />
      {sections.length === 0 && (
        <EmptyState icon={FileText} title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      )}
      <div className="grid items-start gap-6 md:grid-cols-2" data-total={total}>
        {sections.map(({ section, pages }) => (
          <Card key={section} id={section} title={t(`sections.${section}`)} flush>
            <PageRows pages={pages} />
          </Card>
        ))}
      </div>
    </>
  )
}
