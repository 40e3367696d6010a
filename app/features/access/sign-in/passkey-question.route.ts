import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { confirmWithPassword } from '#app/domain/accounts/confirm-with-password.server.ts'
import { askToAdd } from '#app/domain/accounts/passkeys.server.ts'

/** An address that is opened rather than posted to changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args, { needs: 'account' })
  return redirect(href.passkeys)
}

/** POST `/parametres/securite/cles/question` with `currentPassword`: what the browser asks of a new key, as JSON. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const form = await sentForm(args.request)
  const headers = { 'Cache-Control': 'no-store' }
  const fault = await confirmWithPassword(ctx, String(form.get('currentPassword') ?? '')).catch((refusal: unknown) => {
    if (refusal instanceof Response && refusal.status === 429) return 'throttled' as const
    throw refusal
  })
  if (fault) return Response.json({ fault }, { status: fault === 'throttled' ? 429 : 422, headers })
  return Response.json({ options: await askToAdd(ctx) }, { headers })
}
