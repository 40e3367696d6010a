/** `/admin/carnet`: notices that wait, and those that are published (S3, B24). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { decideNotice, readCarnetDesk, withdrawNotice } from '#app/domain/content/carnet.server.ts'

const BECAUSE_LENGTH = 500

export async function readDesk(ctx: Ctx) {
  const all = await readCarnetDesk(ctx)
  return {
    title: ctx.t('carnet:desk.title'),
    waiting: all.filter(({ state }) => state === 'pending'),
    published: all.filter(({ state }) => state === 'published'),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `id` with `decision` = `approve`, `refuse` (with `because`) or `withdraw`. */
export async function changeDesk(ctx: Ctx, form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const to = (done: string) => redirect(`${href.carnetDesk}?fait=${done}`, 303)
  const [id, decision] = [text('id'), text('decision')]
  const because = text('because').slice(0, BECAUSE_LENGTH) || null
  if (decision === 'withdraw')
    return to((await ctx.sql((query) => withdrawNotice(ctx, query, id))) ? 'withdrawn' : 'gone')
  const approve = decision === 'approve'
  if (!approve && !because) return to('because')
  const words = { id, approve, because: approve ? null : because }
  const done = await ctx.sql((query) => decideNotice(ctx, query, words))
  return to(done ? (approve ? 'approved' : 'refused') : 'gone')
}
