/** Presets of the privacy page: whatever an association's limits are, they stay within them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PRESETS, presetAudience, usefulPresets } from '#app/features/people/privacy/presets.ts'
import { ownAudienceFields } from '#app/features/people/privacy/privacy.schema.ts'
import { allowedAudiences, audienceLimits, audienceRank } from '#app/tenant/audience.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, CHANNELS } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('the tenant files are not valid')
const configs = loaded.configs

const audience = fc.option(fc.constantFrom(...AUDIENCES), { nil: undefined })
const limits = fc.record({ default: audience, widest: audience, narrowest: audience })
const rule = fc.record({ site: limits, print: limits })
const field = fc.constantFrom(...FIELD_IDS)

test('no preset is wider or narrower than the association allows, whatever it allows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...configs),
      rule,
      fc.dictionary(field as fc.Arbitrary<string>, rule, { maxKeys: 8 }),
      fc.constantFrom(...PRESETS),
      field,
      (base, common, set, preset, one) => {
        const config = { ...base, fields: { default: common, set } } as TenantConfig
        for (const channel of CHANNELS) {
          const given = presetAudience(config, preset, channel, one)
          const { widest, narrowest } = audienceLimits(config, channel, one)
          expect(audienceRank(given)).toBeGreaterThanOrEqual(audienceRank(widest))
          // Limits that contradict each other: the narrower holds, and no choice is allowed at all.
          if (audienceRank(widest) <= audienceRank(narrowest))
            expect(allowedAudiences(config, channel, one)).toContain(given)
        }
      },
    ),
    { numRuns: 300 },
  )
})

describe.each(configs.filter(({ kind }) => kind !== 'federation').map((config) => [config.slug, config] as const))(
  '%s',
  (_, config) => {
    const fields = ownAudienceFields(config)
    const rank = (preset: (typeof PRESETS)[number], one: (typeof fields)[number]) =>
      audienceRank(presetAudience(config, preset, 'site', one))

    test('each preset closes at least what the next more open one does', () => {
      for (const one of fields) {
        expect(rank('least', one), one).toBeGreaterThanOrEqual(rank('discreet', one))
        expect(rank('discreet', one), one).toBeGreaterThanOrEqual(rank('network', one))
      }
    })

    test('there is something to choose from, and no button twice', () => {
      expect(usefulPresets(config, fields).length).toBeGreaterThan(1)
    })
  },
)
