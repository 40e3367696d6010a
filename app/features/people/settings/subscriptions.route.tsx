import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openChooser } from './notices.server.ts'
import { readSubscriptionsPage, saveSubscriptionsPage } from './subscriptions-page.server.ts'
import { SubscriptionsView } from './subscriptions-view.tsx'

/** GET and POST `/parametres/abonnements`: lists and notices, `?partie=` for a form. */
export async function loader(args: LoaderFunctionArgs) {
  return readSubscriptionsPage(await openChooser(args))
}

export async function action(args: ActionFunctionArgs) {
  const chooser = await openChooser(args)
  return saveSubscriptionsPage(chooser, chooser.ctx.url.searchParams.get('partie') ?? 'abonnements', args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Subscriptions() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const [asked] = useSearchParams()
  return <SubscriptionsView page={page} answer={answer} part={asked.get('partie') ?? 'abonnements'} />
}
