import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { endedCookie, endSession } from '#app/context/session.ts'

/** An address that is opened rather than posted to changes nothing. */
export async function loader(args: ActionFunctionArgs) {
  await open(args, { asOneself: true })
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { asOneself: true })
  await endSession(ctx.tenant.id, ctx.sessionId)
  return redirect('/', { headers: { 'Set-Cookie': endedCookie(ctx.host) } })
}
