/** « Abonnements »: what one receives and how one hears of things; companies and schools have notices alone. */
import { forbidden, notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { type Chooser, readNoticeChoices, saveNoticeChoices } from './notices.server.ts'
import type { Owner } from './own-record.server.ts'
import { readSubscriptions, saveSubscriptions } from './subscriptions.server.ts'

const ownerOf = ({ ctx }: Chooser): Owner | undefined =>
  ctx.viewer.personId ? { ctx, personId: ctx.viewer.personId } : undefined

export async function readSubscriptionsPage(chooser: Chooser) {
  const { ctx } = chooser
  const owner = ownerOf(chooser)
  return {
    title: ctx.t('profile:pages.abonnements.title'),
    handle: ctx.account?.handle ?? null,
    saved: ctx.url.searchParams.get('enregistre'),
    lists: owner ? await readSubscriptions(owner) : null,
    notices: await readNoticeChoices(chooser),
  }
}

/** POST of one part's form. @throws Response 404 for no such part, 403 for lists of an account without a record */
export async function saveSubscriptionsPage(chooser: Chooser, part: string, request: Request) {
  const form = await sentForm(request)
  if (part === 'notifications') return saveNoticeChoices(chooser, form)
  if (part !== 'abonnements') throw notFound()
  const owner = ownerOf(chooser)
  if (!owner) throw forbidden()
  return saveSubscriptions(owner, form)
}
