/**
 * Small worlds on the real database: associations from their tenant files, and people written the way the application
 * writes them.
 */
import { applyTenant } from '#app/context/tenant-versions.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { loadTenantFile } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

const read = new Map<string, TenantConfig>()

function readOnce(slug: string): TenantConfig {
  const loaded = loadTenantFile(`tenants/${slug}`)
  if (!loaded.ok) throw new Error('the tenant file is broken: see tenant-files.test.ts')
  read.set(slug, loaded.config)
  return loaded.config
}

/** @returns a copy of an association's tenant file. */
export function tenantFile(slug: string): TenantConfig {
  return structuredClone(read.get(slug) ?? readOnce(slug))
}

export const INSA = ['insa-lyon', 'insa-rennes', 'insa-rouen', 'insa-toulouse', 'insa-strasbourg', 'insa-cvl'] as const

/** Puts associations in force, each on `<slug>.localhost`. @returns their ids by slug */
export async function apply(...configs: (string | TenantConfig)[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const one of configs) {
    const config = typeof one === 'string' ? tenantFile(one) : one
    const { id } = await applyTenant({ config, author: 'test', diff: '', hosts: [`${config.slug}.localhost`] })
    ids.set(config.slug, id)
  }
  return ids
}

/** @returns the association as the write path wants it. */
export async function scopeOf(slug: string): Promise<Scope> {
  const tenant = await tenantOfSlug(slug)
  if (!tenant) throw new Error(`${slug} has not been applied`)
  return tenant
}

/** Work on one association's rows. */
export async function inside<T>(slug: string, work: (query: Query, scope: Scope) => Promise<T>): Promise<T> {
  const scope = await scopeOf(slug)
  return inTenantSql(scope.id, (query) => work(query, scope), { statementTimeout: 60_000 })
}

export const TRACE = { from: 'staff', now: new Date('2026-01-02T03:04:05Z') } as const

/** @returns id and handle of each, in order. */
export function addPeople(slug: string, people: readonly NewPerson[]): Promise<{ id: string; handle: string }[]> {
  return inside(slug, (query, scope) => insertPeople(query, scope, people, TRACE))
}
