import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CodeFields, CodeTable } from './code-parts.tsx'
import { type CodeAnswer, changeCodes, readCodes } from './codes.server.ts'

/** GET and POST `/admin/evenements/:event/codes` (P6). */
export async function loader(args: LoaderFunctionArgs) {
  return readCodes(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeCodes(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Codes() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as CodeAnswer | undefined
  const trail = [
    { to: href.eventDesk(page.id), text: page.event },
    { to: href.eventTicketTypes(page.id), text: t('tickets.title') },
    { text: page.title },
  ]
  const outcome = (['code', 'codeStopped'] as const).find((word) => word === page.outcome)
  return (
    <div className="stack">
      <PageHeading title={page.title} lead={t('codes.lead')} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      {outcome && !answer && (
        <Alert tone="success" live>
          {t(`outcome.${outcome}`)}
        </Alert>
      )}
      {page.codes.length > 0 && <CodeTable codes={page.codes} />}
      {page.types.length === 0 ? (
        <p>{t('codes.free')}</p>
      ) : (
        <Card id="nouveau" title={t('codes.new')}>
          <CodeFields key={JSON.stringify([page.codes.length, answer])} types={page.types} answer={answer} />
        </Card>
      )}
    </div>
  )
}
