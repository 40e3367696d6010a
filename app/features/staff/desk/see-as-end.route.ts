import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { endStandIn } from '#app/context/stand-in.ts'

/** POST `/voir-comme/fin`: one is oneself again. Opened, the address changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args, { asOneself: true })
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { asOneself: true })
  if (ctx.sessionId) await endStandIn(ctx.tenant.id, ctx.sessionId)
  return redirect(ctx.account ? href.seeAs : '/', 303)
}
