import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeInvitations, readInvitations } from './invitations.server.ts'
import { InvitationsForm, StopInviting } from './invitations-form.tsx'

/** GET and POST `/admin/evenements/:event/invitations` (S14). */
export async function loader(args: LoaderFunctionArgs) {
  return readInvitations(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeInvitations(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const OUTCOMES = ['invited', 'stopped'] as const

export default function Invitations() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const outcome = OUTCOMES.find((one) => one === page.outcome)
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  const few = t('invitations.few')
  return (
    <div className="stack" data-leaving={page.leaving}>
      <PageHeading
        title={page.title}
        lead={t('invitations.lead', { list: page.list })}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      {outcome && !answer && (
        <Alert tone="success" live>
          {t(`invitations.done.${outcome}`)}
        </Alert>
      )}
      {page.asked && (
        <Card id="reponses" title={t('invitations.answers')}>
          <DefinitionList>
            <Definition term={t('invitations.silent')}>{page.silent ?? few}</Definition>
            <Definition term={t('invitations.declined')}>{page.declined ?? few}</Definition>
          </DefinitionList>
        </Card>
      )}
      {page.open ? (
        <InvitationsForm key={JSON.stringify(answer)} page={page} answer={answer} />
      ) : (
        <Alert tone="info">{t('invitations.closed')}</Alert>
      )}
      {page.leaving && <StopInviting />}
    </div>
  )
}
