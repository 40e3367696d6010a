import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { endOperatorSession, openOperator } from '#app/context/operator.ts'

/** An address that is opened rather than posted to changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await openOperator(args)
  return redirect(href.operator)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openOperator(args)
  return redirect(href.operatorSignIn, { status: 303, headers: { 'Set-Cookie': await endOperatorSession(ctx) } })
}
