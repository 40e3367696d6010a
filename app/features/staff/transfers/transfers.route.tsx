import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { fileOf } from './transfer-file.server.ts'
import { BeginTransfer, PastTransfers, TransferCard } from './transfer-parts.tsx'
import { changeTransfers, readTransfers } from './transfers.server.ts'

/** GET and POST `/admin/transmissions`: files for receivers that the register announces (P7). */
export async function loader(args: LoaderFunctionArgs) {
  return readTransfers(await open(args, { needs: 'extract' }))
}

/** Answers with the file where it is fetched; with the page again otherwise. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  const form = await sentForm(args.request)
  if (form.get('intent') === 'hand') {
    const file = await fileOf(ctx, form)
    if (!file) return data({ wrong: 'late' as const }, { status: 409 })
    args.context.file = file
    return null
  }
  return changeTransfers(ctx, form)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Transfers() {
  const { t } = useTranslation('transfers')
  const { title, done, files, open, past } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('lead')} />
      {done && (
        <Alert tone={done === 'late' ? 'warning' : 'success'} live>
          {t(`done.${done}`)}
        </Alert>
      )}
      {answer && 'wrong' in answer && answer.wrong === 'late' && <Alert tone="warning">{t('done.late')}</Alert>}
      {open.map((run) => (
        <TransferCard key={run.id} run={run} />
      ))}
      {files.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <BeginTransfer files={files} typed={answer && 'typed' in answer ? answer.typed : undefined} />
      )}
      <PastTransfers past={past} />
      <p>
        <Anchor to={`${href.register}#transferts`}>{t('register')}</Anchor>
      </p>
    </div>
  )
}
