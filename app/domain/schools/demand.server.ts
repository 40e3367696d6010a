/** What every page of schools asks first. */
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { hasSchools, presentsSchool } from '#app/policy/school.rules.ts'

/** @throws Response 404 where the association keeps no directory of schools */
export function demandSchools({ tenant }: Pick<Ctx, 'tenant'>): void {
  if (!hasSchools(tenant.config)) throw notFound()
}

/** @throws Response 404 where there is no directory, 403 for who is no school, and with other eyes */
export function demandSpace(ctx: Pick<Ctx, 'tenant' | 'ability' | 'standIn'>): void {
  demandSchools(ctx)
  if (!presentsSchool(ctx.tenant.config, ctx.ability) || ctx.standIn) throw forbidden()
}
