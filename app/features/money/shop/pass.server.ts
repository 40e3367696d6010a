/** The directory pass, for companies: what is on sale, what is open, who uses its seats (C3, P5, P6). */

import { civilDay } from '#app/calendar/civil-day.ts'
import { notEnded, passRows } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS } from '#app/context/origin.ts'
import { forbidden, toSignIn } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { type PassOffer, passLine, passOffers } from '#app/domain/ledger/lines.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { type CheckoutFault, startCheckout } from '#app/domain/sales/checkout.server.ts'
import {
  type AddressField,
  companyAddress,
  readAddress,
  writeAddress,
} from '#app/domain/sales/company-address.server.ts'
import { writeSiret } from '#app/domain/sales/company-identity.server.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import { euros, exactMoment } from '#app/i18n/format.ts'
import { buysPass } from '#app/policy/money.rules.ts'
import { digitsOf, isSiret } from '#app/tenant/siret.ts'

interface PassRow {
  id: string
  startsAt: Date
  endsAt: Date
  seats: number | null
  openedPerDay: number | null
  openedInAll: number | null
}

interface SeatRow extends RowOf<'account', 'id' | 'login'> {
  passIds: string[]
}

/** @throws Response to the companies' sign-in page, or 403 where the association sells none to this account */
export function demandCompany(ctx: Ctx): { organisationId: string; accountId: string } {
  if (!ctx.account) throw toSignIn(ctx.url)
  const { viewer } = ctx
  if (!buysPass(ctx.tenant.config, viewer)) throw forbidden()
  return { organisationId: viewer.organisationId, accountId: ctx.account.accountId }
}

export async function passPage(ctx: Ctx) {
  const { organisationId } = demandCompany(ctx)
  const { tenant, now, language } = ctx
  const { passes, accounts, openings, siret, address } = await ctx.sql(async (query) => ({
    passes: await query<PassRow>(sql`
      SELECT "id", "startsAt", "endsAt", "seats", "openedPerDay", "openedInAll" FROM ${passRows(tenant.id)} s
      WHERE s."organisationId" = ${organisationId} AND ${notEnded(sql`s`, now)} ORDER BY "startsAt"`),
    accounts: await query<SeatRow>(sql`
      SELECT a."id", a."login", coalesce((SELECT array_agg(h."passId"::text) FROM "pass_seat" h
        WHERE h."tenantId" = ${tenant.id} AND h."accountId" = a."id"), '{}') AS "passIds"
      FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."organisationId" = ${organisationId}
        AND a."disabledAt" IS NULL
      ORDER BY a."createdAt", a."id" LIMIT 100`),
    openings: await openingsUnder(query, ctx, organisationId),
    siret: (
      await query<RowOf<'organisation', 'siret'>>(
        sql`SELECT "siret" FROM "organisation" WHERE "tenantId" = ${tenant.id} AND "id" = ${organisationId}`,
      )
    )[0]?.siret,
    address: await companyAddress(query, ctx, organisationId),
  }))
  return {
    title: ctx.t('shop:pass.title'),
    siret: siret ?? '',
    address,
    done: ctx.url.searchParams.has('fait'),
    offers: passOffers(tenant.config).map((offer) => shownOffer(offer, language)),
    passes: passes.map((pass) => ({
      ...{ id: pass.id, seats: pass.seats, openedPerDay: pass.openedPerDay, openedInAll: pass.openedInAll },
      opened: openings.get(pass.id) ?? { today: 0, all: 0 },
      running: pass.startsAt <= now,
      from: exactMoment(pass.startsAt, language),
      until: exactMoment(pass.endsAt, language),
      holders: accounts.map(({ id, login, passIds }) => {
        return { id, login, sits: pass.seats === null || passIds.includes(pass.id) }
      }),
    })),
  }
}

/** @returns how many people the company has opened today, and since each pass began, as its limits count them */
async function openingsUnder(query: Query, { tenant, now }: Ctx, organisationId: string) {
  const rows = await query<{ id: string; today: number; all: number }>(sql`
    SELECT s."id", count(DISTINCT o."personId")::int AS "all",
      count(DISTINCT o."personId") FILTER (WHERE o."day" = ${civilDay(now)}::date)::int AS "today"
    FROM ${passRows(tenant.id)} s JOIN "profile_opening" o ON o."tenantId" = ${tenant.id}
      AND o."openerId" = s."organisationId"
      AND o."day" >= (s."startsAt" AT TIME ZONE 'Europe/Paris')::date
    WHERE s."organisationId" = ${organisationId} AND ${notEnded(sql`s`, now)}
    GROUP BY s."id"`)
  return new Map(rows.map(({ id, today, all }) => [id, { today, all }]))
}

function shownOffer(offer: PassOffer, language: 'fr' | 'en') {
  const { id, name, cents, months, seats, openedPerDay = null, openedInAll = null } = offer
  return { id, name: name[language], price: euros(cents, language), months, seats, openedPerDay, openedInAll }
}

export type PassFault = CheckoutFault | 'offer' | 'siret' | 'siretHeld' | 'address'

/** @returns the sale's id, whose page goes on from here */
export async function buyPass(
  ctx: Ctx,
  form: FormData,
): Promise<{ saleId: string } | { fault: PassFault; wrong?: AddressField[] }> {
  const who = demandCompany(ctx)
  const { config } = ctx.tenant
  const offer = passOffers(config).find(({ id }) => id === form.get('offer'))
  if (!offer) return { fault: 'offer' }
  const siret = digitsOf(String(form.get('siret') ?? ''))
  const foreign = form.get('foreign') === 'on'
  if (!foreign && !isSiret(siret)) return { fault: 'siret' }
  const address = readAddress(form)
  if ('wrong' in address) return { fault: 'address', wrong: address.wrong }
  const buyer = await ctx.sql(async (query) => {
    const written = await writeSiret(query, ctx.tenant.id, who.organisationId, foreign ? null : siret)
    if (!foreign && !written) return 'siretHeld'
    await writeAddress(query, ctx.tenant.id, who.organisationId, address)
    return findBuyer(query, ctx.tenant, who)
  })
  if (buyer === 'siretHeld') return { fault: buyer }
  const vat = await ctx.sql((query) => vatOn(query, ctx.tenant, ctx.now))
  const paid = await paidPasses(ctx, who.organisationId)
  const basket = {
    // Colleagues who press at once buy one; once it is paid, the next is another.
    key: `pass/${who.organisationId}/${paid}`,
    source: 'web' as const,
    buyer: buyer!,
    lines: [passLine(vat, offer, ctx.language)],
    language: ctx.language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  const started = await startCheckout(ctx.tenant, basket, ctx.now)
  return 'fault' in started ? started : { saleId: started.sale.id }
}

async function paidPasses(ctx: Ctx, organisationId: string): Promise<number> {
  const [row] = await ctx.sql((query) =>
    query<{ n: number }>(sql`
      SELECT count(DISTINCT s."id")::int AS n FROM "sale" s JOIN "sale_line" l ON l."tenantId" = ${ctx.tenant.id}
        AND l."saleId" = s."id"
      WHERE s."tenantId" = ${ctx.tenant.id} AND s."organisationId" = ${organisationId} AND s."state" = 'paid'
        AND l."kind" = 'pass'`),
  )
  return row!.n
}

/** Gives a colleague a seat or takes it back; never more than the pass has. @returns false where none is free */
export async function changeSeat(ctx: Ctx, form: FormData): Promise<boolean> {
  const { organisationId } = demandCompany(ctx)
  const [passId, accountId] = [form.get('pass'), form.get('account')]
  if (!isUuid(passId) || !isUuid(accountId)) return false
  const tenantId = ctx.tenant.id
  return ctx.sql(async (query) => {
    const [pass] = await query<PassRow>(sql`
      SELECT * FROM ${passRows(tenantId)} s WHERE s."id" = ${passId} AND s."organisationId" = ${organisationId}
        AND ${notEnded(sql`s`, ctx.now)} FOR UPDATE`)
    if (!pass) return false
    // Whose account is closed sits nowhere.
    await query(sql`
      DELETE FROM "pass_seat" h USING "account" a WHERE h."tenantId" = ${tenantId} AND h."passId" = ${passId}
        AND a."tenantId" = ${tenantId} AND a."id" = h."accountId" AND a."disabledAt" IS NOT NULL`)
    if (form.get('intent') === 'free') {
      await query(
        sql`DELETE FROM "pass_seat" WHERE "tenantId" = ${tenantId} AND "passId" = ${passId}
          AND "accountId" = ${accountId}`,
      )
      return true
    }
    const given = await query(sql`
      INSERT INTO "pass_seat" ("tenantId", "passId", "accountId", "createdAt")
      SELECT a."tenantId", ${passId}::uuid, a."id", ${ctx.now} FROM "account" a
      WHERE a."tenantId" = ${tenantId} AND a."id" = ${accountId} AND a."organisationId" = ${organisationId}
        AND a."disabledAt" IS NULL
        AND (SELECT count(*) FROM "pass_seat" h WHERE h."tenantId" = ${tenantId}
          AND h."passId" = ${passId}) < ${pass.seats ?? 0}::int
      ON CONFLICT DO NOTHING RETURNING "accountId"`)
    return given.length > 0
  })
}
