import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readAnswer, sendAnswer } from './answer.server.ts'
import { Outcome, outcomeOf } from './outcome.tsx'
import { RegistrationForm } from './registration-form.tsx'

/** GET and POST `/invitation/:token` (S14, B7). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const asked = ctx.url.searchParams
  // After a no, the page says what was said.
  const said = asked.get('answer') === 'no' || asked.get('fait') === 'declined' ? 'no' : 'yes'
  const { heading, ...page } = await readAnswer(ctx, args.params.token ?? '', said)
  return { ...page, event: page.title, title: heading }
}

export async function action(args: ActionFunctionArgs) {
  return sendAnswer(await open(args), args.params.token ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function Answer() {
  const { t } = useTranslation('agenda')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Narrow>
      <div className="stack" data-event={page.slug} data-state={page.place}>
        <PageHeading title={page.title} />
        <p>
          <EventWhen one={page} zoned />
        </p>
        <Outcome word={page.outcome} answer={answer} />
        {(!outcomeOf(page.outcome) || answer) && <Choice page={page} answer={answer} />}
        <Actions>
          <LinkButton look="secondary" to={href.event(page.slug)}>
            {t('answer.look')}
          </LinkButton>
          <LinkButton look="quiet" to={page.other}>
            {t(`answer.other.${page.said}`)}
          </LinkButton>
        </Actions>
      </div>
    </Narrow>
  )
}

type ChoiceProps = {
  page: ReturnType<typeof useLoaderData<typeof loader>>
  answer: ReturnType<typeof useActionData<typeof action>>
}

/** The one answer that the link was for; the other is a link away, and what was said before behind signing in. */
function Choice({ page, answer }: ChoiceProps) {
  const { t } = useTranslation('agenda')
  if (page.said === 'yes' && page.settled)
    return (
      <>
        <Alert tone="info">{t(`answer.settled.${page.settled}`)}</Alert>
        <p>{t('answer.change.text')}</p>
        <Actions>
          <LinkButton to={page.sells ? href.eventTickets(page.slug) : href.eventRegistration(page.slug)}>
            {t('answer.change.button')}
          </LinkButton>
        </Actions>
      </>
    )
  if (page.said === 'yes' && page.sells)
    return (
      <Actions>
        <LinkButton to={href.eventTickets(page.slug)}>{t('tickets.choose')}</LinkButton>
      </Actions>
    )
  if (page.said === 'yes')
    return page.registers ? (
      <RegistrationForm key={JSON.stringify(answer)} page={page} answer={answer} />
    ) : (
      <p>{t('register.closed')}</p>
    )
  return (
    <Form method="post" className="form-stack">
      <p>{t('decline.text')}</p>
      <Actions>
        <Button name="answer" value="no">
          {t('decline.button')}
        </Button>
      </Actions>
    </Form>
  )
}
