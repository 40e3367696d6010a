/** `/recruteurs/alertes`: searches of profiles that a company's or a school's account keeps (N6; C20). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { addCareerAlert, careerAlertsOf, changeCareerAlert, wordsOfAlert } from '#app/domain/profiles/alerts.server.ts'
import { keepsProfileAlerts } from '#app/policy/career-profile.rules.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { searchIn } from './library.server.ts'

/** @throws Response 403 for who is no company or school that reads the library */
function accountOf({ ability, viewer }: Ctx): string {
  if (!keepsProfileAlerts(ability)) throw forbidden()
  return viewer.accountId!
}

export async function readProfileAlerts(ctx: Ctx) {
  const { tenant, now, t, url } = ctx
  const accountId = accountOf(ctx)
  const rows = await ctx.sql((query) => careerAlertsOf({ query, tenant, now }, accountId))
  const months = periodOf(tenant.config.keep, 'alert').months ?? 12
  return {
    title: t('profiles:alerts.title'),
    months,
    alerts: rows.map((row) => ({
      ...{ id: row.id, level: row.level, words: wordsOfAlert(row) },
      until: addMonths(civilDay(row.at), months),
    })),
    done: url.searchParams.get('fait'),
  }
}

/** POST `intent`: `add` with the criteria of the library, `remove`, `renew` with `alert`. */
export async function changeProfileAlerts(ctx: Ctx, form: FormData) {
  const { tenant, now } = ctx
  const accountId = accountOf(ctx)
  const intent = form.get('intent')
  const done = await ctx.sql(async (query) => {
    if (intent === 'add') {
      const typed = (name: string) => String(form.get(name) ?? '')
      return (await addCareerAlert(query, ctx, searchIn(ctx, typed))) ? 'add' : 'full'
    }
    if (intent !== 'remove' && intent !== 'renew') throw forbidden()
    const id = String(form.get('alert') ?? '')
    if (!(await changeCareerAlert({ query, tenant, now }, accountId, id, intent))) throw notFound()
    return intent
  })
  return redirect(`${href.profileAlerts}?fait=${done}`, 303)
}
