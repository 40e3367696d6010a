import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import FileText from 'lucide-react/icons/file-text'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readDocuments } from './documents.server.ts'

/** GET `/documents` (S3, I17). */
export async function loader(args: LoaderFunctionArgs) {
  return readDocuments(await open(args))
}

export const meta = pageMeta

export default function Documents() {
  const { t, i18n } = useTranslation('documents')
  const { title, total, keeps, folders } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        lead={t('lead')}
        actions={keeps && <LinkButton to={href.documentsDesk}>{t('keep')}</LinkButton>}
      />
      {folders.length === 0 && (
        <EmptyState icon={FileText} title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      )}
      <div className="stack" data-total={total}>
        {folders.map(({ folder, documents }, i) => (
          <Card key={folder} id={`dossier-${i + 1}`} title={folder} flush>
            <Rows plain>
              {documents.map((one) => (
                <li key={one.id} data-document={one.id}>
                  <Icon of={FileText} />
                  <div className="row-main">
                    <Anchor className="row-link" to={one.to}>
                      {one.title}
                    </Anchor>
                    <div className="row-note">
                      {t('file', { size: countText(one.kilobytes, i18n.language) })} · {longDay(one.at, i18n.language)}
                    </div>
                  </div>
                  {one.audience !== 'public' && (
                    <div className="row-end">
                      <Badge>{t(`audiences.${one.audience}`)}</Badge>
                    </div>
                  )}
                </li>
              ))}
            </Rows>
          </Card>
        ))}
      </div>
    </>
  )
}
