/** Local times with their zone (B9): the two Sundays on which Paris changes its clocks, and places that never do. */
import { describe, expect, test } from 'vitest'
import { instantIn, isLeftOut, minuteIn } from '#app/calendar/local-time.ts'
import { localDay, localMonth } from '#app/domain/events/event-times.ts'
import { ZONES } from '#app/vocabulary/zones.ts'

const at = (zone: string, minute: string) => instantIn(zone, minute)?.toISOString()

describe('a local time with its zone', () => {
  test.each([
    ['Europe/Paris', '2026-10-24T19:00', '2026-10-24T17:00:00.000Z'],
    ['Europe/Paris', '2026-10-31T19:00', '2026-10-31T18:00:00.000Z'],
    ['Europe/Paris', '2027-03-27T19:00', '2027-03-27T18:00:00.000Z'],
    ['Europe/Paris', '2027-04-03T19:00', '2027-04-03T17:00:00.000Z'],
    // On the days themselves, before and after the change.
    ['Europe/Paris', '2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['Europe/Paris', '2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    ['Indian/Reunion', '2026-10-25T02:30', '2026-10-24T22:30:00.000Z'],
    ['Indian/Reunion', '2027-03-28T02:30', '2027-03-27T22:30:00.000Z'],
    ['Pacific/Tahiti', '2026-10-25T18:00', '2026-10-26T04:00:00.000Z'],
    ['Europe/Paris', '2028-02-29T23:59', '2028-02-29T22:59:00.000Z'],
    // Where clocks change on other days, and by half an hour.
    ['America/New_York', '2026-11-01T12:00', '2026-11-01T17:00:00.000Z'],
    ['Australia/Sydney', '2027-04-04T12:00', '2027-04-04T02:00:00.000Z'],
    ['Asia/Kolkata', '2026-12-01T18:30', '2026-12-01T13:00:00.000Z'],
  ])('%s %s is %s', (zone, minute, instant) => expect(at(zone, minute)).toBe(instant))

  test('that comes twice is the first of the two (25 October 2026, 02:30)', () => {
    expect(at('Europe/Paris', '2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(isLeftOut('Europe/Paris', '2026-10-25T02:30')).toBe(false)
  })

  test('that a spring leaves out stands as long after the change (28 March 2027, 02:30 is 03:30)', () => {
    expect(isLeftOut('Europe/Paris', '2027-03-28T02:30')).toBe(true)
    expect(minuteIn('Europe/Paris', instantIn('Europe/Paris', '2027-03-28T02:30')!)).toBe('2027-03-28T03:30')
    expect(isLeftOut('Indian/Reunion', '2027-03-28T02:30')).toBe(false)
  })

  test('is read back by the same clock in every zone, each hour of two years but those left out', () => {
    for (const zone of ZONES)
      for (let hour = 0; hour < 2 * 365 * 24; hour += 11) {
        const minute = new Date(Date.UTC(2026, 0, 1, hour)).toISOString().slice(0, 16)
        if (!isLeftOut(zone, minute)) expect(minuteIn(zone, instantIn(zone, minute)!), zone).toBe(minute)
      }
  })

  test.each(['', '2026-11-22', '2027-02-29T10:00', '2026-13-01T10:00', '2026-11-22T25:00', 'demain'])(
    '« %s » is none',
    (minute) => expect(instantIn('Europe/Paris', minute)).toBeUndefined(),
  )

  test('is shown by the clock of its place, whatever the machine’s zone', () => {
    expect(localDay('2026-11-01T23:30', 'fr')).toBe('dimanche 1er novembre 2026')
    expect(localDay('2026-11-21T00:10', 'fr')).toBe('samedi 21 novembre 2026')
    expect(localDay('2026-11-21T00:10', 'en')).toBe('Saturday, 21 November 2026')
    expect(localMonth('2026-11-30T23:59', 'fr')).toBe('novembre 2026')
  })
})
