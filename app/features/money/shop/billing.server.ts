/**
 * What a company's invoices say of it, changed without buying anything: from then on; papers that are out stay what
 * they are.
 */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import {
  type AddressField,
  companyAddress,
  readAddress,
  writeAddress,
} from '#app/domain/sales/company-address.server.ts'
import {
  companyIdentity,
  type IdentityField,
  readIdentity,
  writeIdentity,
} from '#app/domain/sales/company-identity.server.ts'

/** @throws Response 403 for whoever has no organisation */
function demandOrganisation(ctx: Ctx): string {
  const { organisationId } = ctx.viewer
  if (!organisationId) throw forbidden()
  return organisationId
}

export function billingPage(ctx: Ctx) {
  const organisationId = demandOrganisation(ctx)
  return ctx.sql(async (query) => ({
    title: ctx.t('shop:billing.title'),
    done: ctx.url.searchParams.has('fait'),
    ...(await companyIdentity(query, ctx.tenant.id, organisationId)),
    address: await companyAddress(query, ctx, organisationId),
  }))
}

export type BillingWrong = (AddressField | IdentityField | 'siretHeld')[]

/** @returns the fields that are wrong; undefined where all is written */
export async function saveBilling(ctx: Ctx, form: FormData): Promise<BillingWrong | undefined> {
  const organisationId = demandOrganisation(ctx)
  const [identity, address] = [readIdentity(form), readAddress(form)]
  if ('wrong' in identity || 'wrong' in address)
    return [...('wrong' in identity ? identity.wrong : []), ...('wrong' in address ? address.wrong : [])]
  const { id: tenantId } = ctx.tenant
  return ctx.sql(async (query) => {
    if (!(await writeIdentity(query, tenantId, organisationId, identity))) return ['siretHeld']
    await writeAddress(query, tenantId, organisationId, address)
    return undefined
  })
}
