import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import FolderOpen from 'lucide-react/icons/folder-open'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { FILE_BYTES } from '#app/domain/files/judge-file.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeDocuments, readDocumentsPage } from './documents.server.ts'
import { AddDocument, FolderCard, RenameFolder } from './documents-parts.tsx'
import { GroupTabs } from './group-tabs.tsx'
import { openGroups } from './open-group.server.ts'

/** GET and POST `/groupes/:group/documents` (I15). */
export async function loader(args: LoaderFunctionArgs) {
  return readDocumentsPage(await openGroups(args), args.params.group ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeDocuments(await openGroups(args), args.params.group ?? '', await readUpload(args.request, FILE_BYTES))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['added', 'pending', 'removed', 'renamed'] as const

export default function Documents() {
  const { t } = useTranslation('groups')
  const { title, formKey, group, folders, total, adds, runs, readFirst, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = DONE.find((one) => one === page.done)
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: t('documents.title') },
  ]
  const names = folders.map(({ name }) => name).filter(Boolean)
  const list = (
    <div className="stack" data-total={total}>
      {total === 0 && (
        <EmptyState icon={FolderOpen} title={t('documents.none')}>
          <p>{t(adds ? 'documents.noneAdd' : 'documents.noneText')}</p>
        </EmptyState>
      )}
      {folders.map((folder, i) => (
        <FolderCard key={folder.name} folder={folder} place={i} group={group.slug} alone={names.length === 0} />
      ))}
    </div>
  )
  const side = (
    <div className="stack">
      <AddDocument folders={names} readFirst={readFirst} answer={answer} />
      {runs && names.length > 0 && <RenameFolder folders={names} />}
    </div>
  )
  return (
    <FormKey.Provider value={formKey}>
      <div data-group={group.slug}>
        <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
        {done && !answer && (
          <Alert tone="success" live>
            {t(`documents.done.${done}`)}
          </Alert>
        )}
        {group.closed && <Alert>{t('closed')}</Alert>}
        <div className="mb-6">
          <GroupTabs slug={group.slug} current="documents" inside />
        </div>
        {adds ? (
          <Split wideSide side={null} below={side}>
            {list}
          </Split>
        ) : (
          list
        )}
      </div>
    </FormKey.Provider>
  )
}
