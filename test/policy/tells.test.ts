/** Fields that tell another (rules.md): the expected side is written by hand, tenant by tenant. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSql } from '#app/db/condition.ts'
import { compile } from '#app/policy/ability.ts'
import { explain } from '#app/policy/explain.ts'
import { extractRow } from '#app/policy/extract.ts'
import { type JudgedRow, readsWhole, reveal, whereReadable } from '#app/policy/view.ts'
import { effectiveAudience, ownAudience } from '#app/tenant/audience.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { config, IDS, randomChannel, randomConfig, randomPerson, randomViewer } from './random-policy.ts'

type Choices = Partial<Record<FieldId, Audience>>
const ME = '018f0000-0000-7000-8000-0000000000aa'
const [THEM] = IDS as [string]

const person = (choices: Choices, values: Record<string, unknown> = {}): JudgedRow => {
  const codes = Object.entries(choices).map(([field, audience]) => choiceCode(field as FieldId, audience))
  return {
    ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])),
    ...{ id: THEM, handle: 'ada', status: 'en activité', listed: true, siteChoices: codes, printChoices: codes },
    ...{ consentSchool: true, consentRecruiters: true, consentFederation: true },
    ...values,
  }
}

const abilityOf = (slug: string, role: Role, friend = false) => {
  const isPerson = ['member', 'adherent', 'manager', 'admin'].includes(role)
  const viewer = {
    roles: [role],
    friendIds: friend ? [THEM] : [],
    hasPass: false,
    ...(isPerson ? { personId: ME } : {}),
  }
  return compile({ config: config(slug), viewer })
}
const seen = (slug: string, role: Role, row: JudgedRow, friend = false) =>
  reveal(abilityOf(slug, role, friend), 'Person', { ...row })?.fields ?? {}
const shows = (slug: string, role: Role, choices: Choices, field: FieldId, friend = false) =>
  seen(slug, role, person(choices), friend)[field] !== undefined

/** What tells what, as the rules of the house say it. */
const TOLD: [FieldId, FieldId[]][] = [
  ['companySiret', ['company']],
  ['companyNaf', ['company']],
  ['companyAddress', ['company']],
  ['homeAddress', ['homePostcode', 'homeCity', 'homeCountry']],
  ['homePostcode', ['homeCity', 'homeCountry']],
  ['homeCity', ['homeCountry']],
  ['cv', ['company', 'jobTitle']],
  ['workEmail', ['company']],
  ['lifetimeEmail', ['lastName', 'firstName']],
]

describe('a value is never shown further than what it tells', () => {
  for (const [field, told] of TOLD)
    for (const one of told.filter((id) => id !== 'lastName' && id !== 'firstName'))
      test(`${field} tells ${one}: closed for a stranger with it, open to a friend, to the staff and to oneself`, () => {
        const choices: Choices = { lastName: 'public', [field]: 'public', [one]: 'friends' }
        for (const role of ['visitor', 'member', 'adherent', 'recruiter', 'school'] as const)
          expect(shows('supmeca', role, choices, field), role).toBe(false)
        expect(shows('supmeca', 'member', choices, field, true)).toBe(true)
        expect(shows('supmeca', 'manager', choices, field)).toBe(true)
        const own = compile({
          config: config('supmeca'),
          viewer: { roles: ['member'], personId: THEM, friendIds: [], hasPass: false },
        })
        expect(reveal(own, 'Person', person({ ...choices, [one]: 'nobody' }))?.fields[field]).toBe('a value')
      })

  test('and is shown as before where what it tells is open', () => {
    for (const [field, told] of TOLD) {
      const open: Choices = Object.fromEntries([field, ...told].map((one) => [one, 'network']))
      expect(shows('supmeca', 'member', open, field), field).toBe(true)
      expect(shows('supmeca', 'recruiter', open, field), field).toBe(false)
      const all: Choices = Object.fromEntries(['lastName', field, ...told].map((one) => [one, 'public']))
      for (const role of ['visitor', 'member', 'adherent', 'recruiter', 'school'] as const)
        expect(shows('supmeca', role, all, field), `${role} ${field}`).toBe(true)
    }
    expect(shows('supmeca', 'member', {}, 'companySiret')).toBe(true)
    expect(shows('isep', 'recruiter', {}, 'companyAddress')).toBe(true)
    expect(shows('sepro', 'visitor', {}, 'homeCity')).toBe(true)
  })

  test('the field itself may still be narrower than what it tells', () => {
    expect(shows('supmeca', 'member', { companySiret: 'friends', company: 'public' }, 'companySiret')).toBe(false)
    expect(shows('supmeca', 'member', { companySiret: 'friends', company: 'public' }, 'company')).toBe(true)
  })

  test('a CV is found by recruiters where nobody closed the company, by a default alone nothing is closed', () => {
    expect(shows('insa-lyon', 'recruiter', {}, 'company')).toBe(false)
    expect(shows('insa-lyon', 'recruiter', {}, 'cv')).toBe(true)
    for (const closed of ['company', 'jobTitle'] as const) {
      expect(shows('insa-lyon', 'recruiter', { [closed]: 'network' }, 'cv'), closed).toBe(false)
      expect(shows('insa-lyon', 'adherent', { [closed]: 'network' }, 'cv'), closed).toBe(true)
      expect(shows('insa-lyon', 'adherent', { [closed]: 'nobody' }, 'cv'), closed).toBe(false)
    }
  })

  test('a role that never reads the company reads neither its SIRET nor a CV', () => {
    const rules = config('ece')
    const { adherent } = rules.roles
    const sees = [{ fields: ['lastName', 'firstName', 'promotion', 'cv', 'companySiret', 'homeCity'], except: [] }]
    const narrow = { ...rules, roles: { ...rules.roles, adherent: { ...adherent!, sees } } }
    const viewer = { roles: ['adherent' as const], personId: ME, friendIds: [], hasPass: false }
    const fields = reveal(compile({ config: narrow, viewer }), 'Person', person({}))!.fields
    expect(Object.keys(fields).sort()).toEqual(['firstName', 'lastName', 'promotion'])
  })

  test('an address that is the civil name, and a face, stay with the name', () => {
    const hidden: Choices = { lastName: 'nobody', lifetimeEmail: 'public', photo: 'public', cv: 'public' }
    for (const role of ['visitor', 'member', 'recruiter'] as const)
      expect(seen('supmeca', role, person(hidden)), role).toEqual({})
  })

  test('for any rules: who reads the field reads all that it tells, by both doors', () => {
    const all = fc.record({ config: randomConfig, viewer: randomViewer, channel: randomChannel, row: randomPerson })
    fc.assert(
      fc.property(all, ({ config: rules, viewer, channel, row }) => {
        const ability = compile({ config: rules, viewer, channel })
        const fields = reveal(ability, 'Person', { ...row })?.fields ?? {}
        for (const [field, told] of TOLD.filter(([id]) => id !== 'cv'))
          if (fields[field] !== undefined && row.id !== viewer.personId)
            for (const one of told) expect(fields[one], `${field} ${one}`).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('what is said of audiences', () => {
  const closed: Choices = { company: 'friends', companySiret: 'network' }

  test('the audience that counts is that of what is told; the choice itself is kept', () => {
    expect(effectiveAudience(config('supmeca'), 'site', 'companySiret', closed)).toBe('friends')
    expect(ownAudience(config('supmeca'), 'site', 'companySiret', closed)).toBe('network')
    expect(effectiveAudience(config('supmeca'), 'site', 'companySiret', { companySiret: 'network' })).toBe('network')
    const chain: Choices = { homeAddress: 'public', homePostcode: 'public', homeCity: 'public', homeCountry: 'nobody' }
    expect(effectiveAudience(config('supmeca'), 'site', 'homeAddress', chain)).toBe('nobody')
  })

  test('an extraction says it too', () => {
    const { audience } = extractRow(abilityOf('supmeca', 'admin'), config('supmeca'), person(closed) as never)
    expect(audience.companySiret.site).toBe('friends')
    expect(audience.companyAddress.site).toBe('friends')
    expect(audience.jobTitle.site).toBe('network')
  })

  test('and « why » names the key', () => {
    const of = (choices: Choices, field: FieldId) =>
      explain(config('supmeca'), { role: 'member' }, person(choices)).find((one) => one.field === field)!
    expect(of(closed, 'companySiret')).toMatchObject({ open: false, closedBy: 'tells', audience: 'friends' })
    expect(of(closed, 'company')).toMatchObject({ open: false, closedBy: 'audience' })
    expect(of({ companySiret: 'friends' }, 'companySiret')).toMatchObject({ closedBy: 'audience' })
  })
})

describe('records inside a field are judged by the fields they repeat', () => {
  const diplomas = [
    {
      diploma: 'Master',
      programme: 'FISA',
      speciality: 'Optique',
      promotion: 2001,
      level: 'Bac+5',
      diplomaState: 'obtenu',
      school: 'X',
    },
  ]
  const history = [
    { company: 'Thales', jobTitle: 'Chef', workField: 'Énergie', city: 'Brest', from: '2019-01' },
    { company: 'Alstom', jobTitle: 'Stagiaire', city: 'Belfort', from: '2001-01', to: '2001-08' },
  ]
  const rows = { otherDiplomas: diplomas, workHistory: history }

  test('what the association keeps for its staff is in no second diploma', () => {
    const { level: _, diplomaState: __, ...open } = diplomas[0]!
    for (const role of ['adherent', 'recruiter', 'school'] as const)
      expect(seen('isep', role, person({}, rows)).otherDiplomas, role).toEqual([open])
    for (const role of ['manager', 'admin'] as const)
      expect(seen('isep', role, person({}, rows)).otherDiplomas, role).toEqual(diplomas)
    expect(seen('supmeca', 'member', person({}, rows)).otherDiplomas).toEqual(diplomas)
  })

  test('nor what the person closed', () => {
    const { speciality: _, programme: __, ...open } = diplomas[0]!
    const closed: Choices = { speciality: 'friends', programme: 'nobody' }
    expect(seen('supmeca', 'member', person(closed, rows)).otherDiplomas).toEqual([open])
    const only = person({ level: 'nobody' }, { otherDiplomas: [{ level: 'Bac+5' }] })
    expect(seen('supmeca', 'member', only).otherDiplomas).toBeUndefined()
  })

  test('a position that still runs tells company and job title; what is over is a fact of its own', () => {
    for (const closed of ['company', 'jobTitle'] as const)
      expect(seen('supmeca', 'member', person({ [closed]: 'friends' }, rows)).workHistory).toEqual([history[1]])
    expect(seen('supmeca', 'member', person({ company: 'friends' }, rows), true).workHistory).toEqual(history)
    expect(seen('supmeca', 'member', person({}, rows)).workHistory).toEqual(history)
    const running = person({ company: 'nobody' }, { workHistory: [history[0]] })
    expect(seen('supmeca', 'member', running).workHistory).toBeUndefined()
    const { city: _, ...placeless } = history[0]!
    const noPlace = person({ companyAddress: 'nobody' }, rows)
    expect(seen('supmeca', 'member', noPlace).workHistory).toEqual([placeless, history[1]])
  })

  test('the date of a record that may hold hidden parts is not told either', () => {
    const ability = abilityOf('supmeca', 'member')
    expect(readsWhole(ability, 'Person', person({ company: 'nobody' }, rows), 'workHistory')).toBe(false)
    expect(readsWhole(ability, 'Person', person({}, rows), 'workHistory')).toBe(true)
    expect(readsWhole(ability, 'Person', person({ company: 'nobody' }, rows), 'bio')).toBe(true)
  })
})

describe('statements stay as short as before', () => {
  const numbersIn = (condition: unknown) =>
    new Set(
      [...JSON.stringify(condition).matchAll(/hasSome":\[([\d,]*)\]/g)].flatMap((all) =>
        all[1]!.split(',').map((code) => Math.floor(Number(code) / 8)),
      ),
    )

  test.each(['lastName', 'firstName', 'promotion', 'company', 'jobTitle', 'homeCountry'] as const)(
    'what tells nothing asks nothing more: %s',
    (field) => {
      const asked = numbersIn(whereReadable(abilityOf('supmeca', 'member', true), 'Person', field))
      expect([...asked].filter((one) => one !== fieldNumber('lastName') && one !== fieldNumber(field))).toEqual([])
    },
  )

  test('and what tells another is one alternative for each relation, not their product', () => {
    const text = (field: FieldId) => {
      const sql = toSql(whereReadable(abilityOf('supmeca', 'member', true), 'Person', field), 'p') as unknown
      return JSON.stringify(sql).length
    }
    expect(text('companySiret')).toBeLessThan(text('company') * 1.5)
    expect(text('homeCity')).toBeLessThan(text('homeCountry') * 1.5)
  })
})
