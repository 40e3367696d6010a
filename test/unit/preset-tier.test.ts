/** The tier that stands ready when staff record a cheque: what the last dues and the diploma say. */
import { expect, test } from 'vitest'
import { presetTier } from '#app/domain/dues/choose-tier.ts'
import { tenantFile } from '../factories/world.ts'

const { tiers } = tenantFile('isep')
const young = tiers.find(({ situation }) => situation === 'young')!
const retired = tiers.find(({ situation }) => situation === 'retired')
const active = tiers.find(({ situation }) => situation === 'active' || situation === undefined)!
const preset = (last: string | undefined, promotion: number | null) =>
  presetTier({ tiers }, { last, promotion, on: '2026-11-30' })?.id

test('a recent graduate’s cheque is of the tier for recent graduates, whatever was paid before', () => {
  expect(preset(undefined, 2025)).toBe(young.id)
  expect(preset(young.id, 2025)).toBe(young.id)
})

test('who was a recent graduate long ago pays as everybody', () => {
  expect(preset(young.id, 1990)).toBe(active.id)
  expect(preset(undefined, 1990)).toBe(active.id)
  expect(preset('a tier that is gone', 1990)).toBe(active.id)
})

test('whose last dues were for the retired stays retired', () => {
  if (retired) expect(preset(retired.id, 1970)).toBe(retired.id)
  expect(preset(undefined, null)).toBe(active.id)
})
