/**
 * Every single rule of a tenant file, dropped by itself: whatever that changes for anybody, the hand-written matrix
 * notices.
 */
import { describe, expect, test } from 'vitest'
import { tenantsIn } from '#app/tenant/load.ts'
import type { RoleRule, TenantConfig } from '#app/tenant/schema.ts'
import { makeMatters } from './effect.ts'
import { type Configs, differences } from './judge.ts'
import { readMatrix } from './read-matrix.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
const configs: Configs = new Map(loaded.configs.map((config) => [config.slug, config]))

type Drop = { what: string; from(config: TenantConfig): void }

function dropsOfRole(role: string, rule: RoleRule): Drop[] {
  const of = (config: TenantConfig) => config.roles[role as keyof TenantConfig['roles']]!
  const without = (key: 'sees' | 'unlocks' | 'criteria') =>
    rule[key].map((one, i) => ({
      what: `${role} · ${key}: ${JSON.stringify(one)}`,
      from: (config: TenantConfig) => void of(config)[key].splice(i, 1),
    }))
  const conditions = rule.sees.flatMap((grant, i) =>
    (['upTo', 'whenStatus'] as const)
      .filter((key) => grant[key] !== undefined)
      .map((key) => ({
        what: `${role} · ${key} of sentence ${i + 1}`,
        from: (config: TenantConfig) => void delete of(config).sees[i]![key],
      })),
  )
  const exceptions = rule.sees.flatMap((grant, i) =>
    grant.except.map((word, j) => ({
      what: `${role} · except ${word}`,
      from: (config: TenantConfig) => void of(config).sees[i]!.except.splice(j, 1),
    })),
  )
  const consent = rule.consent
    ? [{ what: `${role} · consent`, from: (config: TenantConfig) => void delete of(config).consent }]
    : []
  return [...without('sees'), ...without('unlocks'), ...without('criteria'), ...conditions, ...exceptions, ...consent]
}

function dropsOf(config: TenantConfig): Drop[] {
  const roles = Object.entries(config.roles).flatMap(([role, rule]) => dropsOfRole(role, rule))
  const limits = Object.entries(config.fields.set).flatMap(([field, rule]) =>
    (['site', 'print'] as const).flatMap((channel) =>
      (Object.keys(rule[channel]) as (keyof (typeof rule)['site'])[]).map((key) => ({
        what: `${field} · ${channel} · ${key}`,
        from: (copy: TenantConfig) => void delete copy.fields.set[field as keyof typeof copy.fields.set]![channel][key],
      })),
    ),
  )
  return [...roles, ...limits]
}

/** Declares a test for each: what dropping any one rule of its file changes is in its matrix. */
export function holdsEveryRule(slugs: readonly string[]): void {
  describe('no rule can be dropped unseen', () => {
    for (const slug of slugs)
      test(slug, { timeout: 240_000 }, () => {
        const matters = makeMatters(configs, slug, readMatrix(slug).sister)
        const drops = dropsOf(configs.get(slug)!)
        expect(drops.length).toBeGreaterThan(20)
        const unseen = drops.filter(({ from }) => {
          // Behind a YAML anchor several roles share one object.
          const copy = JSON.parse(JSON.stringify(configs.get(slug))) as TenantConfig
          from(copy)
          const after = new Map(configs).set(slug, copy)
          return differences(after, slug, { most: 1 }).length === 0 && matters(after)
        })
        expect(unseen.map(({ what }) => what)).toEqual([])
      })
  })
}
