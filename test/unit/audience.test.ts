import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allowedAudiences,
  audienceLimits,
  audienceRank,
  clampAudience,
  effectiveAudience,
} from '#app/tenant/audience.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, type Audience, CHANNELS } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'

const configs = (() => {
  const loaded = tenantsIn('tenants')
  if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
  return loaded.configs
})()
const tenant = (slug: string): TenantConfig => configs.find((config) => config.slug === slug)!

describe('a person’s audience, between the association’s limits (S10)', () => {
  test('is the association’s default until the person chooses', () => {
    expect(effectiveAudience(tenant('supmeca'), 'site', 'company', {})).toBe('network')
    expect(effectiveAudience(tenant('supmeca'), 'site', 'birthDate', {})).toBe('friends')
    expect(effectiveAudience(tenant('insa-lyon'), 'site', 'cv', {})).toBe('recruiters')
    expect(effectiveAudience(tenant('sepro'), 'site', 'skills', {})).toBe('public')
  })

  test('is the person’s choice where the association leaves it free', () => {
    for (const audience of AUDIENCES)
      expect(effectiveAudience(tenant('supmeca'), 'site', 'company', { company: audience })).toBe(audience)
  })

  test('is never wider than the association allows', () => {
    expect(effectiveAudience(tenant('isep'), 'site', 'company', { company: 'public' })).toBe('recruiters')
    expect(effectiveAudience(tenant('ece'), 'site', 'remarks', { remarks: 'network' })).toBe('nobody')
    expect(effectiveAudience(tenant('supmeca'), 'print', 'company', { company: 'public' })).toBe('network')
  })

  test('is never narrower than the association imposes (E2, I8)', () => {
    expect(effectiveAudience(tenant('ece'), 'site', 'acceptsContact', { acceptsContact: 'nobody' })).toBe('network')
    expect(effectiveAudience(tenant('ece'), 'print', 'acceptsContact', { acceptsContact: 'network' })).toBe('nobody')
  })

  test('is kept apart for the site and for the printed directory', () => {
    const choices = { mobilePhone: 'network' } as const
    expect(effectiveAudience(tenant('supmeca'), 'site', 'mobilePhone', {})).toBe('network')
    expect(effectiveAudience(tenant('supmeca'), 'print', 'mobilePhone', {})).toBe('nobody')
    expect(effectiveAudience(tenant('supmeca'), 'print', 'mobilePhone', choices)).toBe('network')
  })

  test('of the first name and the year is that of the name, whatever was chosen for them', () => {
    const choices = { lastName: 'friends', firstName: 'public', promotion: 'nobody' } as const
    for (const field of ['lastName', 'firstName', 'promotion'] as const)
      expect(effectiveAudience(tenant('supmeca'), 'site', field, choices)).toBe('friends')
    expect(audienceLimits(tenant('supmeca'), 'site', 'promotion').follows).toBe('lastName')
  })

  test('of a published profile’s purpose and date is that of the pseudonym (N2)', () => {
    expect(effectiveAudience(tenant('sepro'), 'site', 'publishedAt', { pseudonym: 'nobody' })).toBe('nobody')
    expect(effectiveAudience(tenant('sepro'), 'site', 'purpose', { purpose: 'nobody' })).toBe('public')
  })

  test('of the IESF code is nobody, whatever was chosen and whatever the file says', () => {
    for (const config of configs) {
      const opened = structuredClone(config)
      opened.fields.set.iesfCode = { site: { default: 'public' }, print: { widest: 'public' } }
      for (const channel of CHANNELS) {
        expect(effectiveAudience(opened, channel, 'iesfCode', { iesfCode: 'public' })).toBe('nobody')
        expect(allowedAudiences(opened, channel, 'iesfCode')).toEqual(['nobody'])
      }
    }
  })

  test('limits that contradict each other close rather than open', () => {
    expect(clampAudience('public', { widest: 'nobody', narrowest: 'network' })).toBe('nobody')
  })
})

describe('what a person may choose', () => {
  test('runs from the association’s widest to its narrowest', () => {
    expect(allowedAudiences(tenant('supmeca'), 'site', 'company')).toEqual([...AUDIENCES])
    expect(allowedAudiences(tenant('supmeca'), 'print', 'company')).toEqual(['network', 'friends', 'nobody'])
    expect(allowedAudiences(tenant('ece'), 'site', 'acceptsContact')).toEqual(['recruiters', 'network'])
    expect(allowedAudiences(tenant('isep'), 'site', 'birthDate')).toEqual(['nobody'])
  })

  test('a limit that takes freedom away comes with its reason, in both languages', () => {
    for (const config of configs)
      for (const channel of CHANNELS)
        for (const field of FIELD_IDS) {
          const { widest, narrowest, reason } = audienceLimits(config, channel, field)
          if (field === 'iesfCode' || (widest === 'public' && narrowest === 'nobody')) continue
          if (config.kind === 'federation') continue
          expect(reason?.fr && reason.en, `${config.slug} ${channel} ${field}`).toBeTruthy()
        }
  })

  test('for any choices of any person, the effective audience is one they may choose', () => {
    const choices = fc.dictionary(fc.constantFrom<string>(...FIELD_IDS), fc.constantFrom<Audience>(...AUDIENCES))
    const where = fc.tuple(fc.constantFrom(...configs), fc.constantFrom(...CHANNELS), fc.constantFrom(...FIELD_IDS))
    fc.assert(
      fc.property(where, choices, ([config, channel, field], chosen) => {
        const audience = effectiveAudience(config, channel, field as FieldId, chosen)
        expect(allowedAudiences(config, channel, field as FieldId)).toContain(audience)
        const { widest, narrowest } = audienceLimits(config, channel, field as FieldId)
        expect(audienceRank(audience)).toBeGreaterThanOrEqual(audienceRank(widest))
        expect(audienceRank(audience)).toBeLessThanOrEqual(audienceRank(narrowest))
      }),
    )
  })
})
