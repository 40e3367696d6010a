/** A request's context without a request: any viewer one can think of, on the real database. */
import type { Ctx } from '#app/context/open.ts'
import { sistersOf, tenantOfSlug } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { compile } from '#app/policy/ability.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Role } from '#app/vocabulary/roles.ts'

export interface CtxOptions {
  viewer?: Partial<Viewer>
  now?: Date
  path?: string
}

/** @returns the context of a viewer who holds one role of the association of that slug, applied before. */
export async function ctxFor(
  slug: string,
  role: Role,
  { viewer: more = {}, now = new Date(), path = '/annuaire' }: CtxOptions = {},
): Promise<Ctx> {
  const tenant = await tenantOfSlug(slug)
  if (!tenant) throw new Error(`${slug} has not been applied`)
  const host = `${slug}.localhost`
  const url = new URL(`http://${host}${path}`)
  const viewer: Viewer = { roles: [role], friendIds: [], hasPass: false, ...more }
  const sisters = await sistersOf(tenant)
  return {
    request: new Request(url),
    url,
    host,
    tenant,
    viewer,
    account: undefined,
    sessionId: undefined,
    ability: compile({ config: tenant.config, viewer, sisters }),
    sisters,
    language: 'fr',
    t: translatorFor('fr', tenant.config),
    now,
    sql: (work, options) => inTenantSql(tenant.id, work, options),
  }
}
