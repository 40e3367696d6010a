import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { POSITION_ORDER, PositionFields } from './position-fields.tsx'
import { changePosition, readPosition } from './positions.server.ts'
import { partAt } from './sections.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/postes/:id`: one position, current or past. */
export async function loader(args: LoaderFunctionArgs) {
  return readPosition(await openOwn(args), args.params.id, 'edit')
}

export async function action(args: ActionFunctionArgs) {
  return changePosition(await openOwn(args), args.params.id, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Position() {
  const { title, line, handle, version, stands } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, stands)
  const section = line.isCurrent ? 'postes' : 'parcours'
  return (
    <SettingsFrame
      at="parcours"
      title={title}
      lead={[line.company, line.place].filter(Boolean).join(' · ')}
      handle={handle}
    >
      <OwnForm answer={answer} order={POSITION_ORDER} version={version} cancel={partAt(section)}>
        <PositionFields answers={answers} past={!line.isCurrent} />
      </OwnForm>
    </SettingsFrame>
  )
}
