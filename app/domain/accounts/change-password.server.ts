/** The change of one's own password: the current one first, then every other device is signed out. */
import type { Ctx } from '#app/context/open.ts'
import { confirmWithPassword, type NotConfirmed } from './confirm-with-password.server.ts'
import { rotateSession } from './enter.server.ts'
import type { PasswordFault } from './new-password.ts'
import { normalPassword } from './password-fault.server.ts'
import { readNewPassword, setPassword } from './set-password.server.ts'

type Changed = { cookie: string; fault?: undefined } | { fault: NotConfirmed | PasswordFault; cookie?: undefined }

/** @returns the `Set-Cookie` value of the session that goes on, or what is wrong */
export async function changePassword(ctx: Ctx, form: FormData): Promise<Changed> {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const { accountId } = ctx.account!
  const doubt = await confirmWithPassword(ctx, text('currentPassword'))
  if (doubt) return { fault: doubt }
  if (normalPassword(text('newPassword')) === normalPassword(text('currentPassword'))) return { fault: 'same' }
  const chosen = await readNewPassword(ctx, { accountId }, text('newPassword'), text('newPasswordAgain'))
  if (chosen.fault) return { fault: chosen.fault }
  const cookie = await ctx.sql(
    async (query) => {
      const { now, sessionId: keep, language } = ctx
      await setPassword({ query, tenant: ctx.tenant }, accountId, chosen.hash, { now, keep, language })
      return rotateSession(query, ctx)
    },
    { signal: undefined },
  )
  return { cookie }
}
