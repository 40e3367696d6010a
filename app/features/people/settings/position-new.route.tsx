import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CompanySearch } from './company-search.tsx'
import { NewPositionForm } from './new-position-form.tsx'
import { openOwn } from './own-record.server.ts'
import { addPosition, readNewPosition } from './positions.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET and POST `/parametres/postes/nouveau`: the company first, found or new, then the position (I3). */
export async function loader(args: LoaderFunctionArgs) {
  return readNewPosition(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return addPosition(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function NewPosition() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  return (
    <SettingsFrame at="parcours" stepped handle={page.handle}>
      {page.chosen || page.created || answer ? (
        <NewPositionForm page={page} answer={answer} />
      ) : (
        <CompanySearch typed={page.typed} past={page.past} companies={page.companies} />
      )}
    </SettingsFrame>
  )
}
