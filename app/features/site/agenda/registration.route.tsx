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
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Decline } from './decline.tsx'
import { EntryCode } from './entry-code.tsx'
import { changeRegistration, readRegistration } from './registration.server.ts'
import { RegistrationForm } from './registration-form.tsx'

/** GET and POST `/evenements/:event/inscription` (E3). */
export async function loader(args: LoaderFunctionArgs) {
  const { heading, ...page } = await readRegistration(await open(args, { needs: 'account' }), args.params.event ?? '')
  return { ...page, event: page.title, title: heading }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeRegistration(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const OUTCOMES = ['registered', 'waiting', 'withdrawn', 'declined'] as const

export default function Registration() {
  const { t, i18n } = useTranslation('agenda')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const outcome = OUTCOMES.find((one) => one === page.outcome)
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
      {outcome && !answer && (
        <Alert tone="success" live>
          {t(`register.done.${outcome}`)}
        </Alert>
      )}
      {!outcome && !answer && page.place !== 'none' && (
        <Alert tone={page.place === 'offered' ? 'warning' : 'info'}>
          {t(`register.place.${page.place}`, { until })}
        </Alert>
      )}
      {answer?.closed && (
        <Alert tone="error" live>
          {t('register.closedNow')}
        </Alert>
      )}
      {page.entry && <EntryCode entry={page.entry} />}
      {page.registers ? (
        <RegistrationForm key={JSON.stringify(answer)} page={page} answer={answer} />
      ) : (
        <p>{t('register.closed')}</p>
      )}
      {page.declines && <Decline />}
      {page.withdraws && (
        <Disclosure summary={t(`register.withdraw.${page.place === 'registered' ? 'place' : 'wait'}`)}>
          <Form method="post" className="form-stack" discover="none">
            <p>{t('register.withdraw.text')}</p>
            <div>
              <Button small look="danger" name="intent" value="withdraw">
                {t('register.withdraw.button')}
              </Button>
            </div>
          </Form>
        </Disclosure>
      )}
    </div>
  )
}
