import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TicketFields } from './ticket-fields.tsx'
import { TicketTable } from './ticket-table.tsx'
import { changeTicketTypes, readTicketTypes, type TicketAnswer } from './tickets.server.ts'

/** GET and POST `/admin/evenements/:event/billets` (P6). */
export async function loader(args: LoaderFunctionArgs) {
  return readTicketTypes(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeTicketTypes(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Tickets() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as TicketAnswer | undefined
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  const outcome = (['ticket', 'ticketGone'] as const).find((word) => word === page.outcome)
  return (
    <div className="stack">
      <PageHeading
        title={page.title}
        lead={t('tickets.lead')}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          page.types.length > 0 && (
            <LinkButton look="secondary" to={href.eventCodes(page.id)}>
              {t('codes.title')}
            </LinkButton>
          )
        }
      />
      {outcome && !answer && (
        <Alert tone="success" live>
          {t(`outcome.${outcome}`)}
        </Alert>
      )}
      {page.types.length > 0 ? (
        <>
          <p>
            {t('tickets.takings', { amount: page.takings })}
            {page.refunded && `, ${t('tickets.refunded', { amount: page.refunded })}`}
          </p>
          <TicketTable id={page.id} types={page.types} />
        </>
      ) : (
        <p>{t('tickets.none')}</p>
      )}
      <Card id="billet" title={t(page.chosen ? 'tickets.edit' : 'tickets.add')}>
        <TicketFields
          key={JSON.stringify([page.chosen, answer])}
          ticket={page.chosen?.id ?? ''}
          typed={answer?.typed ?? page.typed}
          errors={answer?.errors ?? {}}
          sold={answer?.sold ?? 0}
        />
      </Card>
      {page.chosen && (
        <Actions>
          <LinkButton look="secondary" to={href.eventTicketTypes(page.id)}>
            {t('tickets.another')}
          </LinkButton>
        </Actions>
      )}
      {page.chosen?.removable && (
        <DisclosedStep
          summary={t('tickets.remove')}
          text={t('tickets.removeText')}
          intent="remove"
          hidden={[{ name: 'ticket', value: page.chosen.id }]}
        />
      )}
    </div>
  )
}
