import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { openOwn } from '#app/features/people/settings/own-record.server.ts'
import { SettingsFrame } from '#app/features/people/settings/settings-frame.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readPublication, savePublication } from './publication.server.ts'
import { PublicationState, PublicationStep } from './publication-steps.tsx'

/** GET and POST `/parametres/publier`: the steps of publishing one's profile, or its state once it is. */
export async function loader(args: LoaderFunctionArgs) {
  return readPublication(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return savePublication(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['publish', 'refresh', 'withdraw']

export default function Publication() {
  const { t } = useTranslation(['profile', 'privacy'])
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  return (
    <SettingsFrame
      at="fiche"
      title={page.title}
      lead={page.step ? null : t(page.published ? 'privacy:publish.isOn' : 'privacy:publish.isOff')}
      stepped={page.step !== null}
      handle={page.handle}
    >
      {page.done && DONE.includes(page.done) && (
        <Alert tone="success" live>
          {t(`privacy:publish.done.${page.done}`)}
        </Alert>
      )}
      {page.step ? <PublicationStep page={page} step={page.step} answer={answer} /> : <PublicationState page={page} />}
    </SettingsFrame>
  )
}
