import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { openOwn } from './own-record.server.ts'
import { endPosition, readPosition } from './positions.server.ts'
import { partAt } from './sections.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/postes/:id/fin`: since when one no longer holds it; it stays in the history (I3). */
export async function loader(args: LoaderFunctionArgs) {
  return readPosition(await openOwn(args), args.params.id, 'end')
}

export async function action(args: ActionFunctionArgs) {
  return endPosition(await openOwn(args), args.params.id, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function EndPosition() {
  const { t } = useTranslation('profile')
  const { title, line, handle, version } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, {})
  return (
    <SettingsFrame
      at="parcours"
      title={title}
      lead={[line.title, line.company].filter(Boolean).join(' · ')}
      handle={handle}
    >
      <OwnForm answer={answer} version={version} save={t('positions:positions.end')} cancel={partAt('postes')}>
        <TextInput
          {...answers('endedOn')}
          label={t('positions:positions.endedOn')}
          hint={t('hints.monthOrYear')}
          narrow
        />
      </OwnForm>
    </SettingsFrame>
  )
}
