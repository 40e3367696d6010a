/** `/alertes` and `/lien-alerte/:lien`: one's alerts, kept, renewed and ended (N5; C14). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { findLink, takeLink } from '#app/domain/links/links.server.ts'
import { addAlert, alertsOf, changeAlert, MOST_ALERTS } from '#app/domain/offers/alerts.server.ts'
import { keepsAlerts } from '#app/policy/offer.rules.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { CONTRACTS, OFFER_KINDS, REMOTE } from '#app/vocabulary/offers.ts'

const WORDS_LENGTH = 120

/** @throws Response 403 for who reads no offers, and for accounts without a record */
function personOf({ viewer, ability }: Ctx): string {
  if (!keepsAlerts(ability)) throw forbidden()
  return viewer.personId!
}

/** How long an alert is kept, and once more each time it is renewed. */
const periodIn = ({ tenant, t }: Ctx) => periodText(t, periodOf(tenant.config.keep, 'alert'))

export async function readAlerts(ctx: Ctx) {
  const { tenant, now, t, url } = ctx
  const personId = personOf(ctx)
  const rows = await ctx.sql((query) => alertsOf({ query, tenant, now }, personId))
  const months = periodOf(tenant.config.keep, 'alert').months ?? 12
  return {
    title: t('alerts:title'),
    most: MOST_ALERTS,
    period: periodIn(ctx),
    alerts: rows.map(({ id, q, kind, contract, town, remote, at }) => ({
      ...{ id, q, kind, contract, town, remote },
      until: addMonths(civilDay(at), months),
    })),
    done: url.searchParams.get('fait'),
  }
}

/** POST `intent`: `add` with the search's own words, `remove`, `renew` with `alert`. */
export async function changeAlerts(ctx: Ctx, form: FormData) {
  const { tenant, now } = ctx
  const personId = personOf(ctx)
  const intent = form.get('intent')
  const get = (name: string) =>
    String(form.get(name) ?? '')
      .trim()
      .slice(0, WORDS_LENGTH)
  const one = <T extends string>(list: readonly T[], word: string) => (isOneOf(list, word) ? word : undefined)
  const done = await ctx.sql(async (query) => {
    if (intent === 'add') {
      const facets = { kind: one(OFFER_KINDS, get('type')), contract: one(CONTRACTS, get('contrat')) }
      const more = { remote: one(REMOTE, get('teletravail')), town: get('ville') || undefined }
      return (await addAlert(query, ctx, personId, { q: get('q'), ...facets, ...more })) ? 'add' : 'full'
    }
    if (intent !== 'remove' && intent !== 'renew') throw forbidden()
    if (!(await changeAlert({ query, tenant, now }, get('alert'), intent, personId))) throw notFound()
    return intent
  })
  return redirect(`${href.alerts}?fait=${done}`, 303)
}

/** Opening it changes nothing: programs that scan mails open links. */
export async function readAlertLink(ctx: Ctx, secret: string) {
  const { tenant, now, t } = ctx
  const link = await ctx.sql((query) => findLink({ query, tenant, now }, 'alert', secret))
  return { title: t('alerts:link.title'), period: periodIn(ctx), waits: link !== undefined }
}

/** POST `intent=remove|renew`. @returns what was done; `gone` where the link was used or the alert has ended */
export function actOnAlert(ctx: Ctx, secret: string, form: FormData): Promise<'remove' | 'renew' | 'gone'> {
  const { tenant, now } = ctx
  const intent = (['remove', 'renew'] as const).find((one) => one === form.get('intent'))
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const link = intent && (await takeLink(unit, 'alert', secret))
    if (!link || typeof link.data.alert !== 'string') return 'gone'
    return (await changeAlert(unit, link.data.alert, intent)) ? intent : 'gone'
  })
}
