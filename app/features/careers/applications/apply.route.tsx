import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { readApply, sendApplication } from './apply.server.ts'

/** GET and POST `/offres/:offer/postuler` (E4; C9, C11, C12). */
export async function loader(args: LoaderFunctionArgs) {
  return readApply(await open(args, { needs: 'account' }), args.params.offer ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return sendApplication(ctx, args.params.offer ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Apply() {
  const { t } = useTranslation('applications')
  const { title, formKey, offer, state, cv, typed: first } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const typed = answer?.typed ?? first
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`apply.errors.${fault}`))
  const trail = [
    { to: href.offers, text: t('offers') },
    { to: href.offer(offer.id), text: offer.title },
    { text: title },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading
          title={title}
          lead={`${offer.title} · ${offer.company}`}
          above={<Breadcrumbs label={t('trail')} items={trail} />}
        />
        {state !== 'open' ? (
          <>
            <Alert>{t(`apply.${state}`)}</Alert>
            <div>
              <LinkButton to={state === 'already' ? href.ownApplications : href.offers}>
                {t(`apply.${state}To`)}
              </LinkButton>
            </div>
          </>
        ) : (
          <Form method="post" className="form-stack" noValidate>
            <ErrorSummary title={t('apply.errors.summary')} errors={lines} />
            <p>{t('apply.lead')}</p>
            <TextInput
              name="name"
              label={t('apply.name')}
              autoComplete="name"
              error={say('name')}
              defaultValue={typed.name}
            />
            <TextInput
              name="email"
              type="email"
              label={t('apply.email')}
              hint={t('apply.emailHint')}
              autoComplete="email"
              error={say('email')}
              defaultValue={typed.email}
            />
            {cv ? (
              <Checkbox name="cv" label={t('apply.cv')} hint={t('apply.cvHint')} defaultChecked />
            ) : (
              <p>
                {t('apply.noCv')} <Anchor to={`${href.ownRecord}#photo`}>{t('apply.addCv')}</Anchor>
              </p>
            )}
            <Textarea
              name="letter"
              rows={8}
              label={t('apply.letter')}
              hint={t('apply.letterHint')}
              optional={t('optional')}
              error={say('letter')}
              defaultValue={typed.letter}
            />
            <div>
              <Button>{t('apply.send')}</Button>
            </div>
          </Form>
        )}
      </Narrow>
    </FormKey.Provider>
  )
}
