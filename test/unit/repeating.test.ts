/** Events that repeat (B9): the hour on the wall stays, whatever clocks do; what is changed alike, and what is not. */
import { describe, expect, test } from 'vitest'
import { instantIn } from '#app/calendar/local-time.ts'
import { daysOf, onDay } from '#app/calendar/repeating.ts'
import { changedAlike } from '#app/domain/events/series-words.ts'
import type { EventWords } from '#app/domain/events/write-events.server.ts'

const EVENING = { startsLocal: '2026-10-20T19:00', endsLocal: '2026-10-20T22:00' }
const instants = (zone: string, first: string, times: number) =>
  daysOf('weekly', first, times).map((day) => {
    const { startsLocal } = onDay(zone, day, EVENING)
    expect(startsLocal).toBe(`${day}T19:00`)
    return instantIn(zone, startsLocal)!.toISOString().slice(5, 16)
  })

describe('dates of a series', () => {
  test('weekly at 19:00 in Paris stays at 19:00 over 25 October 2026 and 28 March 2027', () => {
    expect(instants('Europe/Paris', '2026-10-20', 2)).toEqual(['10-20T17:00', '10-27T18:00'])
    expect(instants('Europe/Paris', '2027-03-23', 2)).toEqual(['03-23T18:00', '03-30T17:00'])
  })

  test('La Réunion and Papeete change no clocks, and have their own evening', () => {
    expect(instants('Indian/Reunion', '2026-10-20', 2)).toEqual(['10-20T15:00', '10-27T15:00'])
    expect(instants('Pacific/Tahiti', '2027-03-23', 2)).toEqual(['03-24T05:00', '03-31T05:00'])
  })

  test('02:30 on 28 March 2027 is 03:30, its end as long after; on 25 October 2026 the first of the two', () => {
    const night = { startsLocal: '2027-03-21T02:30', endsLocal: '2027-03-21T03:00' }
    expect(onDay('Europe/Paris', '2027-03-28', night)).toEqual({
      startsLocal: '2027-03-28T03:30',
      endsLocal: '2027-03-28T04:00',
    })
    expect(onDay('Indian/Reunion', '2027-03-28', night).startsLocal).toBe('2027-03-28T02:30')
    expect(onDay('Europe/Paris', '2026-10-25', night)).toEqual({
      startsLocal: '2026-10-25T02:30',
      endsLocal: '2026-10-25T03:00',
    })
    expect(instantIn('Europe/Paris', '2026-10-25T02:30')!.toISOString()).toBe('2026-10-25T00:30:00.000Z')
    // An end in the hour that is left out comes after the beginning as well.
    const late = onDay('Europe/Paris', '2027-03-28', { startsLocal: '2027-03-21T01:00', endsLocal: '2027-03-21T02:15' })
    expect(late.endsLocal).toBe('2027-03-28T03:15')
  })

  test('rules are closed: two weeks, the last day of shorter months, the first Tuesday, a fifth as the last', () => {
    expect(daysOf('fortnightly', '2026-12-24', 3)).toEqual(['2026-12-24', '2027-01-07', '2027-01-21'])
    expect(daysOf('monthly', '2028-01-31', 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31'])
    expect(daysOf('weekday', '2026-12-01', 4)).toEqual(['2026-12-01', '2027-01-05', '2027-02-02', '2027-03-02'])
    expect(daysOf('weekday', '2026-12-29', 3)).toEqual(['2026-12-29', '2027-01-26', '2027-02-23'])
  })
})

const WORDS: EventWords = {
  ...{ title: 'Afterwork', lead: null, text: 'Un verre.', category: 'rencontre', groupId: null, audience: 'public' },
  ...{ startsLocal: '2027-03-23T19:00', endsLocal: '2027-03-23T22:00', zone: 'Europe/Paris' },
  ...{ place: 'Café', address: null, city: 'Paris', link: null },
}

test('a change of one date changes in another what was changed, and moves it by as many days', () => {
  const other: EventWords = { ...WORDS, startsLocal: '2027-03-30T19:00', endsLocal: '2027-03-30T22:00', place: 'Quai' }
  expect(changedAlike(WORDS, { ...WORDS, title: 'Apéro' }, other)).toEqual({ ...other, title: 'Apéro' })
  const moved = { ...WORDS, startsLocal: '2027-03-24T18:00', endsLocal: '2027-03-25T00:30' }
  expect(changedAlike(WORDS, moved, other)).toEqual({
    ...other,
    startsLocal: '2027-03-31T18:00',
    endsLocal: '2027-04-01T00:30',
  })
  const island = { ...WORDS, zone: 'Indian/Reunion' as const }
  expect(changedAlike(WORDS, island, other)).toEqual({ ...other, zone: 'Indian/Reunion' })
})
