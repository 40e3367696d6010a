import { describe, expect, test } from 'vitest'
import { diffTenants } from '#app/tenant/diff.ts'
import { consequenceText, diffText } from '#app/tenant/diff-words.ts'
import { loadTenantFile, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

function tenant(slug: string): TenantConfig {
  const loaded = loadTenantFile(`tenants/${slug}`)
  if (!loaded.ok) throw new Error(`tenants/${slug} is broken: see tenant-files.test.ts`)
  return loaded.config
}

/** The diff after one edit of a copy. */
function edited(slug: string, edit: (config: TenantConfig) => void) {
  const before = tenant(slug)
  const after = structuredClone(before)
  edit(after)
  return diffTenants(before, after)
}

describe('the difference between two versions of an association’s rules', () => {
  test('is empty between a file and itself', () => {
    const loaded = tenantsIn('tenants')
    for (const config of loaded.ok ? loaded.configs : [])
      expect(diffTenants(config, structuredClone(config))).toEqual({ changes: [], consequences: [] })
    expect(loaded.ok).toBe(true)
  })

  test('names a changed key by its path, entries of lists by their id', () => {
    const { changes, consequences } = edited('isep', (config) => {
      config.tiers[0]!.cents = 9000
      config.groups.reverse()
    })
    expect(changes).toEqual([{ path: 'tiers.diplome.cents', from: 8000, to: 9000 }])
    expect(consequences).toEqual([])
  })

  test('shows what is added and what is removed', () => {
    const { changes } = edited('isep', (config) => {
      config.groups.push({ id: 'chorale', name: { fr: 'Chorale', en: 'Choir' }, kind: 'club', joining: 'open' })
      config.groups.shift()
    })
    expect(changes.map(({ path, from, to }) => [path, from !== undefined, to !== undefined])).toEqual([
      ['groups.chorale', false, true],
      ['groups.isep-ba', true, false],
    ])
  })

  test('says which fields a role gains and loses, also when only a named set changed (P4)', () => {
    const { changes, consequences } = edited('isep', (config) => {
      config.fieldSets.excluded = config.fieldSets.excluded!.filter((field) => field !== 'primaryEmail')
    })
    expect(changes.map((change) => change.path)).toEqual(['fieldSets.excluded'])
    expect(consequences).toEqual(
      (['adherent', 'recruiter', 'school'] as const).map((role) => ({
        kind: 'field-gained',
        role,
        field: 'primaryEmail',
        upTo: 'nobody',
      })),
    )
  })

  test('tells a status seen always from a status seen of the dead (P4)', () => {
    const { consequences } = edited('isep', (config) => {
      delete config.roles.school!.sees[1]!.whenStatus
    })
    expect(consequences.map((one) => consequenceText(one, 'en'))).toEqual([
      'school now sees status',
      'school no longer sees status (if décédé | décédée | deceased)',
    ])
  })

  test('tells a further reach from a nearer one (I6)', () => {
    const { consequences } = edited('insa-lyon', (config) => {
      config.roles.member!.sees = [config.roles.member!.sees[0]!]
    })
    expect(consequences.length).toBeGreaterThan(30)
    expect(
      consequences.every((one) => one.kind === 'field-lost' && one.role === 'member' && one.upTo === 'public'),
    ).toBe(true)
  })

  test('says that the school no longer needs people’s consent (S12)', () => {
    const { consequences } = edited('supmeca', (config) => {
      delete config.roles.school!.consent
    })
    expect(consequences).toEqual([{ kind: 'consent', role: 'school', from: 'school', to: undefined }])
    expect(consequenceText(consequences[0]!, 'fr')).toBe('school voit sans accord demandé')
  })

  test('says which audiences open and close, companions of the name included', () => {
    const { consequences } = edited('supmeca', (config) => {
      config.fields.set.lastName = { site: { default: 'public' }, print: {} }
      config.fields.set.bio = { site: { widest: 'friends' }, print: { default: 'nobody' } }
    })
    expect(consequences.map((one) => consequenceText(one, 'en')).sort()).toEqual([
      'bio (site, default) closes: network → friends',
      'bio (site, widest) closes: public → friends',
      'firstName (site, default) opens: network → public',
      'lastName (site, default) opens: network → public',
      'promotion (site, default) opens: network → public',
    ])
  })

  test('says what a federation contract shares, with whom, and that it ends (I16)', () => {
    const narrower = edited('insa-rennes', (config) => {
      const { contract } = config.federation!
      contract.columns = contract.columns.filter((column) => column !== 'homeCity')
      contract.readers.push('member')
    })
    expect(narrower.consequences).toEqual([
      { kind: 'unshared', field: 'homeCity' },
      { kind: 'reader-gained', role: 'member', where: 'sisters' },
    ])
    const ended = edited('insa-rennes', (config) => {
      delete config.federation
    })
    expect(ended.consequences).toEqual([{ kind: 'contract-ends' }])
  })

  test('says what a role may do and search by', () => {
    const { consequences } = edited('ece', (config) => {
      config.roles.adherent!.criteria.push('competence')
      config.roles.manager!.may.push('extract')
      delete config.roles.poster
    })
    expect(consequences.map((one) => consequenceText(one, 'fr'))).toEqual([
      'adherent peut chercher par competence',
      'Le rôle poster disparaît',
      'manager peut désormais : extract',
    ])
  })

  test('has a sentence in both languages for everything that tells two associations apart', () => {
    const loaded = tenantsIn('tenants')
    const configs = loaded.ok ? loaded.configs : []
    for (const from of configs)
      for (const to of configs) {
        const diff = diffTenants(from, to)
        for (const language of ['fr', 'en'] as const) {
          const lines = diffText(diff, language)
          expect(lines.length).toBe(diff.changes.length + diff.consequences.length)
          expect(lines.filter((line) => !line || /undefined|\[object/.test(line))).toEqual([])
        }
      }
    expect(configs).toHaveLength(11)
  })
})
