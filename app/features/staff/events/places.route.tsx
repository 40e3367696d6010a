import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { changePlaces, type PlacesAnswer, readPlaces } from './places.server.ts'
import { Over, Question } from './places-parts.tsx'

/** GET and POST `/admin/evenements/:event/places` (E3). */
export async function loader(args: LoaderFunctionArgs) {
  return readPlaces(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changePlaces(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function Places() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as PlacesAnswer | undefined
  const typed = answer?.typed ?? page.typed
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) =>
    t(`places.errors.${fault}`, { count: answer?.over?.taken ?? 0 }),
  )
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  const optional = t('form.optional')
  return (
    <div className="stack">
      <PageHeading title={page.title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <Form method="post" className="form-stack" noValidate key={JSON.stringify(typed)}>
        <ErrorSummary title={t('errors.summary')} errors={lines} />
        {answer?.over && <Over over={answer.over} />}
        <RadioGroup
          name="registration"
          legend={t('places.registration')}
          defaultValue={typed.registration}
          options={(['open', 'none'] as const).map((one) => ({ value: one, label: t(`places.${one}`) }))}
        />
        <TextInput
          name="capacity"
          inputMode="numeric"
          narrow
          label={t('places.capacity')}
          hint={t('places.capacityHint')}
          optional={optional}
          error={say('capacity')}
          defaultValue={typed.capacity}
        />
        <TextInput
          name="guests"
          inputMode="numeric"
          narrow
          label={t('places.guests')}
          hint={t('places.guestsHint')}
          error={say('guests')}
          defaultValue={typed.guests}
        />
        <TextInput
          name="closes"
          type="datetime-local"
          label={t('places.closes')}
          hint={t('places.closesHint')}
          optional={optional}
          error={say('closes')}
          defaultValue={typed.closes}
        />
        <Fieldset
          id="questions"
          legend={t('places.questions')}
          hint={t('places.questionsHint')}
          error={say('questions')}
        >
          {typed.questions.map((question, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place of a question is all that it is
            <Question key={n} n={n} question={question} />
          ))}
        </Fieldset>
        <Actions>
          <Button>{t('form.save')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
