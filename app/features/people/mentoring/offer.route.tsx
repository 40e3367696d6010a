import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { openMember } from './member.server.ts'
import { changeOffer, readOffer } from './offer.server.ts'

/** GET and POST `/mentorat/proposer` (C23). */
export async function loader(args: LoaderFunctionArgs) {
  return readOffer(await openMember(args))
}

export async function action(args: ActionFunctionArgs) {
  return changeOffer(await openMember(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OfferMentoring() {
  const { t } = useTranslation('mentoring')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const stands = answer?.typed ?? page
  const errors: { places?: string; words?: string } = answer?.errors ?? {}
  const said = Object.entries(errors).map(([field, key]) => ({
    field,
    message: t(`errors.${key}`, { most: page.most }),
  }))
  const errorOf = (field: string) => said.find((one) => one.field === field)?.message
  return (
    <Narrow>
      <PageHeading
        title={page.title}
        lead={t('offer.lead')}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.mentoring, text: t('title') }, { text: page.title }]} />
        }
      />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.title')} errors={said} />
        <TextInput
          name="places"
          label={t('offer.places')}
          hint={t('offer.placesHint', { most: page.most })}
          inputMode="numeric"
          narrow
          error={errorOf('places')}
          defaultValue={stands.places}
        />
        <Textarea
          name="words"
          label={t('offer.words')}
          hint={t('offer.wordsHint')}
          optional={t('optional')}
          rows={5}
          error={errorOf('words')}
          defaultValue={stands.words}
        />
        <Checkbox name="queues" label={t('offer.queues')} hint={t('offer.queuesHint')} defaultChecked={stands.queues} />
        <Checkbox name="paused" label={t('offer.paused')} hint={t('offer.pausedHint')} defaultChecked={stands.paused} />
        <div className="actions">
          <Button>{t('offer.save')}</Button>
          {page.stands && (
            <Button look="secondary" name="intent" value="remove">
              {t('offer.remove')}
            </Button>
          )}
        </div>
      </Form>
    </Narrow>
  )
}
