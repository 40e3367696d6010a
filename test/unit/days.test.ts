/** Days as their readers write them. */
import { expect, test } from 'vitest'
import { longDay, longMoment } from '#app/i18n/format.ts'

test('the first of a month is « 1er » in French, and no other day is', () => {
  expect(longDay('2028-01-01', 'fr')).toBe('1er janvier 2028')
  expect(longDay('2028-01-11', 'fr')).toBe('11 janvier 2028')
  expect(longDay('2028-01-21', 'fr')).toBe('21 janvier 2028')
  expect(longDay('2028-01-01', 'en')).toBe('1 January 2028')
  expect(longMoment('2028-08-01T10:00:00Z', 'fr')).toMatch(/^1er août 2028/)
})
