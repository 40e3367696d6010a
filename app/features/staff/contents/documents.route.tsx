import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { CV_BYTES, readUpload } from '#app/domain/files/upload.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { ContentsTabs } from './contents-tabs.tsx'
import { DocumentForm } from './document-form.tsx'
import { changeDocuments, readDocumentsDesk } from './documents.server.ts'

/** GET and POST `/admin/contenus/documents` (S3, I17). */
export async function loader(args: LoaderFunctionArgs) {
  return readDocumentsDesk(await open(args, { needs: 'content' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeDocuments(await open(args, { needs: 'content' }), await readUpload(args.request, CV_BYTES))
}

export const meta = pageMeta

export default function Documents() {
  const { t } = useTranslation('contents')
  const { title, documents, folders, outcome } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = (['added', 'removed'] as const).find((one) => one === outcome)
  return (
    <>
      <PageHeading title={title} lead={t('lead')} />
      <ContentsTabs current="documents" />
      <div className="stack">
        {done && !answer && (
          <Alert tone="success" live>
            {t(`documents.outcome.${done}`)}
          </Alert>
        )}
        {documents.length > 0 && (
          <Table
            id="documents"
            caption={t('documents.caption')}
            head={
              <>
                <ColumnHead>{t('news.heading')}</ColumnHead>
                <ColumnHead>{t('documents.folder')}</ColumnHead>
                <ColumnHead>{t('news.audience')}</ColumnHead>
                <ColumnHead>{t('documents.action')}</ColumnHead>
              </>
            }
          >
            {documents.map((one) => (
              <tr key={one.id} data-document={one.id}>
                <RowHead>
                  <Anchor to={href.document(one.id)}>{one.title}</Anchor>
                </RowHead>
                <Cell>{one.folder}</Cell>
                <Cell>{t(`audiences.${one.audience}`)}</Cell>
                <Cell>
                  <Form method="post">
                    <input type="hidden" name="id" value={one.id} />
                    <Button small look="quiet" name="intent" value="remove">
                      {t('documents.remove')} <span className="sr-only">{one.title}</span>
                    </Button>
                  </Form>
                </Cell>
              </tr>
            ))}
          </Table>
        )}
        <DocumentForm folders={folders} answer={answer} />
      </div>
    </>
  )
}
