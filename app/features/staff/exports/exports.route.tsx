import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readExtractionForm } from './exports.schema.ts'
import { extractPeople } from './extraction.server.ts'
import { FILE_KINDS } from './extraction-files.server.ts'
import { ExtractionForm } from './extraction-form.tsx'
import { PastExtractions } from './extraction-history.tsx'
import { pastExtractions, recordExtraction } from './extraction-log.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  return { title: ctx.t('admin:exports.title'), past: await pastExtractions(ctx) }
}

/**
 * Answers with the file (interface.md, "Administrator's extraction"); with the form again where it was filled in
 * wrongly.
 */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  const read = readExtractionForm(await sentForm(args.request))
  if (!read.ok) return data({ errors: read.errors, typed: read.typed }, { status: 422 })
  const { reason, format } = read
  await recordExtraction(ctx, { reason, format })
  const kind = FILE_KINDS[format]
  const head = { tenant: ctx.tenant.config.slug, at: ctx.now }
  args.context.file = new Response(kind.write(head, extractPeople(ctx)), {
    headers: {
      'Content-Type': kind.contentType,
      'Content-Disposition': `attachment; filename="${ctx.tenant.config.slug}-${format}"`,
      'Cache-Control': 'no-store',
    },
  })
  return null
}

export const meta = pageMeta

/** A moment for the log to be written: the file arrives beside the page, which then shows the new line. */
const WRITTEN = 2_000

/** The page neither leaves nor hears of the file: it looks again by itself. */
function useSent() {
  const { revalidate } = useRevalidator()
  const [sent, setSent] = useState(0)
  useEffect(() => {
    if (sent === 0) return
    const timer = setTimeout(revalidate, WRITTEN)
    return () => clearTimeout(timer)
  }, [sent, revalidate])
  return { isSent: sent > 0, onSent: () => setSent((times) => times + 1) }
}

export default function Exports() {
  const { t } = useTranslation('admin')
  const { title, past } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { isSent, onSent } = useSent()
  return (
    <>
      <PageHeading title={title} lead={t('exports.lead')} />
      <Alert tone="warning" title={t('exports.warning')}>
        <p>{t('exports.warningText')}</p>
      </Alert>
      {isSent && (
        <Alert tone="success" live>
          {t('exports.sent')}
        </Alert>
      )}
      <ExtractionForm errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} onSent={onSent} />
      <PastExtractions past={past} />
    </>
  )
}
