/** `/mes-candidatures`: what one sent and where it stands, as the recruiter sees it too (E4; C9, C11). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { mayNudge, shownApplication } from '#app/domain/offers/application-state.ts'
import {
  type ApplicationRow,
  applicationRow,
  nudge,
  ownApplications,
  withdrawApplication,
} from '#app/domain/offers/applications.server.ts'

/** What both sides see of an application. */
export function shownOf(row: ApplicationRow) {
  return {
    id: row.id,
    name: row.name,
    state: shownApplication(row),
    at: row.at.toISOString(),
    answer: row.answer,
    nudged: row.nudgedAt !== null,
    file: row.fileKey !== null,
    fileOpens: row.fileOpens,
    fileOpenedAt: row.fileOpenedAt?.toISOString() ?? null,
  }
}

export async function readOwnApplications(ctx: Ctx) {
  const { tenant, viewer, now, t, url } = ctx
  if (!viewer.personId) throw forbidden()
  const rows = await ctx.sql((query) => ownApplications(query, tenant.id, viewer.personId!))
  return {
    title: t('applications:own.title'),
    applications: rows.map((row) => ({
      ...shownOf(row),
      offer: { id: row.offerId, title: row.title, company: row.company },
      mayNudge: mayNudge(row, now),
      mayWithdraw: row.state !== 'withdrawn',
    })),
    done: url.searchParams.get('fait'),
  }
}

/** POST `intent=nudge|withdraw`, `application`: of one's own, and only where it is still open. */
export async function changeOwnApplication(ctx: Ctx, form: FormData) {
  const { tenant, now, viewer } = ctx
  const intent = form.get('intent')
  const done = await ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const row = await applicationRow(query, tenant.id, String(form.get('application') ?? ''))
    if (!row || !viewer.personId || row.personId !== viewer.personId) throw notFound()
    if (intent === 'nudge' && mayNudge(row, now)) {
      await nudge(unit, row.id)
      return { word: 'nudge', keys: [] }
    }
    const keys = intent === 'withdraw' ? await withdrawApplication(unit, row) : undefined
    if (!keys) throw forbidden()
    return { word: 'withdraw', keys }
  })
  await dropFiles(tenant.id, done.keys)
  return redirect(`${href.ownApplications}?fait=${done.word}`, 303)
}
