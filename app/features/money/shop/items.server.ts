/**
 * Items of the shop: partner-group membership, tickets; with a price per role and, where limited, what is left (P5,
 * P6).
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS, originOf } from '#app/context/origin.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { itemLine } from '#app/domain/ledger/lines.ts'
import type { Buyer, Limits } from '#app/domain/ledger/sale.ts'
import { companyBuyer, findBuyer, visitorBuyer } from '#app/domain/sales/buyers.server.ts'
import { type CheckoutFault, startCheckout } from '#app/domain/sales/checkout.server.ts'
import { type AddressField, companyAddress } from '#app/domain/sales/company-address.server.ts'
import { SoldOut, takenStock } from '#app/domain/sales/hold-stock.server.ts'
import { countHeld, TooMany } from '#app/domain/sales/item-limits.server.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import { euros } from '#app/i18n/format.ts'
import { buysItem, priceFor } from '#app/policy/money.rules.ts'
import type { Product } from '#app/tenant/money.schema.ts'

/** @returns undefined where the association sells nothing of the kind */
export async function itemsPage(ctx: Ctx) {
  const { config, id } = ctx.tenant
  if (config.shop.length === 0) return undefined
  const { organisationId } = ctx.viewer
  const { taken, address, own } = await ctx.sql(async (query) => ({
    taken: await takenStock(query, id),
    address: organisationId ? await companyAddress(query, ctx, organisationId) : null,
    own: await heldByViewer(query, ctx),
  }))
  const items = config.shop
    .filter((item) => buysItem(item, ctx.viewer))
    .map((item) => {
      const left = item.stock === undefined ? null : Math.max(0, item.stock - (taken.get(item.id) ?? 0))
      const price = euros(priceFor(item, ctx.viewer), ctx.language)
      return {
        id: item.id,
        name: item.name[ctx.language],
        price,
        left,
        most: Math.max(0, Math.min(item.atMost - (own.get(item.id) ?? 0), left ?? item.atMost)),
        enough: (own.get(item.id) ?? 0) >= item.atMost,
      }
    })
  return { title: ctx.t('shop:items.title'), items, needsName: !ctx.account, address, key: randomUUID() }
}

/** @returns how much of each item is the viewer's already; nothing is known of visitors */
async function heldByViewer(query: Query, ctx: Ctx): Promise<Map<string, number>> {
  const { personId = null, organisationId = null } = ctx.viewer
  const own = new Map<string, number>()
  if (!personId && !organisationId) return own
  const buyer = { personId, organisationId: personId ? null : organisationId, email: null }
  for (const item of ctx.tenant.config.shop) {
    const held = { productId: item.id, buyer, since: countedSince(ctx, item) }
    own.set(item.id, await countHeld(query, ctx.tenant.id, held))
  }
  return own
}

const visitorSchema = z.object({ name: z.string().trim().min(2).max(120), email: z.email().max(200) })

export type ItemFault = CheckoutFault | 'item' | 'sold-out' | 'too-many' | 'network' | 'visitors' | 'who' | 'address'

export async function buyItem(
  ctx: Ctx,
  form: FormData,
): Promise<{ saleId: string } | { fault: ItemFault; wrong?: AddressField[] }> {
  const { config } = ctx.tenant
  const item = config.shop.find(({ id }) => id === form.get('item'))
  const quantity = Number(form.get('quantity') ?? 1)
  if (!item || !buysItem(item, ctx.viewer) || !Number.isInteger(quantity) || quantity < 1 || quantity > item.atMost)
    return { fault: 'item' }
  const buyer = await buyerOf(ctx, form)
  if (!buyer) return { fault: 'who' }
  if ('wrong' in buyer) return { fault: 'address', wrong: buyer.wrong }
  const vat = await ctx.sql((query) => vatOn(query, ctx.tenant, ctx.now))
  const key = form.get('key')
  const basket = {
    key: `item/${ctx.account?.accountId ?? buyer.email}/${isUuid(key) ? key : randomUUID()}`,
    source: 'web' as const,
    buyer,
    lines: [
      {
        ...itemLine(vat, buyer.kind, item, { quantity, cents: priceFor(item, ctx.viewer), language: ctx.language }),
        limits: limitsOf(ctx, item),
      },
    ],
    language: ctx.language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  try {
    const started = await startCheckout(ctx.tenant, basket, ctx.now)
    return 'fault' in started ? started : { saleId: started.sale.id }
  } catch (error) {
    if (error instanceof SoldOut) return { fault: 'sold-out' }
    if (error instanceof TooMany) return { fault: error.of === 'buyer' ? 'too-many' : error.of }
    throw error
  }
}

/** Months that a membership of a partner group counts for; it is bought again every year. */
const MEMBERSHIP_MONTHS = 11

/** Tickets count for ever: one event is had once. */
function countedSince({ now }: Ctx, { kind }: Product): Date | null {
  if (kind === 'ticket') return null
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - MEMBERSHIP_MONTHS)
  return since
}

function limitsOf(ctx: Ctx, item: Product): Limits {
  const { atMost, stock, holdMinutes } = item
  const perNetwork = Math.max(atMost, item.perNetwork ?? Math.ceil((stock ?? 0) / 10))
  const perVisitors = Math.max(atMost, item.perVisitors ?? Math.ceil((stock ?? 0) / 2))
  const until = new Date(ctx.now.getTime() + holdMinutes * 60_000)
  const visitor = { network: originOf(ctx.request, ctx.host, ctx.tenant.id).network, perNetwork, perVisitors, until }
  return { atMost, since: countedSince(ctx, item), visitor: ctx.account ? undefined : visitor }
}

/** Who has an account is known; anybody else says a name and an e-mail (P5). */
async function buyerOf(ctx: Ctx, form: FormData): Promise<Buyer | { wrong: AddressField[] } | undefined> {
  const { personId, organisationId } = ctx.viewer
  const accountId = ctx.account?.accountId
  if (personId) return ctx.sql((query) => findBuyer(query, ctx.tenant, { personId }))
  if (organisationId && accountId) return companyBuyer(ctx, form, { organisationId, accountId })
  const read = visitorSchema.safeParse({ name: form.get('name'), email: form.get('email') })
  return read.success ? visitorBuyer(read.data.name, read.data.email) : undefined
}
