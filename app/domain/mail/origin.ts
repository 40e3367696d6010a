/** Where links in mails lead: the association's canonical host as the database has it, never what a request said. */
import { env } from '#app/context/env.ts'
import type { Tenant } from '#app/context/tenants.ts'

/** @returns `https://host`; on the demo's hosts, which have no TLS, with its port. */
export function originOf({ canonicalHost }: Pick<Tenant, 'canonicalHost'>): string {
  const local = canonicalHost === 'localhost' || canonicalHost.endsWith('.localhost')
  return local ? `http://${canonicalHost}:${env().PORT}` : `https://${canonicalHost}`
}
