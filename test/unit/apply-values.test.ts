/** Values of the current position go to one position, whatever their order and whatever runs beside it. */
import { describe, expect, test } from 'vitest'
import { applyValues, type ValueChanges } from '#app/domain/people/apply-values.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'

function nobody(): PersonSource {
  return {
    ...{ id: '1', handle: 'x', own: {}, coordinates: { homeLat: null, homeLon: null, workLat: null, workLon: null } },
    ...{ diplomas: [], positions: [], emails: [], ties: [], siteChoices: [], printChoices: [] },
    ...{ listed: true, consents: { school: false, recruiters: false, federation: true }, provenance: {} },
  }
}

function withValues(values: ValueChanges, source = nobody()): PersonSource {
  applyValues(source, values, { seal: (text) => text, open: (sealed) => sealed })
  return source
}

describe('with a second running position', () => {
  const both = () =>
    withValues({
      ...{ company: 'Aéris', jobTitle: 'Architecte', jobStart: '2020' },
      workHistory: [{ company: 'Kestrel', jobTitle: 'Conseil', from: '2015' }],
    })
  const named = ({ positions }: PersonSource) =>
    positions.map(({ company, jobTitle, startedOn }) => [company?.name, jobTitle, startedOn]).sort()

  test.each([
    [['jobStart', 'workHistory', 'jobTitle']],
    [['workHistory', 'jobTitle', 'jobStart']],
    [['jobTitle', 'jobStart', 'workHistory']],
  ])('values written as %j go to the one that was current', (order) => {
    const all = { jobStart: null, jobTitle: 'Urbaniste', workHistory: [{ company: 'Kestrel', from: '2016' }] }
    const source = withValues(Object.fromEntries(order.map((field) => [field, all[field as keyof typeof all]])), both())
    expect(named(source)).toEqual([
      ['Aéris', 'Urbaniste', null],
      ['Kestrel', null, '2016'],
    ])
  })

  test('a start that is cleared leaves the other one as it was', () => {
    expect(named(withValues({ jobStart: null, workField: 'Bâtiment' }, both()))).toEqual([
      ['Aéris', 'Architecte', null],
      ['Kestrel', 'Conseil', '2015'],
    ])
  })

  test('values of a current position without one make a new one, beside the history', () => {
    const source = withValues({ workHistory: [{ company: 'Kestrel', from: '2015' }], jobTitle: 'Chef' })
    expect(named(source)).toEqual([
      [undefined, 'Chef', null],
      ['Kestrel', null, '2015'],
    ])
  })
})
