import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { openChooser } from './notices.server.ts'
import { partAt, partForm } from './sections.ts'
import { saveSubscriptionsPage } from './subscriptions-page.server.ts'

/** GET `/parametres/notifications`, an address of before they stood with the subscriptions. */
export async function loader(args: LoaderFunctionArgs) {
  await openChooser(args)
  return redirect(partAt('notifications'), 301)
}

/** POST: a form that was open meanwhile is saved; one to correct is sent again by the browser, where it comes back. */
export async function action(args: ActionFunctionArgs) {
  const answer = await saveSubscriptionsPage(await openChooser(args), 'notifications', args.request)
  return answer instanceof Response ? answer : redirect(partForm('notifications'), 307)
}
