/** `/offres/:offer`: what it says, who deposited it and passes it on, and what may be done about it (E4, C2, C3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { pageOf } from '#app/domain/company-pages/read-page.server.ts'
import { roomIn } from '#app/domain/offers/applications.server.ts'
import { excludingWords } from '#app/domain/offers/offer-words.ts'
import { type OfferLine, offerRow, ruled } from '#app/domain/offers/read-offers.server.ts'
import { countView, moveOffer, prolongOffer, relayOffer, removeOffer } from '#app/domain/offers/write-offers.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import {
  apartOf,
  couldRead,
  type Doings,
  isOpenOffer,
  keepsOffers,
  offerSteps,
  ownsOffer,
  readsAsAuthor,
  shownState,
} from '#app/policy/offer.rules.ts'
import { OFFER_STEPS, type OfferStep } from '#app/policy/offer-steps.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { jobPosting } from './job-posting.ts'
import { wholeOf } from './shown-offer.server.ts'
import { handIn } from './write.server.ts'

interface Found {
  offer: OfferLine
  steps: OfferStep[]
}

/** @throws Response 404 for an offer that does not exist for this viewer; `over` for one that has ended for them */
async function find(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<Found | 'over'> {
  const { ability, now, tenant, viewer } = ctx
  const offer = await offerRow(query, tenant.id, id, lock)
  if (!offer) throw notFound()
  const row = ruled(offer)
  if (!mayReadThing(ctx, 'Offer', row)) {
    if (couldRead(ctx, row)) return 'over'
    throw notFound()
  }
  const [done] = await query<Doings>(sql`SELECT
    EXISTS (SELECT FROM "offer_relay" r WHERE r."tenantId" = ${tenant.id} AND r."offerId" = ${offer.id}
      AND r."personId" = ${viewer.personId ?? null}::uuid) AS "relayed",
    EXISTS (SELECT FROM "offer_report" s WHERE s."tenantId" = ${tenant.id} AND s."offerId" = ${offer.id}
      AND s."accountId" = ${viewer.accountId ?? null}::uuid) AS "reported",
    EXISTS (SELECT FROM "offer_report" s WHERE s."tenantId" = ${tenant.id} AND s."offerId" = ${offer.id}
      AND s."open") AS "awaitsJudgement"`)
  return { offer, steps: ctx.standIn ? [] : offerSteps(ability, row, now, done!) }
}

export type Author =
  | { kind: 'person'; handle: string; name: string }
  | { kind: 'hidden' }
  | { kind: 'organisation'; page: string | null }
  | { kind: 'association' }

/** Who deposited it and who passes it on, as this viewer may see them; of the hidden ones only that they are there. */
async function peopleOf(ctx: Ctx, query: Query, offer: OfferLine) {
  const apart = ctx.viewer.apartIds ?? []
  const rows = await query<RowOf<'offer_relay', 'personId'>>(sql`SELECT "personId" FROM "offer_relay"
    WHERE "tenantId" = ${ctx.tenant.id} AND "offerId" = ${offer.id} ORDER BY "at", "personId" LIMIT 20`)
  const relays = rows.map(({ personId }) => personId).filter((id) => !apart.includes(id))
  const seen = await visiblePeople(ctx, query, [...relays, ...(offer.personId ? [offer.personId] : [])])
  const author: Author = offer.personId
    ? seen.has(offer.personId)
      ? { kind: 'person', ...seen.get(offer.personId)! }
      : { kind: 'hidden' }
    : offer.organisationId
      ? { kind: 'organisation', page: await pageOf(query, ctx, offer.organisationId) }
      : { kind: 'association' }
  const shown = relays.flatMap((id) => seen.get(id) ?? [])
  return { author, relays: shown, hiddenRelays: relays.length - shown.length, people: [...seen.values()] }
}

/** What its author alone reads: why it was refused or taken down. */
async function becauseOf(ctx: Ctx, query: Query, offer: OfferLine): Promise<string | null> {
  const [row] = await query<RowOf<'offer_change', 'because'>>(sql`SELECT "because" FROM "offer_change"
    WHERE "tenantId" = ${ctx.tenant.id} AND "offerId" = ${offer.id} AND "because" IS NOT NULL
    ORDER BY "n" DESC LIMIT 1`)
  return row?.because ?? null
}

/** Neither its author nor the staff are its readers, and with other eyes nobody leaves a trace. */
const countsAsView = ({ ability, standIn, now }: Ctx, offer: OfferLine): boolean =>
  !standIn && !ownsOffer(ability, offer) && !keepsOffers(ability) && shownState(offer, now) === 'published'

/** Nothing but what visitors find on line stands in indexes (C3). */
const headersOf = (isIndexed: boolean) => ({
  'Cache-Control': 'no-store',
  ...(isIndexed ? {} : { 'X-Robots-Tag': 'noindex' }),
})

export async function readOfferPage(ctx: Ctx, id: string) {
  const { tenant, ability, t } = ctx
  const page = await ctx.sql(async (query) => {
    const found = await find(ctx, query, id)
    if (found === 'over') return 'over'
    const own = readsAsAuthor(ctx, found.offer)
    const who = { personId: ctx.viewer.personId, apart: apartOf(ability, found.offer) }
    const room = await roomIn(query, ctx.tenant.id, found.offer, who)
    if (countsAsView(ctx, found.offer)) await countView({ query, tenant }, found.offer.id)
    const because = own ? await becauseOf(ctx, query, found.offer) : null
    return { ...found, own, because, room, ...(await peopleOf(ctx, query, found.offer)) }
  })
  if (page === 'over')
    return data({ title: t('offers:over.title'), over: true as const }, { status: 410, headers: headersOf(false) })
  const { offer, steps, own, because, author, relays, hiddenRelays, people, room } = page
  await countShown(ctx, people)
  // Counted as they are listed: without those who are kept apart from the reader.
  const shown = wholeOf(ctx, { ...offer, relays: relays.length + hiddenRelays })
  const isIndexed = isOpenOffer(tenant.config, offer) && shown.state === 'published'
  const body = {
    ...{ title: shown.title, over: false as const, formKey: uuidv7(), offer: shown, steps, own, because },
    ...{ author, relays, hiddenRelays },
    apply: steps.includes('apply') ? applyWord(ctx, offer, room) : null,
    applications: own && !offer.applyUrl ? room.count : null,
    excluding: own ? excludingWords(offer) : [],
    desk: keepsOffers(ability) && !own ? href.offerDesk(offer.id) : null,
    done: ctx.url.searchParams.get('fait'),
    posting: isIndexed ? jobPosting(tenant.config, offer) : null,
  }
  return data(body, { headers: headersOf(isIndexed) })
}

/** How this viewer applies: elsewhere, here, by signing in first; null for a company. */
function applyWord(
  { viewer }: Ctx,
  { applyUrl }: OfferLine,
  { full, applied }: { full: boolean; applied: string | null },
) {
  if (applyUrl) return 'link' as const
  if (applied) return 'applied' as const
  if (full) return 'full' as const
  return viewer.organisationId || (viewer.accountId && !viewer.personId) ? null : ('here' as const)
}

/** POST `intent`: a step of `OFFER_STEPS` that this viewer may take; anything else is refused. */
export async function changeOfferPage(ctx: Ctx, id: string, form: FormData) {
  const intent = form.get('intent')
  const outcome = await ctx.sql(async (query) => {
    const found = await find(ctx, query, id, 'lock')
    if (found === 'over') throw notFound()
    if (!isOneOf(OFFER_STEPS, intent) || !found.steps.includes(intent)) throw forbidden()
    return act(ctx, query, found.offer, intent)
  })
  if (outcome === 'removed') return redirect(`${href.ownOffers}?fait=removed`, 303)
  if (outcome === 'reopened') return redirect(href.offerEdit(id), 303)
  return redirect(`${href.offer(id)}?fait=${outcome}`, 303)
}

async function act(ctx: Ctx, query: Query, offer: OfferLine, step: OfferStep): Promise<string> {
  const { tenant, now, viewer } = ctx
  const unit = { query, tenant, now }
  const by = viewer.accountId ?? null
  switch (step) {
    case 'submit':
      return handIn(ctx, query, offer)
    case 'withdraw':
      await moveOffer(unit, offer, { state: 'withdrawn', cause: 'withdrawn', by })
      return 'withdrawn'
    case 'prolong':
      await prolongOffer(unit, offer, 'prolonged', by)
      return 'prolonged'
    case 'reopen':
      await moveOffer(unit, offer, { state: 'draft', cause: 'reopened', by })
      return 'reopened'
    case 'remove':
      await removeOffer(unit, offer.id)
      return 'removed'
    case 'relay':
    case 'unrelay':
      await relayOffer(unit, offer.id, viewer.personId!, step === 'relay')
      return step
    default:
      throw forbidden()
  }
}
