/** A month of the agenda: days by the clock of each place (B9), weeks from Monday, what goes on over days. */
import { expect, test } from 'vitest'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { inMonth, instantsAround, monthAfter, weeksOf } from '#app/features/site/agenda/month.ts'
import { dayOfMonth, weekdays } from '#app/features/site/agenda/month-words.ts'
import { agendaAddress, unnarrowed, wishIn } from '#app/features/site/agenda/wish.ts'

const line = (slug: string, startsLocal: string, endsLocal: string, zone = 'Europe/Paris') =>
  ({ slug, title: slug, state: 'published', startsLocal, endsLocal, zone }) as EventLine

const LINES = [
  line('reveillon', '2026-12-31T22:00', '2027-01-01T02:00'),
  line('voyage', '2026-12-30T08:00', '2027-01-02T00:00'),
  line('lagon', '2026-12-31T20:00', '2026-12-31T23:00', 'Pacific/Tahiti'),
  line('saisons', '2026-10-25T02:30', '2026-10-25T03:30'),
]
const daysWith = (month: string, slug: string) =>
  weeksOf(month, inMonth(LINES, month), { today: '2026-12-31', language: 'fr' })
    .flat()
    .flatMap((day) => (day?.events.some((one) => one.slug === slug) ? [day.day] : []))

test('an event stands on each of its days, by its own clock, and on none that it ends before', () => {
  expect(daysWith('2026-12', 'reveillon')).toEqual(['2026-12-31'])
  expect(daysWith('2027-01', 'reveillon')).toEqual(['2027-01-01'])
  expect(daysWith('2026-12', 'voyage')).toEqual(['2026-12-30', '2026-12-31'])
  // It ends at midnight: the second of January is free of it.
  expect(daysWith('2027-01', 'voyage')).toEqual(['2027-01-01'])
  // In Papeete it is the last evening of the year, though Paris is in the next already.
  expect(daysWith('2026-12', 'lagon')).toEqual(['2026-12-31'])
  expect(inMonth(LINES, '2027-01').map(({ slug }) => slug)).toEqual(['reveillon', 'voyage'])
  expect(daysWith('2026-10', 'saisons')).toEqual(['2026-10-25'])
})

test('weeks begin on Monday and hold every day once, also of February in leap years', () => {
  for (const [month, days, before] of [
    ['2026-12', 31, 1],
    ['2028-02', 29, 1],
    ['2027-02', 28, 0],
    ['2027-08', 31, 6],
  ] as const) {
    const weeks = weeksOf(month, [], { today: `${month}-01`, language: 'fr' })
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks.flat().filter(Boolean)).toHaveLength(days)
    expect(weeks[0]!.findIndex(Boolean)).toBe(before)
    expect(weeks.flat().filter((day) => day?.isToday)).toHaveLength(1)
  }
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(instantsAround('2026-12').map((at) => at.toISOString().slice(0, 10))).toEqual(['2026-11-30', '2027-01-02'])
  expect(dayOfMonth('2026-12-01', 'fr')).toBe('mardi 1er décembre')
  expect(weekdays('fr').map(({ long }) => long)[0]).toBe('lundi')
})

test('the address says what is looked at; what it cannot say is the list of what comes', () => {
  const read = (text: string) => wishIn(new URLSearchParams(text), ['visite'])
  expect(read('vue=mois&mois=2026-13&categorie=bal')).toMatchObject({ view: 'month', month: '', category: '' })
  const wish = read('vue=mois&mois=2027-03&categorie=visite&groupe=miens&quand=passes')
  expect(agendaAddress(wish)).toBe('/evenements?vue=mois&categorie=visite&groupe=miens&mois=2027-03')
  expect(agendaAddress(unnarrowed(wish))).toBe('/evenements?vue=mois&mois=2027-03')
  expect(agendaAddress({ ...wish, view: 'map' })).toBe(
    '/evenements?vue=carte&categorie=visite&groupe=miens&quand=passes',
  )
  expect(agendaAddress(read('vue=autre'))).toBe('/evenements')
})
