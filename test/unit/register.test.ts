/** The register of processing (GDPR, article 30): every association says by what right it does what it does. */
import { describe, expect, test } from 'vitest'
import { registerOf } from '#app/features/site/legal/register.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import { basesIn } from '#app/tenant/processing.schema.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('an association’s file is not valid')
const { configs } = loaded
const configOf = (slug: string) => configs.find((config) => config.slug === slug)!

describe.each(configs.map((config) => [config.slug, config] as const))('%s', (_, config) => {
  const entries = registerOf(config)

  test('names a basis for all that it does, and for nothing that it does not', () => {
    expect(entries.filter(({ derived }) => derived).map(({ activity }) => activity)).toEqual([])
    expect(Object.keys(config.processing.bases).sort()).toEqual(entries.map(({ activity }) => activity).sort())
    for (const said of [config.processing.purposes, config.processing.data, config.processing.recipients])
      for (const activity of Object.keys(said ?? {})) expect(entries.map((entry) => entry.activity)).toContain(activity)
  })

  test('calls consent only what somebody was asked for', () => {
    const lists = basesIn(config.processing.bases.lists ?? [])
    const on = config.mailingLists.some((list) => list.on)
    if (config.mailingLists.length > 0) expect(lists.includes('legitimate-interest')).toBe(on)
    expect(lists.includes('consent')).toBe(config.mailingLists.some((list) => !list.on))
  })
})

test('what the sources say is what the registers say', () => {
  const basesOf = (slug: string, activity: string) =>
    registerOf(configOf(slug)).find((entry) => entry.activity === activity)?.bases
  // [P7] The register's own lines.
  expect(basesOf('isep', 'directory')).toEqual(['legitimate-interest'])
  expect(basesOf('isep', 'companies')).toEqual(['legitimate-interest', 'consent'])
  expect(basesOf('isep', 'dues')).toEqual(['legitimate-interest', 'contract'])
  expect(configOf('isep').processing.transfers.map(({ basis }) => basesIn(basis))).toEqual([
    ['legitimate-interest'],
    ['legitimate-interest', 'public-interest'],
  ])
  // [S12] Sharing with the school is asked for; [N2] so is publishing a profile.
  expect(basesOf('supmeca', 'schools')).toEqual(['consent'])
  expect(basesOf('sepro', 'profiles')).toEqual(['consent'])
  // [E2] "si … les personnes ont accepté la mise en relation".
  expect(basesOf('ece', 'messages')).toEqual(['consent'])
})
