import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { endOperatorSession, openOperator } from '#app/context/operator.ts'

/** An address that is opened rather than posted to changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await openOperator(args)
  return redirect('/operateur')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOperator(args)
  return redirect('/operateur/connexion', { status: 303, headers: { 'Set-Cookie': await endOperatorSession(ctx) } })
}
