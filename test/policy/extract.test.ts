import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { EXTRACTED_FIELDS, extractRow } from '#app/policy/extract.ts'
import { VISITOR } from '#app/policy/viewer.ts'
import { effectiveAudience } from '#app/tenant/audience.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, CHANNELS, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'

const configs = (() => {
  const loaded = tenantsIn('tenants')
  if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
  return loaded.configs
})()
const ability = (config: TenantConfig, ...roles: Role[]) => compile({ config, viewer: { ...VISITOR, roles } })
const row = (more: object = {}) => ({ handle: 'x', siteChoices: [], printChoices: [], ...more })

describe('the extraction (P4)', () => {
  test('opens to administrators alone, in every association', () => {
    for (const config of configs)
      for (const role of ROLES) {
        const extract = () => extractRow(ability(config, role), config, row())
        if (role === 'admin' && config.roles.admin) expect(extract).not.toThrow()
        else expect(extract).toThrow('may not extract')
      }
  })

  test('holds every field but the secret one, even if a row carries it', () => {
    const config = configs.find((one) => one.slug === 'isep')!
    const canary = 'sealed-canary-7f3a'
    const person = extractRow(ability(config, 'admin'), config, row({ iesfCode: canary, lastName: 'Morvan' }))
    expect(EXTRACTED_FIELDS).toHaveLength(FIELD_IDS.length - 1)
    expect(Object.keys(person.fields)).toEqual(EXTRACTED_FIELDS)
    expect(Object.keys(person.audience)).toEqual(EXTRACTED_FIELDS)
    expect(JSON.stringify(person)).not.toContain(canary)
    expect(JSON.stringify(person)).not.toContain('iesfCode')
  })

  test('gives each field the audience that the rest of the house works with', () => {
    const choice = fc.record({ field: fc.constantFrom(...EXTRACTED_FIELDS), audience: fc.constantFrom(...AUDIENCES) })
    const choices = fc.uniqueArray(choice, { selector: (one) => one.field, maxLength: 20 })
    fc.assert(
      fc.property(fc.constantFrom(...configs), choices, choices, (config, site, print) => {
        if (!config.roles.admin) return
        const codes = (list: typeof site) => list.map(({ field, audience }) => choiceCode(field, audience))
        const person = extractRow(
          ability(config, 'admin'),
          config,
          row({ siteChoices: codes(site), printChoices: codes(print) }),
        )
        const chosen = { site, print }
        for (const channel of CHANNELS)
          for (const field of EXTRACTED_FIELDS)
            expect(person.audience[field][channel]).toBe(
              effectiveAudience(
                config,
                channel,
                field,
                Object.fromEntries(chosen[channel].map((one) => [one.field, one.audience])),
              ),
            )
      }),
      { numRuns: 50 },
    )
  })
})
