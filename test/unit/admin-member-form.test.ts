import { describe, expect, test } from 'vitest'
import { readMemberForm, shownIn } from '#app/features/staff/members/member-form.ts'
import { inputOf } from '#app/features/staff/members/member-inputs.ts'
import { readDate } from '#app/i18n/read-answer.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'

const config = { identity: { field: 'lastName' as const, with: ['firstName' as const, 'promotion' as const] } }
const stored = {
  lastName: 'Le Guennec',
  firstName: 'Jean-Baptiste',
  promotion: 2004,
  birthDate: '1981-03',
  acceptsContact: true,
  skills: ['C++', 'planche à voile'],
  socialLinks: [{ network: 'viadeo', url: 'https://viadeo.example/jb' }],
  workHistory: [{ company: 'Chantiers', jobTitle: 'Ingénieur', from: '2004-09', to: '2010' }],
}
const form = (values: Record<string, string>) => {
  const out = new FormData()
  for (const [name, value] of Object.entries(values)) out.set(name, value)
  return out
}
const changes = (values: Record<string, string>, locked?: FieldId[]) =>
  readMemberForm(form(values), stored, config, locked)

describe('the staff’s form of a person', () => {
  test('asks for every field but ties, which belong to two people, and help, which is one’s own to offer', () => {
    expect(FIELD_IDS.filter((field) => !inputOf(field))).toEqual(['familyTies', 'canHelp'])
  })

  test('sent back as it was shown, it changes nothing', () => {
    const values: Record<string, string> = { 'workHistory.shown': '1' }
    for (const field of FIELD_IDS) {
      const input = inputOf(field)
      if (input && input !== 'records' && input !== 'file')
        values[field] = shownIn(input, (stored as Partial<Record<FieldId, unknown>>)[field])
    }
    for (const part of ['company', 'jobTitle', 'workField', 'workLevel', 'city', 'country', 'from', 'to'])
      values[`workHistory.0.${part}`] = (stored.workHistory[0] as Record<string, string>)[part] ?? ''
    expect(changes(values)).toEqual({ changes: {}, faults: {} })
  })

  test('reads each kind of value, and an emptied field as nothing', () => {
    expect(
      changes({
        birthDate: '22/11/1981',
        promotion: '2005',
        acceptsContact: '',
        skills: 'C++\r\n\r\n  Rust ',
        firstName: '',
        socialLinks: 'https://viadeo.example/jb\nhttps://www.linkedin.com/in/jb',
      }).changes,
    ).toEqual({
      birthDate: '1981-11-22',
      promotion: 2005,
      acceptsContact: null,
      skills: ['C++', 'Rust'],
      firstName: null,
      socialLinks: [
        { network: 'viadeo', url: 'https://viadeo.example/jb' },
        { network: 'linkedin', url: 'https://www.linkedin.com/in/jb' },
      ],
    })
  })

  test('says what cannot be, and changes nothing of it', () => {
    const read = changes({
      birthDate: '31/02/1981',
      promotion: '81',
      primaryEmail: 'jb@',
      socialLinks: 'javascript:alert(1)',
      bio: 'x'.repeat(5001),
      lastName: '  ',
      acceptsContact: 'perhaps',
    })
    expect(read.changes).toEqual({})
    expect(read.faults).toEqual({
      birthDate: 'date',
      promotion: 'year',
      primaryEmail: 'email',
      socialLinks: 'link',
      bio: 'long',
      lastName: 'required',
      acceptsContact: 'value',
    })
  })

  test('a secret left empty stays, a typed one replaces it', () => {
    expect(changes({ iesfCode: '' }).changes).toEqual({})
    expect(changes({ iesfCode: 'K4-22' }).changes).toEqual({ iesfCode: 'K4-22' })
    expect(shownIn('secret', 'v1.sealed')).toBe('')
  })

  test('a locked field is not looked at', () => {
    expect(changes({ primaryEmail: 'other@x.example', firstName: 'Jean' }, ['primaryEmail']).changes).toEqual({
      firstName: 'Jean',
    })
  })

  test('lines of records are added, changed and taken away', () => {
    expect(
      changes({
        'workHistory.shown': '1',
        'workHistory.0.company': '',
        'workHistory.1.company': 'Arsenal',
        'workHistory.1.from': '2011',
      }).changes,
    ).toEqual({ workHistory: [{ company: 'Arsenal', from: '2011' }] })
    expect(changes({ 'workHistory.shown': '1' }).changes).toEqual({ workHistory: [] })
    expect(
      changes({ 'otherDiplomas.shown': '1', 'otherDiplomas.0.diploma': 'MBA', 'otherDiplomas.0.promotion': '2010' })
        .changes,
    ).toEqual({
      otherDiplomas: [{ diploma: 'MBA', promotion: 2010 }],
    })
  })

  test('dates are as precise as they were typed, in figures or in words', () => {
    const typed = ['22/11/1958', '1/2/1958', '11/1958', '1958', '1958-11-22', '22.11.1958', '03.2026', '2026-03']
    const iso = ['1958-11-22', '1958-02-01', '1958-11', '1958', '1958-11-22', '1958-11-22', '2026-03', '2026-03']
    expect(typed.map(readDate)).toEqual(iso)
    const words = ['mars 2026', 'Mars 2026', '1er août 2025', '22 novembre 1958', 'sept. 2019', 'March 2026', '2026/3']
    expect(words.map(readDate)).toEqual([
      ...['2026-03', '2026-03', '2025-08-01', '1958-11-22', '2019-09', '2026-03', '2026-03'],
    ])
    const none = ['', 'hier', '13/1958', '29/02/2023', '58', '22/11/58', 'marsouin 2026', '31 avril 2020', '2026-13']
    expect(none.map(readDate)).toEqual(Array(none.length).fill(undefined))
  })

  test('takes of phones, choices, addresses and SIRET what the form for members takes, in the stored form', () => {
    expect(
      changes({
        ...{ mobilePhone: '06.12.34.56.78', civility: 'Mme', status: 'décédée', companySiret: '732 829 320 00074' },
        ...{ homePostcode: '75 015', homeCountry: 'france' },
      }).changes,
    ).toEqual({
      ...{ mobilePhone: '+33612345678', civility: 'Mme', status: 'décédée', companySiret: '73282932000074' },
      ...{ homePostcode: '75015', homeCountry: 'France' },
    })
    expect(changes({ homePostcode: '1000', homeCountry: 'Belgique' }).faults).toEqual({})
    expect(
      changes({
        ...{ mobilePhone: 'abc', homePhone: '06 12 34 5', civility: 'Chat', status: 'blabla', companySiret: '123' },
        ...{ homePostcode: '1', homeCountry: 'Frnace', 'workHistory.shown': '1', 'workHistory.0.company': 'X' },
        ...{ 'workHistory.0.from': 'mai 2012', 'workHistory.0.to': '2010' },
      }),
    ).toEqual({
      changes: {},
      faults: {
        ...{ mobilePhone: 'phone', homePhone: 'phone', civility: 'choice', status: 'choice', companySiret: 'siret' },
        ...{ homePostcode: 'postcode', homeCountry: 'country', workHistory: 'order' },
      },
    })
  })

  test('what stands on record against today’s checks may stay while other fields change', () => {
    const odd = { ...stored, homeCountry: 'Prusse', mobilePhone: '12 rue', status: 'en césure', homePostcode: '1' }
    const values = { homeCountry: 'Prusse', mobilePhone: '12 rue', status: 'en césure', homePostcode: '1' }
    expect(readMemberForm(form({ ...values, homeCity: 'Metz' }), odd, config)).toEqual({
      changes: { homeCity: 'Metz' },
      faults: {},
    })
  })
})
