import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
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
import { EntryCode } from './entry-code.tsx'
import { Outcome, outcomeOf } from './outcome.tsx'
import { changeRegistration, readRegistration } from './registration.server.ts'
import { RegistrationForm } from './registration-form.tsx'

/** GET and POST `/evenements/:event/inscription` (E3). */
export async function loader(args: LoaderFunctionArgs) {
  const slug = args.params.event ?? ''
  const { heading, ...page } = await readRegistration(await open(args, { needs: 'account' }), slug)
  if (page.sells) throw redirect(href.eventTickets(slug), 303)
  return { ...page, event: page.title, title: heading }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeRegistration(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Registration() {
  const { t, i18n } = useTranslation('agenda')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const until = page.heldUntil ? longMoment(page.heldUntil, i18n.language) : ''
  const trail = [
    { to: href.events, text: t('title') },
    { to: href.event(page.slug), text: page.event },
    { text: t('register.trail') },
  ]
  return (
    <div className="stack" data-event={page.slug} data-state={page.place}>
      <PageHeading title={page.title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <p>
        <EventWhen one={page} zoned />
      </p>
      <Outcome word={page.outcome} answer={answer} />
      {!outcomeOf(page.outcome) && !answer && page.place !== 'none' && (
        <Alert tone={page.place === 'offered' ? 'warning' : 'info'}>
          {t(`register.place.${page.place}`, { until })}
        </Alert>
      )}
      {page.entry && <EntryCode entry={page.entry} />}
      {page.registers ? (
        <RegistrationForm key={JSON.stringify(answer)} page={page} answer={answer} />
      ) : (
        <p>{t('register.closed')}</p>
      )}
      {page.declines && (
        <DisclosedStep
          summary={t('decline.title')}
          text={t('decline.text')}
          button={t('decline.button')}
          intent="decline"
          look="secondary"
        />
      )}
      {page.withdraws && (
        <DisclosedStep
          summary={t(`register.withdraw.${page.place === 'registered' ? 'place' : 'wait'}`)}
          text={t('register.withdraw.text')}
          button={t('register.withdraw.button')}
          intent="withdraw"
        />
      )}
    </div>
  )
}
