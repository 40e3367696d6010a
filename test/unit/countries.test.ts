import { expect, test } from 'vitest'
import { countryCode, countryName, frenchCountry } from '#app/i18n/countries.ts'
import { countryNames } from '#app/i18n/country-names.ts'

test.each([
  ['Palestine', 'PS'],
  ['Territoires palestiniens', 'PS'],
  ['Macao', 'MO'],
  ['BIRMANIE', 'MM'],
  ['Macédoine', 'MK'],
  ['RDC', 'CD'],
  ['Vatican', 'VA'],
  ['Burkina', 'BF'],
  ['Polynésie', 'PF'],
  ['Tahiti', 'PF'],
  ['Hong Kong', 'HK'],
  ['R.A.S. chinoise de Hong Kong', 'HK'],
  ['Congo', 'CG'],
  ['Türkiye', 'TR'],
])('%s is %s', (name, code) => expect(countryCode(name)).toBe(code))

test('names that are stored or printed are our own, in both languages, and each is understood', () => {
  expect(['PS', 'MO', 'HK'].map(frenchCountry)).toEqual(['Palestine', 'Macao', 'Hong Kong'])
  expect(countryName('DE', 'fr')).toBe('Allemagne')
  expect(countryName('DE', 'en')).toBe('Germany')
  expect(countryName('XX', 'fr')).toBe('XX')
  const names = [...countryNames()]
  expect(names.length).toBeGreaterThan(250)
  expect(names.filter(([code, { fr, en }]) => countryCode(fr) !== code || countryCode(en) !== code)).toEqual([])
  expect(names.filter(([code, { fr, en }]) => !/^[A-Z]{2}$/.test(code) || !fr || !en)).toEqual([])
})
