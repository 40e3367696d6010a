/** Small towns on the map: everybody counts once, and never in a number of fewer than five. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Area, commonArea, gather } from '#app/features/people/directory/gather.ts'

const lyon = { department: '69', region: 'Auvergne-Rhône-Alpes', country: 'FR' }
const ain = { ...lyon, department: '01' }
const gard = { department: '30', region: 'Occitanie', country: 'FR' }
const berlin = { department: null, region: null, country: 'DE' }
const nowhere = { department: null, region: null, country: null }
const middle = () => null

test('a department, else a region, else a country, else the world', () => {
  const small = [
    { area: lyon, count: 3 },
    { area: lyon, count: 2 },
    { area: ain, count: 4 },
    { area: gard, count: 2 },
    { area: berlin, count: 4 },
    { area: nowhere, count: 1 },
  ]
  expect(gather(small, 5, middle).map(({ scale, area, count }) => [scale, area, count])).toEqual([
    ['department', lyon, 5],
    ['country', { ...nowhere, country: 'FR' }, 6],
    ['world', nowhere, 5],
  ])
  expect(gather(small.slice(2, 4), 5, middle)).toMatchObject([{ scale: 'country', count: 6 }])
  expect(gather(small.slice(2, 3), 5, middle)).toEqual([])
})

test('whatever the towns, nobody counts twice and fewer than five are left out', () => {
  const area = fc.constantFrom<Area>(lyon, ain, gard, berlin, nowhere)
  fc.assert(
    fc.property(fc.array(fc.record({ area, count: fc.integer({ min: 1, max: 4 }) })), (small) => {
      const rests = gather(small, 5, middle)
      const sum = (all: readonly { count: number }[]) => all.reduce((total, { count }) => total + count, 0)
      expect(rests.every(({ count }) => count >= 5)).toBe(true)
      expect(sum(small) - sum(rests)).toBeGreaterThanOrEqual(0)
      expect(sum(small) - sum(rests)).toBeLessThan(5)
    }),
  )
})

test('a bubble of several places is called after what holds them all', () => {
  const of = (...areas: Area[]) => commonArea(areas.map((area, i) => ({ area, count: i + 1 })))
  expect(of(lyon, lyon)).toEqual({ area: lyon, isWhole: true })
  expect(of(lyon, ain).area).toEqual({ ...lyon, department: null })
  expect(of(lyon, gard)).toEqual({ area: { ...gard, department: null }, isWhole: false })
  const brest = { department: '29', region: 'Bretagne', country: 'FR' }
  expect(of(lyon, gard, brest)).toEqual({ area: { ...nowhere, country: 'FR' }, isWhole: true })
  expect(of(nowhere, nowhere)).toEqual({ area: nowhere, isWhole: false })
  expect(of(berlin, lyon, gard)).toEqual({ area: { ...nowhere, country: 'FR' }, isWhole: false })
})
