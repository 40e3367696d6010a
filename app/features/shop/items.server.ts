/** Items of the shop: partner-group membership, tickets; with a price per role and, where limited, what is left (P5, P6). */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '../../context/open.ts'
import { CLIENT_ADDRESS } from '../../context/origin.ts'
import { isUuid } from '../../db/uuid.ts'
import { buysItem, priceFor } from '../../policy/money.rules.ts'
import { companyBuyer, findBuyer, visitorBuyer } from '../payments/buyers.server.ts'
import { type CheckoutFault, startCheckout } from '../payments/checkout.server.ts'
import { type AddressField, companyAddress } from '../payments/company-address.server.ts'
import { SoldOut, takenStock } from '../payments/hold-stock.server.ts'
import { itemLine } from '../payments/lines.ts'
import { euros } from '../payments/money-format.ts'
import type { Buyer } from '../payments/sale.ts'
import { vatOn } from '../payments/vat.server.ts'

/** @returns undefined where the association sells nothing of the kind */
export async function itemsPage(ctx: Ctx) {
  const { config, id } = ctx.tenant
  if (config.shop.length === 0) return undefined
  const { organisationId } = ctx.viewer
  const [taken, address] = await ctx.sql(async (query) => [
    await takenStock(query, id),
    organisationId ? await companyAddress(query, ctx, organisationId) : null,
  ])
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
        most: Math.min(item.atMost, left ?? item.atMost),
      }
    })
  return { title: ctx.t('shop:items.title'), items, needsName: !ctx.account, address, key: randomUUID() }
}

const visitorSchema = z.object({ name: z.string().trim().min(2).max(120), email: z.email().max(200) })

export type ItemFault = CheckoutFault | 'item' | 'sold-out' | 'who' | 'address'

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
    lines: [itemLine(vat, buyer.kind, item, quantity, priceFor(item, ctx.viewer), ctx.language)],
    language: ctx.language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  try {
    const started = await startCheckout(ctx.tenant, basket, ctx.now)
    return 'fault' in started ? started : { saleId: started.sale.id }
  } catch (error) {
    if (error instanceof SoldOut) return { fault: 'sold-out' }
    throw error
  }
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
