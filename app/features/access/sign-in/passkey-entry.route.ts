import { randomBytes } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type Ctx, open } from '#app/context/open.ts'
import { safeRedirect } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { isLocal, onlyCookie } from '#app/context/session.ts'
import { enterWithin, entryHeaders, landingOf } from '#app/domain/accounts/enter.server.ts'
import { askToUse, takePasskey } from '#app/domain/accounts/passkeys.server.ts'
import { finishPending, landingFacts } from '#app/domain/accounts/second-factor.server.ts'

const cookieName = (host: string) => (isLocal(host) ? 'ceremony' : '__Host-ceremony')

function ceremonyCookie(host: string, value: string, seconds: number): string {
  return `${cookieName(host)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isLocal(host) ? '' : '; Secure'}`
}

/** What only this browser holds: the session that waits for a second factor, else a cookie of the moment. */
function binderOf({ request, host, pendingAccountId, sessionId }: Ctx): string | undefined {
  return pendingAccountId ? sessionId : onlyCookie(request, cookieName(host))
}

/** An address that is opened rather than posted to changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args)
  return redirect(href.signIn)
}

/** POST `/connexion/cle`: what to ask of the key (`intent=question`, JSON), then its `answer`. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  if (form.get('intent') === 'question') return question(ctx)
  const binder = binderOf(ctx)
  const answer = String(form.get('answer') ?? '')
  // A key that its holder unlocked is something they have and something they are or know: both factors at once.
  const taken =
    binder &&
    (await takePasskey(ctx, { binder, answer }, (query, accountId) =>
      ctx.pendingAccountId ? finishPending(query, ctx) : enterWithin(query, ctx, accountId, { proved: true }),
    ))
  if (!taken) return redirect(`${ctx.pendingAccountId ? href.signInVerification : href.signIn}?cle=refusee`)
  const { door, handle } = await landingFacts(ctx, taken.accountId)
  const headers = entryHeaders(taken.entered)
  headers.append('Set-Cookie', ceremonyCookie(ctx.host, '', 0))
  return redirect(safeRedirect(form.get('redirectTo'), landingOf(door, handle)), { headers })
}

async function question(ctx: Ctx): Promise<Response> {
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  let binder = ctx.pendingAccountId ? ctx.sessionId : undefined
  if (!binder) {
    binder = randomBytes(24).toString('base64url')
    headers.append('Set-Cookie', ceremonyCookie(ctx.host, binder, 300))
  }
  return Response.json({ options: await askToUse(ctx, binder) }, { headers })
}
