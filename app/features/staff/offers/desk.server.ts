/** `/admin/offres` and one of them: what waits, what was reported, what is on line, its history (E4, C2, C5, C6). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { changedFields, excludingWords, type OfferWords, oddities } from '#app/domain/offers/offer-words.ts'
import { OFFER_COLUMNS, type OfferRow, offerRow, ruled, wordsOf } from '#app/domain/offers/read-offers.server.ts'
import { type OfferMail, tellAuthor } from '#app/domain/offers/tell-author.server.ts'
import { changeOffer, closeReports, moveOffer, refuseChange } from '#app/domain/offers/write-offers.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { countryName } from '#app/i18n/countries.ts'
import { offerDecisions, shownState } from '#app/policy/offer.rules.ts'
import type { OfferDecision } from '#app/policy/offer-steps.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

const ROWS = 100
const BECAUSE_LENGTH = 1_000

/** What the tabs hold, by their word in the address. */
const TABS = ['a-lire', 'signalees', 'en-ligne', 'toutes'] as const
type Tab = (typeof TABS)[number]

/** Which offers stand under a tab. */
function tabSql({ tenant, now }: Pick<Ctx, 'tenant' | 'now'>, tab: Tab): Sql {
  const isReported = sql`EXISTS (SELECT FROM "offer_report" s WHERE s."tenantId" = ${tenant.id}
    AND s."offerId" = x."id" AND s."open")`
  switch (tab) {
    case 'a-lire':
      return sql`(x."state" = 'pending' OR (x."state" = 'published' AND x."waiting" IS NOT NULL))`
    case 'signalees':
      return sql`(x."state" = 'hidden' OR (x."state" = 'published' AND ${isReported}))`
    case 'en-ligne':
      return sql`x."state" = 'published' AND x."visibleUntil" > ${now}`
    case 'toutes':
      return sql`x."state" <> 'draft'`
  }
}

export async function readOffersDesk(ctx: Ctx) {
  const { tenant, now, t, url } = ctx
  const asked = url.searchParams.get('etat')
  const tab = isOneOf(TABS, asked) ? asked : 'a-lire'
  const { rows, counts } = await ctx.sql(async (query) => {
    const rows = await query<OfferRow>(sql`SELECT ${OFFER_COLUMNS} FROM "offer" x
      WHERE x."tenantId" = ${tenant.id} AND ${tabSql(ctx, tab)} ORDER BY x."updatedAt" DESC, x."id" DESC LIMIT ${ROWS}`)
    const [counts] = await query<Record<Tab, number>>(sql`SELECT
      (count(*) FILTER (WHERE ${tabSql(ctx, 'a-lire')}))::int AS "a-lire",
      (count(*) FILTER (WHERE ${tabSql(ctx, 'signalees')}))::int AS "signalees",
      (count(*) FILTER (WHERE ${tabSql(ctx, 'en-ligne')}))::int AS "en-ligne",
      (count(*) FILTER (WHERE ${tabSql(ctx, 'toutes')}))::int AS "toutes"
      FROM "offer" x WHERE x."tenantId" = ${tenant.id}`)
    return { rows, counts: counts! }
  })
  return {
    title: t('offers:desk.title'),
    tab,
    tabs: TABS.map((one) => ({ tab: one, count: counts[one], to: `${href.offersDesk}?etat=${one}` })),
    offers: rows.map((row) => ({
      ...{ id: row.id, title: row.title, company: row.company, kind: row.kind },
      state: shownState(row, now),
      waits: row.waiting !== null,
      at: row.updatedAt.toISOString(),
      last: row.state === 'published' ? lastDay(row.visibleUntil) : null,
    })),
    outcome: url.searchParams.get('fait'),
  }
}

/** @returns the hash of the words that a decision is about: those that changed meanwhile are another decision (A21) */
const decidedOn = (offer: OfferRow): string => wordsHash([offer.state, offer.waiting, wordsOf(offer)])

interface Depositing extends RowOf<'organisation', 'name' | 'siret' | 'countryCode' | 'validatedAt'> {
  email: string | null
}

async function depositingOf({ tenant }: Ctx, query: Query, offer: OfferRow): Promise<Depositing | undefined> {
  const [row] = await query<Depositing>(sql`SELECT o."name", o."siret", o."countryCode", o."validatedAt",
      (SELECT a."email" FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."organisationId" = o."id"
        ORDER BY a."createdAt", a."id" LIMIT 1) AS "email"
    FROM "organisation" o WHERE o."tenantId" = ${tenant.id} AND o."id" = ${offer.organisationId}::uuid`)
  return row
}

type Change = RowOf<'offer_change', 'at' | 'state' | 'cause' | 'because'> & { by: string | null; byId: string | null }
type Report = RowOf<'offer_report', 'reason' | 'words' | 'at' | 'open'>

/** @throws Response 404 where there is no such offer */
async function find(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look') {
  const { tenant, ability, now } = ctx
  const offer = await offerRow(query, tenant.id, id, lock)
  if (!offer || offer.state === 'draft') throw notFound()
  const reports = await query<Report>(sql`SELECT "reason", "words", "at", "open" FROM "offer_report"
    WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offer.id} ORDER BY "at", "id"`)
  const open = reports.filter((one) => one.open).length
  return { offer, reports, decisions: offerDecisions(ability, ruled(offer), now, open) }
}

/** What happened to an offer, and who deposited it and did so, as this viewer may know them. */
async function historyOf(ctx: Ctx, query: Query, { id, personId }: OfferRow) {
  const { tenant, t } = ctx
  const rows = await query<Change>(sql`SELECT c."at", c."state", c."cause", c."because", a."login" AS "by",
      a."personId" AS "byId"
    FROM "offer_change" c LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = c."accountId"
    WHERE c."tenantId" = ${tenant.id} AND c."offerId" = ${id} ORDER BY c."n"`)
  const ids = [personId, ...rows.map(({ byId }) => byId)].flatMap((one) => one ?? [])
  const people = await visiblePeople(ctx, query, ids)
  // A login is made of a name: of people whom the viewer may not know it is not shown either.
  const changes = rows.map(({ byId, by, ...one }) => ({
    ...{ ...one, at: one.at.toISOString() },
    by: byId === null || people.has(byId) ? by : t('offers:people.hidden'),
  }))
  return { people, changes }
}

export async function readOfferDesk(ctx: Ctx, id: string) {
  const { now } = ctx
  const page = await ctx.sql(async (query) => {
    const found = await find(ctx, query, id)
    const history = await historyOf(ctx, query, found.offer)
    return { ...found, ...history, organisation: await depositingOf(ctx, query, found.offer) }
  })
  const { offer, reports, decisions, changes, people, organisation } = page
  await countShown(ctx, [...people.values()])
  const after = offer.waiting ?? wordsOf(offer)
  const named = (words: OfferWords) => ({ ...words, country: countryName(words.country, ctx.language) })
  const depositor = organisation && { ...organisation, country: organisation.countryCode }
  return {
    title: offer.title,
    id: offer.id,
    hash: decidedOn(offer),
    state: shownState(offer, now),
    words: named(after),
    diff: offer.waiting ? changedFields(named(wordsOf(offer)), named(offer.waiting)) : [],
    author: offer.personId ? (people.get(offer.personId) ?? null) : null,
    organisation: organisation
      ? { id: offer.organisationId!, name: organisation.name, email: organisation.email }
      : null,
    excluding: excludingWords(after),
    oddities: oddities(after, depositor ?? null),
    decisions,
    reports: reports.map((one) => ({ ...one, at: one.at.toISOString() })),
    changes,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `intent` (a word of `OFFER_DECISIONS`), `hash` of what was read, `because` with a no. */
export async function decideOffer(ctx: Ctx, id: string, form: FormData) {
  const intent = form.get('intent')
  const because = String(form.get('because') ?? '').trim()
  const outcome = await ctx.sql(async (query) => {
    const { offer, decisions } = await find(ctx, query, id, 'lock')
    const decision = decisions.find((one) => one === intent)
    if (decidedOn(offer) !== form.get('hash')) return 'changed-meanwhile'
    if (!decision) throw forbidden()
    const isNo = decision === 'refuse' || decision === 'take-down'
    if (isNo && (because === '' || because.length > BECAUSE_LENGTH)) return undefined
    return decide(ctx, query, offer, { decision, because: isNo ? because : null })
  })
  if (outcome === undefined) return data({ error: 'because' as const, because }, { status: 422 })
  return redirect(`${href.offerDesk(id)}?fait=${outcome}`, 303)
}

interface Decided {
  decision: OfferDecision
  because: string | null
}

/** Reports are no reason, or one: the offer is shown again, or taken off line for good. */
async function decideReports(ctx: Ctx, query: Query, offer: OfferRow, { decision, because }: Decided): Promise<string> {
  const { tenant, now, viewer } = ctx
  const unit = { query, tenant, now }
  const by = viewer.accountId ?? null
  await closeReports(unit, offer.id)
  if (decision === 'dismiss') {
    if (offer.state === 'hidden') await moveOffer(unit, offer, { state: 'published', cause: 'reports-dismissed', by })
    await audit(query, ctx, 'offer.reports-dismissed', { subjectId: offer.id })
    return 'dismissed'
  }
  await moveOffer(unit, offer, { state: 'refused', cause: 'taken-down', because, by })
  return tell(ctx, query, offer, { kind: 'offer.taken-down', because })
}

/** @returns what the page says of it */
async function tell(
  ctx: Ctx,
  query: Query,
  offer: OfferRow,
  { kind, because }: { kind: Exclude<OfferMail, 'offer.ending' | 'offer.refreshed'>; because: string | null },
): Promise<string> {
  const { tenant, now } = ctx
  await tellAuthor({ query, tenant, now }, offer, { kind, once: now.toISOString(), because })
  await audit(query, ctx, kind, { subjectId: offer.id })
  return kind.replace('offer.', '')
}

async function decide(ctx: Ctx, query: Query, offer: OfferRow, decided: Decided): Promise<string> {
  const { decision, because } = decided
  if (decision === 'dismiss' || decision === 'take-down') return decideReports(ctx, query, offer, decided)
  const { tenant, now, viewer } = ctx
  const unit = { query, tenant, now }
  const by = viewer.accountId ?? null
  const isYes = decision === 'approve'
  if (offer.state === 'pending') {
    const move = isYes
      ? ({ state: 'published', cause: 'approved' } as const)
      : ({ state: 'refused', cause: 'refused' } as const)
    await moveOffer(unit, offer, { ...move, because, by })
    const row = (await offerRow(query, tenant.id, offer.id))!
    return tell(ctx, query, row, { kind: isYes ? 'offer.approved' : 'offer.refused', because })
  }
  if (isYes) await changeOffer(unit, offer, offer.waiting!, { cause: 'edit-approved', by })
  else await refuseChange(unit, offer, because!, by)
  return tell(ctx, query, offer, { kind: isYes ? 'offer.changed' : 'offer.not-changed', because })
}
