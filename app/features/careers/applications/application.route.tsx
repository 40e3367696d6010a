import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { TONES } from './application-tones.ts'
import { answer, readApplication } from './received.server.ts'

/** GET and POST `/candidatures/:application`: one application, for whose offer it is (C9, C10). */
export async function loader(args: LoaderFunctionArgs) {
  return readApplication(await open(args, { needs: 'account' }), args.params.application ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return answer(ctx, args.params.application ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Application() {
  const { t, i18n } = useTranslation('applications')
  const { title, offer, application: one, done } = useLoaderData<typeof loader>()
  const wrong = useActionData<typeof action>()
  const trail = [{ to: href.offerApplications(offer.id), text: t('received.title') }, { text: one.name }]
  return (
    <div className="stack" data-application={one.id} data-state={one.state}>
      <PageHeading
        title={title}
        lead={`${offer.title} · ${longDay(one.at, i18n.language)}`}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={one.file && <LinkButton to={href.applicationFile(one.id)}>{t('one.file')}</LinkButton>}
      />
      {done && !wrong && (
        <Alert tone={done === 'gone' ? 'warning' : 'success'} live>
          {t(`one.done.${done}`)}
        </Alert>
      )}
      <p>
        <Badge tone={TONES[one.state]}>{t(`received.states.${one.state}`)}</Badge>{' '}
        <a href={`mailto:${one.email}`}>{one.email}</a>
      </p>
      <p className="reading whitespace-pre-line break-words">{one.letter || t('one.noLetter')}</p>
      {one.answer && (
        <Card id="reponse" title={t('one.answered')}>
          <p className="whitespace-pre-line">{one.answer}</p>
        </Card>
      )}
      {one.open && (
        <Card id="repondre" title={t('one.answer')}>
          <Form method="post" className="form-stack" noValidate>
            <Textarea
              name="words"
              rows={4}
              label={t('one.words')}
              hint={t('one.wordsHint')}
              error={wrong ? t('one.errors.words') : undefined}
              defaultValue={wrong?.words}
            />
            <div className="actions">
              <Button name="intent" value="accepted">
                {t('one.accept')}
              </Button>
              <Button name="intent" value="refused" look="secondary">
                {t('one.refuse')}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  )
}
