import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { defused } from '#app/domain/documents/defused.ts'
import { readExtractionForm } from '#app/features/staff/exports/exports.schema.ts'
import { shortDay } from '#app/i18n/format.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'

describe('texts in spreadsheets', () => {
  test('what begins like a formula is told apart, the rest stays as it is', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '|']) expect(defused(`${start}1`)).toBe(`'${start}1`)
    for (const text of ['', '1', 'a=1', 'Jean-Paul', "l'été", ' =1', '“=”']) expect(defused(text)).toBe(text)
  })

  test('nothing that comes out begins like a formula, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const out = defused(text)
        expect(out).not.toMatch(/^[=+\-@\t\r]/)
        expect(out.endsWith(text)).toBe(true)
      }),
    )
  })
})

describe('civil days of Paris', () => {
  test('begin an hour or two before UTC’s, whatever the season', () => {
    expect(startOfDay('2026-01-15')?.toISOString()).toBe('2026-01-14T23:00:00.000Z')
    expect(startOfDay('2026-07-15')?.toISOString()).toBe('2026-07-14T22:00:00.000Z')
    // The nights in which clocks change.
    expect(startOfDay('2026-03-29')?.toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay('2026-10-25')?.toISOString()).toBe('2026-10-24T22:00:00.000Z')
  })

  test('each instant is in the day that began before it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const day = civilDay(at)
        const start = startOfDay(day)!
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(at.getTime() - start.getTime()).toBeLessThan(25 * 3_600_000 + 1)
        expect(civilDay(start)).toBe(day)
      }),
    )
  })

  test('what is no day is none', () => {
    for (const text of ['', '2026-02-30', '22/11/2026', '2026-13-01', '2026-1-1', 'demain'])
      expect(startOfDay(text)).toBeUndefined()
  })

  test('are shown as people write them', () => {
    expect(shortDay('2026-11-22T23:30:00Z', 'fr')).toBe('23/11/2026')
  })
})

describe('how long dues run', () => {
  test.each([
    ['calendar-year', '2026-11-22', '2027-01-01'],
    ['calendar-year', '2026-01-01', '2027-01-01'],
    ['school-year', '2026-08-31', '2026-09-01'],
    ['school-year', '2026-09-01', '2027-09-01'],
    ['rolling-12-months', '2026-11-22', '2027-11-22'],
    ['rolling-12-months', '2028-02-29', '2029-03-01'],
    ['lifetime', '2026-11-22', null],
  ] as const)('%s from %s ends before %s', (period, from, end) => {
    expect(tierEnd(period, from)).toBe(end)
  })
})

describe('the form of an extraction', () => {
  const form = (reason: string, format: string) => {
    const data = new FormData()
    data.set('reason', reason)
    data.set('format', format)
    return data
  }

  test('wants a reason of the list or five characters that say something, one of four files, and columns', () => {
    expect(readExtractionForm(form('  abcde ', 'people.csv'))).toEqual({
      ok: true,
      reason: { why: '', reason: 'abcde' },
      ...{ format: 'people.csv', filters: {}, columns: null },
    })
    expect(readExtractionForm(form('  abcd ', 'people.csv'))).toMatchObject({
      ok: false,
      errors: { why: expect.any(String) },
    })
    expect(readExtractionForm(form('abcde', 'people.exe'))).toMatchObject({
      ok: false,
      errors: { format: expect.any(String) },
    })
    expect(readExtractionForm(new FormData()).ok).toBe(false)
    const listed = form('', 'people-excel.csv')
    listed.set('why', 'mailing')
    listed.set('set', 'own')
    expect(readExtractionForm(listed)).toMatchObject({ ok: false, errors: { columns: expect.any(String) } })
    for (const field of ['lastName', 'iesfCode', 'homeCity']) listed.append('columns', field)
    listed.set('promo', ' 1998 ')
    expect(readExtractionForm(listed)).toEqual({
      ok: true,
      reason: { why: 'mailing', reason: '' },
      ...{ format: 'people-excel.csv', filters: { promo: '1998' }, columns: ['lastName', 'homeCity'] },
    })
  })
})
