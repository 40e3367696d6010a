/** What a `Host` header names: an association, the operator's pages, the product's own page, or nothing of ours. */
import { type Tenant, tenantOfHost } from './tenants.ts'

export type Site =
  | { kind: 'association'; tenant: Tenant; host: string }
  | { kind: 'operator'; host: string }
  | { kind: 'product'; host: string }
  | { kind: 'unknown'; host: string }

/**
 * @returns the host without its port, lower case, without a final dot; an empty string where the header is missing or
 * odd.
 */
export function hostOf(request: Request): string {
  const host = (request.headers.get('Host') ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
  return /^[a-z0-9.-]{1,253}$/.test(host) ? host : ''
}

/**
 * @param baseDomain the product's own host, such as `localhost`; the operator lives on `admin.` before it
 */
export async function siteOf(host: string, baseDomain: string): Promise<Site> {
  if (host === baseDomain) return { kind: 'product', host }
  if (host === `admin.${baseDomain}`) return { kind: 'operator', host }
  const tenant = host === '' ? undefined : await tenantOfHost(host)
  return tenant ? { kind: 'association', tenant, host } : { kind: 'unknown', host }
}
