import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { DecideForm } from './decide-form.tsx'
import { decideMessage, readMessageReport } from './message-reports.server.ts'

/** GET and POST `/admin/messages-signales/:report`. */
export async function loader(args: LoaderFunctionArgs) {
  return readMessageReport(await open(args, { needs: 'moderation' }), args.params.report ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  return decideMessage(ctx, args.params.report ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function MessageReport() {
  const { t, i18n } = useTranslation('reports')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { title, reason, words, by, at, messages, reportedN, waiting, decision, done } = page
  const moment = (instant: string) => shortMoment(instant, i18n.language)
  const trail = [{ to: href.messageReports, text: t('message.queue') }, { text: title }]
  return (
    <>
      <PageHeading
        title={title}
        lead={`${t(`reasons.${reason}`)} · ${by ?? t('one.gone')} · ${moment(at)}`}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      {done && !answer && (
        <Alert tone="success" live>
          {t('one.done')}
        </Alert>
      )}
      {words && <p className="reading whitespace-pre-line">« {words} »</p>}
      {decision && (
        <Alert title={t(`decisions.${decision}.done`)}>
          {[page.decidedAt && moment(page.decidedAt), page.decider, page.because].filter(Boolean).join(' · ')}
        </Alert>
      )}
      {waiting > 0 && <p className="text-muted">{t('message.few')}</p>}
      {waiting > 0 && messages.length === 0 && <Alert>{t('message.erased')}</Alert>}
      <ol className="messages" aria-label={t('message.list')}>
        {messages.map(({ n, text, name, handle, at: written }) => (
          <li key={n} data-message={n} data-person={handle ?? undefined}>
            <div className="message-head">
              <span>{name ?? t('message.nobody')}</span>
              <time dateTime={written}>{moment(written)}</time>
              {n === reportedN && <Badge tone="warning">{t('message.reported')}</Badge>}
            </div>
            <p className="message-text">{text}</p>
          </li>
        ))}
      </ol>
      {waiting > 0 && <DecideForm page={page} answer={answer} />}
    </>
  )
}
