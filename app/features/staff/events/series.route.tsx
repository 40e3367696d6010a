import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { REPEATS } from '#app/calendar/repeating.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { changeSeriesPage, readSeries, type SeriesAnswer } from './series.server.ts'
import { SeriesDates } from './series-dates.tsx'

/** GET and POST `/admin/evenements/:event/serie` (B9). */
export async function loader(args: LoaderFunctionArgs) {
  return readSeries(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeSeriesPage(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function Series() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as SeriesAnswer | undefined
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  return (
    <div className="stack">
      <PageHeading
        title={page.title}
        lead={t('series.lead')}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      {page.outcome === 'repeated' && !answer && (
        <Alert tone="success" live>
          {t('series.done')}
        </Alert>
      )}
      {page.rule && (
        <>
          <p>{t(`series.rules.${page.rule}`)}</p>
          <SeriesDates dates={page.dates} current={page.id} />
        </>
      )}
      {page.hindrance && <p>{t(`series.hindrances.${page.hindrance}`)}</p>}
      {!page.rule && !page.hindrance && <RuleForm typed={answer?.typed ?? page.typed} errors={answer?.errors ?? {}} />}
    </div>
  )
}

function RuleForm({ typed, errors }: SeriesAnswer) {
  const { t } = useTranslation('events')
  const { say, lines } = faultWords(errors, (fault) => t(`series.errors.${fault}`))
  return (
    <Form method="post" className="form-stack" noValidate key={JSON.stringify(typed)}>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      <RadioGroup
        name="repeat"
        legend={t('series.repeat')}
        error={say('repeat')}
        defaultValue={typed.repeat}
        options={REPEATS.map((one) => ({ value: one, label: t(`series.rules.${one}`) }))}
      />
      <TextInput
        name="times"
        inputMode="numeric"
        label={t('series.times')}
        hint={t('series.timesHint')}
        error={say('times')}
        defaultValue={typed.times}
      />
      <Actions>
        <Button>{t('series.button')}</Button>
      </Actions>
    </Form>
  )
}
