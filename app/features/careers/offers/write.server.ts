/** `/offres/deposer` and `/offres/:offer/modifier`: depositing an offer, and changing one's own (I12, E4; C5–C7). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type Depositor, isSpelling, type OfferWords, oddities } from '#app/domain/offers/offer-words.ts'
import {
  findOffer,
  type OfferRow,
  offerRow,
  ruled,
  wasStopped,
  wordsOf,
} from '#app/domain/offers/read-offers.server.ts'
import { addOffer, askChange, changeOffer, moveOffer } from '#app/domain/offers/write-offers.server.ts'
import { depositsOffers, keepsOffers, offerSteps, readsAsAuthor, stateOnSubmit } from '#app/policy/offer.rules.ts'
import { judgeOffer, type OfferErrors, type TypedOffer, typedOf } from './offer-form.server.ts'

const NOTHING_DONE_YET = { relayed: false, reported: false, awaitsJudgement: false }

/** @throws Response 404 for an offer that the viewer does not read, 403 for one that is not theirs to change */
async function own(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<OfferRow> {
  const { ability, now } = ctx
  const offer = await findOffer(ctx, query, id, lock)
  if (!offerSteps(ability, ruled(offer), now, NOTHING_DONE_YET).includes('change')) throw forbidden()
  return offer
}

type Organisation = RowOf<'organisation', 'name' | 'siret' | 'countryCode'>

async function organisationOf({ tenant, viewer }: Ctx, query: Query): Promise<Organisation | undefined> {
  if (!viewer.organisationId) return undefined
  const [row] = await query<Organisation>(sql`SELECT "name", "siret", "countryCode" FROM "organisation"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${viewer.organisationId}`)
  return row
}

/** Who deposits, as a stranger to the association: nothing is asked of its own people. */
async function depositorOf(ctx: Ctx, query: Query): Promise<Depositor | null> {
  const organisation = await organisationOf(ctx, query)
  if (!organisation) return null
  const [row] = await query<RowOf<'account', 'email'>>(sql`SELECT "email" FROM "account"
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${ctx.viewer.accountId ?? null}::uuid`)
  return { email: row?.email ?? null, siret: organisation.siret, country: organisation.countryCode }
}

/**
 * What a new offer begins with: the words of an earlier one of the same author, less its last day.
 * @throws Response 404 for one that is not theirs
 */
async function copied(ctx: Ctx, query: Query, id: string): Promise<OfferWords> {
  const offer = await findOffer(ctx, query, id)
  if (!readsAsAuthor(ctx, offer)) throw notFound()
  return { ...wordsOf(offer), lastDay: null }
}

/** `?copie=` names one's own offer that a new one begins with. */
export async function readWriting(ctx: Ctx, id: string | undefined) {
  if (!depositsOffers(ctx.ability)) throw forbidden()
  const from = id === undefined ? ctx.url.searchParams.get('copie') : null
  const { offer, words, company } = await ctx.sql(async (query) => ({
    words: from === null ? null : await copied(ctx, query, from),
    offer: id === undefined ? undefined : await own(ctx, query, id),
    company: (await organisationOf(ctx, query))?.name ?? '',
  }))
  const { offers } = ctx.tenant.config
  return {
    title: ctx.t(offer ? 'offers:write.change' : 'offers:write.title'),
    formKey: uuidv7(),
    id: offer?.id ?? null,
    state: offer?.state ?? null,
    typed: typedOf(ctx, offer ? (offer.waiting ?? wordsOf(offer)) : words, company),
    open: offers?.open === true,
    readFirst: offers?.validated === true && !keepsOffers(ctx.ability),
    months: offers?.onlineMonths ?? 1,
    seen: offer ? offer.updatedAt.toISOString() : null,
  }
}

interface WriteAnswer {
  typed: TypedOffer
  errors: OfferErrors
}

/** It has changed since the form was opened, by a colleague perhaps: nobody's words go unseen. */
const isOverwriting = (offer: OfferRow, form: FormData): boolean =>
  (form.get('seen') ?? offer.updatedAt.toISOString()) !== offer.updatedAt.toISOString()

/** POST the form, `intent`: `save` keeps a draft or a change, `submit` hands it in; `seen`: of the form's page. */
export async function writeOffer(ctx: Ctx, id: string | undefined, form: FormData) {
  if (!depositsOffers(ctx.ability) || !ctx.tenant.config.offers) throw forbidden()
  const { typed, errors, words } = judgeOffer(ctx, form)
  if (!words) return data({ typed, errors } as WriteAnswer, { status: 422 })
  const { tenant, now, viewer } = ctx
  const by = viewer.accountId ?? null
  const saved = await ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const offer = id === undefined ? undefined : await own(ctx, query, id, 'lock')
    if (offer && isOverwriting(offer, form)) return undefined
    if (offer?.state === 'published') return changeOnLine(ctx, query, offer, words)
    const owner = { personId: viewer.personId ?? null, organisationId: viewer.organisationId ?? null }
    const kept = offer?.id ?? (await addOffer(unit, owner, words, by))
    if (offer) await changeOffer(unit, offer, words, { cause: 'edited', by })
    const row = (await offerRow(query, tenant.id, kept))!
    const submits = form.get('intent') === 'submit' && row.state === 'draft'
    return { id: kept, done: submits ? await handIn(ctx, query, row) : 'saved' }
  })
  if (!saved) return data({ typed, errors: { title: 'meanwhile' } } as WriteAnswer, { status: 409 })
  return redirect(`${href.offer(saved.id)}?fait=${saved.done}`, 303)
}

/** What was approved stays on line while a change of it is read; a spelling is not read again (C5). */
async function changeOnLine(ctx: Ctx, query: Query, offer: OfferRow, words: ReturnType<typeof wordsOf>) {
  const { tenant, now, viewer, ability } = ctx
  const unit = { query, tenant, now }
  const by = viewer.accountId ?? null
  const odd = oddities(words, await depositorOf(ctx, query)).length > 0
  const isRead = stateOnSubmit(ability, tenant.config, odd) === 'pending'
  if (isRead && !isSpelling(wordsOf(offer), words)) {
    await askChange(unit, offer, words, by)
    return { id: offer.id, done: 'change-asked' }
  }
  await changeOffer(unit, offer, words, { cause: 'edited', by })
  return { id: offer.id, done: 'saved' }
}

/**
 * Hands a draft in: read first, or on line at once, as the association's file and the offer itself say. What was taken
 * off line does not come back by being withdrawn, opened and handed in again (C6).
 */
export async function handIn(ctx: Ctx, query: Query, offer: OfferRow): Promise<'pending' | 'published'> {
  const { tenant, now, viewer, ability } = ctx
  const stopped = await wasStopped(query, tenant.id, offer.id)
  const odd = stopped || oddities(offer, await depositorOf(ctx, query)).length > 0
  const state = stateOnSubmit(ability, tenant.config, odd)
  const cause = state === 'pending' ? 'submitted' : 'no-validation'
  await moveOffer({ query, tenant, now }, offer, { state, cause, by: viewer.accountId ?? null })
  return state
}
