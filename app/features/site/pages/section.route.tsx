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
import { readSection } from './pages.server.ts'

/** GET `/rubriques/:section`: the association's pages of one section, under the word that its file gives them (S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSection(await open(args), args.params.section ?? '')
}

export const meta = pageMeta

export default function Section() {
  const { t } = useTranslation('pages')
  const { title, pages, section, writes } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} actions={writes && <LinkButton to={href.pageNew}>{t('write')}</LinkButton>} />
      {pages.length === 0 ? (
        <EmptyState icon={FileText} title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <Card id={section} flush>
          <PageRows pages={pages} />
        </Card>
      )}
    </>
  )
}
