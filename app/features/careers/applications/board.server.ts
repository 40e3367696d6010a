/** `/recruteurs/candidatures`: applications to all offers of a company, by how far it is with each (C9, C10, C11). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { columnOf } from '#app/domain/offers/application-state.ts'
import { moveApplication } from '#app/domain/offers/applications.server.ts'
import { ownOffers } from '#app/domain/offers/read-offers.server.ts'
import { MOST_ON_BOARD, type ReceivedApplication, receivedBy } from '#app/domain/offers/received-applications.server.ts'
import { isCompany } from '#app/policy/home.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { APPLICATION_STAGES, BOARD_COLUMNS } from '#app/vocabulary/offers.ts'
import { shownOf } from './own.server.ts'
import { findApplication } from './received.server.ts'

/** @throws Response 403 for anybody but an account of a company */
function companyOf({ ability, viewer }: Ctx): string {
  if (!viewer.organisationId || !isCompany(ability)) throw forbidden()
  return viewer.organisationId
}

const cardOf = (row: ReceivedApplication) => ({
  ...shownOf(row),
  column: columnOf(row),
  offer: { id: row.offerId, title: row.title },
})

export type BoardCard = ReturnType<typeof cardOf>

/** `?offre=` keeps the applications to one of the company's offers. */
export async function readBoard(ctx: Ctx) {
  const { tenant, url, t } = ctx
  const company = companyOf(ctx)
  const { rows, offers, chosen } = await ctx.sql(async (query) => {
    const offers = (await ownOffers(query, ctx)).filter(({ applyUrl }) => applyUrl === null)
    const chosen = offers.find(({ id }) => id === url.searchParams.get('offre'))?.id
    return { offers, chosen, rows: await receivedBy(query, tenant.id, company, chosen) }
  })
  const cards = rows.map(cardOf)
  return {
    title: t('applications:board.title'),
    toOffers: href.recruiterOffers,
    formKey: uuidv7(),
    offers: offers.map(({ id, title }) => ({ id, title })),
    chosen: chosen ?? null,
    total: cards.length,
    more: cards.length === MOST_ON_BOARD,
    columns: BOARD_COLUMNS.map((id) => ({ id, cards: cards.filter(({ column }) => column === id) })),
    done: url.searchParams.get('fait'),
  }
}

/** POST `application`, `stage`, of {@link APPLICATION_STAGES} or `unread`: no mail leaves, both sides see it (C10). */
export async function moveOnBoard(ctx: Ctx, form: FormData) {
  const { tenant, now } = ctx
  companyOf(ctx)
  const [id, stage] = [String(form.get('application') ?? ''), form.get('stage')]
  const to = isOneOf(APPLICATION_STAGES, stage) ? stage : stage === 'unread' ? null : undefined
  if (to === undefined) return data({ error: 'stage' as const }, { status: 422 })
  const done = await ctx.sql(async (query) => {
    const { row, as } = await findApplication(ctx, query, id)
    if (as !== 'recruiter') throw notFound()
    return (await moveApplication({ query, tenant, now }, row.id, to)) ? 'moved' : 'gone'
  })
  const chosen = form.get('offre')
  const kept = new URLSearchParams({ fait: done, ...(isUuid(chosen) ? { offre: chosen } : {}) })
  return redirect(`${href.recruiterApplications}?${kept}`, 303)
}
