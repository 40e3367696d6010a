import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeSending, readSendingPage } from './sending.server.ts'
import { Ends, Faults, Looks, Plan, Readers, Sums } from './sending-parts.tsx'
import { SentPictures } from './sent-pictures.tsx'
import { TONES } from './tones.ts'

/** GET and POST `/admin/lettres/:letter/envoi` (S12). */
export async function loader(args: LoaderFunctionArgs) {
  return readSendingPage(await open(args, { needs: 'letters' }), args.params.letter ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'letters' })
  return changeSending(ctx, args.params.letter ?? '', await sentForm(args.request))
}

export const meta = pageMeta

const DONE = ['tested', 'planned', 'leaves', 'stopped', 'picture'] as const
const NOT = ['noAddress', 'faults', 'nobody', 'gone'] as const

export default function Sending() {
  const { t, i18n } = useTranslation('letters')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = DONE.find((one) => one === page.outcome)
  const not = NOT.find((one) => one === page.outcome)
  const day = page.at ? longMoment(page.at, i18n.language) : ''
  const trail = [{ to: href.letters, text: t('title') }, { text: page.title }]
  const mayLeave = (page.state === 'draft' || page.state === 'late') && page.faults.length === 0
  return (
    <div className="stack" data-letter={page.id} data-state={page.state}>
      <PageHeading
        title={page.title}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          page.state === 'draft' && (
            <LinkButton look="secondary" to={href.letter(page.id)}>
              {t('change')}
            </LinkButton>
          )
        }
      />
      <p>
        <Badge tone={TONES[page.state]}>{t(`states.${page.state}`)}</Badge>{' '}
        {day && page.state !== 'draft' && <span className="text-muted">{day}</span>}
      </p>
      {(done || not) && !answer && (
        <Alert tone={done ? 'success' : 'warning'} live>
          {t(`outcome.${done ?? not}`, { day })}
        </Alert>
      )}
      {page.state === 'late' && <Alert tone="warning">{t('lateText')}</Alert>}
      <Faults faults={page.faults} />
      {page.totals && <Sums totals={page.totals} id={page.id} state={page.state} />}
      <Readers rule={page.rule} readers={page.readers} />
      <Looks id={page.id} worst={page.worst} />
      <SentPictures id={page.id} pictures={page.pictures} />
      {mayLeave && page.readers?.some && <Plan late={page.state === 'late'} seen={page.seen} answer={answer} />}
      <Ends state={page.state} />
    </div>
  )
}
