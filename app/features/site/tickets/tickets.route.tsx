import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { EntryCode } from '../agenda/entry-code.tsx'
import { RegistrationForm } from '../agenda/registration-form.tsx'
import { OwnTickets } from './own-tickets.tsx'
import { TicketForm } from './ticket-form.tsx'
import { changeTickets, readTickets, type TicketsAnswer } from './tickets.server.ts'

/** GET and POST `/evenements/:event/billets` (P6). */
export async function loader(args: LoaderFunctionArgs) {
  return readTickets(await open(args, { needs: 'account' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeTickets(ctx, args.params.event ?? '', await sentForm(args.request))
}

/** Without this the page would lose its action's Retry-After. */
export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => {
  actionHeaders.set('Cache-Control', 'no-store')
  return actionHeaders
}
export const meta = pageMeta

/** What the last form did, by the word in the page's address. */
const OUTCOMES = {
  given: 'success',
  withdrawn: 'success',
  waiting: 'success',
  taken: 'success',
  oneGiven: 'success',
  named: 'success',
} as const
const REFUSALS = { closed: 'error', later: 'error', changed: 'warning' } as const
const TONES = { ...OUTCOMES, ...REFUSALS }
const isWord = (word: string | null): word is keyof typeof TONES => word !== null && word in TONES

export default function Tickets() {
  const { t } = useTranslation(['tickets', 'agenda'])
  const page = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const answer = sent && 'fault' in sent ? (sent as TicketsAnswer) : undefined
  const waits = page.registers && page.free === 0 && page.place !== 'offered'
  const trail = [
    { to: href.events, text: t('agenda:title') },
    { to: href.event(page.slug), text: page.event },
    { text: t('trail') },
  ]
  return (
    <div className="stack" data-event={page.slug} data-state={page.place}>
      <PageHeading title={page.title} above={<Breadcrumbs label={t('agenda:trail')} items={trail} />} />
      <p>
        <EventWhen one={page} zoned />
      </p>
      {!answer && isWord(page.outcome) && (
        <Alert tone={TONES[page.outcome]} live>
          {t(`done.${page.outcome}`)}
        </Alert>
      )}
      {page.cancelled && <Alert tone="error">{t(page.paid ? 'cancelledPaid' : 'agenda:stateTexts.cancelled')}</Alert>}
      <Standing page={page} />
      {page.entry && <EntryCode entry={page.entry} />}
      {page.bought && <OwnTickets bought={page.bought} cancelled={page.cancelled} />}
      {!page.bought && !page.registers && !page.cancelled && <p>{t('agenda:register.closed')}</p>}
      {!page.bought && page.registers && !waits && (
        <TicketForm key={JSON.stringify(answer)} page={page} answer={answer} />
      )}
      {!page.bought && waits && <RegistrationForm page={page} answer={undefined} />}
      {page.withdraws && (
        <DisclosedStep
          summary={t('agenda:register.withdraw.wait')}
          text={t('leaveText')}
          button={t('leave')}
          intent="leave"
        />
      )}
    </div>
  )
}

/** A seat that is offered, or the place in the waiting list. */
function Standing({ page: { place, heldUntil } }: { page: { place: string; heldUntil: string | null } }) {
  const { t, i18n } = useTranslation('agenda')
  if (place !== 'offered' && place !== 'waiting') return null
  const until = heldUntil ? longMoment(heldUntil, i18n.language) : ''
  return <Alert tone={place === 'offered' ? 'warning' : 'info'}>{t(`register.place.${place}`, { until })}</Alert>
}
