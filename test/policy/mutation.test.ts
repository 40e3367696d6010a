import { describe, expect, test } from 'vitest'
import { tenantsIn } from '#app/tenant/load.ts'
import { makeMatters } from './matrix/effect.ts'
import { type Configs, differences } from './matrix/judge.ts'
import { randomFrom, slip } from './matrix/mutations.ts'
import { readMatrix } from './matrix/read-matrix.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
const configs: Configs = new Map(loaded.configs.map((config) => [config.slug, config]))

const CHANGES = 30

describe('one changed line of a tenant file cannot pass unseen', () => {
  for (const slug of ['isep', 'supmeca', 'ece', 'insa-lyon', 'insa', 'sepro'])
    test(`${slug}: ${CHANGES} random changes that matter to somebody`, { timeout: 120_000 }, () => {
      const { sister } = readMatrix(slug)
      const matters = makeMatters(configs, slug, sister)
      const random = randomFrom(20261122)
      const unseen: string[] = []
      let counted = 0
      for (let tries = 0; counted < CHANGES && tries < CHANGES * 20; tries++) {
        // In a federation the sister's file counts too: its contract and its audiences are what is read here.
        const changed = slip(configs.get(sister && random() < 0.3 ? sister : slug)!, random)
        const after = new Map(configs).set(changed.config.slug, changed.config)
        if (!matters(after)) continue
        counted++
        if (differences(after, slug, { most: 1 }).length === 0) unseen.push(changed.what)
      }
      expect(unseen).toEqual([])
      expect(counted).toBe(CHANGES)
    })

  test('and the same slips that change nothing for anybody leave the matrix satisfied', { timeout: 60_000 }, () => {
    const matters = makeMatters(configs, 'isep', undefined)
    const random = randomFrom(3)
    for (let i = 0; i < 20; i++) {
      const changed = slip(configs.get('isep')!, random)
      const after = new Map(configs).set('isep', changed.config)
      if (!matters(after)) expect(differences(after, 'isep', { most: 1 }), changed.what).toEqual([])
    }
  })
})
