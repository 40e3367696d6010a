import { describe, expect, test } from 'vitest'
import { tenantsIn } from '#app/tenant/load.ts'
import { differences } from './matrix/judge.ts'
import { readMatrix } from './matrix/read-matrix.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
const configs = new Map(loaded.configs.map((config) => [config.slug, config]))

describe('what the compiled rules show is what was decided by hand', () => {
  for (const slug of ['isep', 'supmeca', 'ece', 'insa-lyon', 'insa', 'sepro'])
    test(`${slug}: ${readMatrix(slug).cells.length} cells of role × relation × field × channel × audience`, () => {
      expect(differences(configs, slug).slice(0, 20)).toEqual([])
    })

  for (const slug of ['insa-rennes', 'insa-rouen', 'insa-toulouse', 'insa-strasbourg', 'insa-cvl'])
    test(`${slug}: its own people, by the rules of Lyon`, () => {
      expect(differences(configs, slug, { matrix: 'insa-lyon', ownOnly: true }).slice(0, 20)).toEqual([])
    })
})
