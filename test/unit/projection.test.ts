/** From source rows to the values that pages read: pure parts of the one write path. */
import { describe, expect, test } from 'vitest'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { applyValues, clean, emptyDiploma, emptyPosition, type Seal } from '#app/domain/people/apply-values.ts'
import { type CompanySource, type EmailSource, type PersonSource, writerOf } from '#app/domain/people/person-source.ts'
import { deliveryEmail, preferredEmail, project, sortNameOf } from '#app/domain/people/projection.ts'
import { pickCompany } from '#app/domain/people/resolve-companies.server.ts'
import { deletionsOf, tokensOf } from '#app/domain/people/search-tokens.ts'
import { compareTokens } from '#app/domain/people/token-rows.server.ts'
import { FIELD_IDS, type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'

const plainSeal: Seal = { seal: (text) => `<${text}>`, open: (sealed) => sealed.slice(1, -1) }

function nobody(): PersonSource {
  return {
    ...{ id: '1', handle: 'x', own: {}, coordinates: { homeLat: null, homeLon: null, workLat: null, workLon: null } },
    ...{ diplomas: [], positions: [], emails: [], ties: [], siteChoices: [], printChoices: [] },
    ...{ listed: true, consents: { school: false, recruiters: false, federation: true }, provenance: {} },
  }
}

function withValues(values: Parameters<typeof applyValues>[1], source = nobody()): PersonSource {
  applyValues(source, values, plainSeal)
  return source
}

const shop = (name: string, more: Partial<CompanySource> = {}): CompanySource => {
  return { id: null, name, siret: null, naf: null, address: null, city: null, country: null, ...more }
}

describe('projection', () => {
  test('every field has a value, nothing is undefined', () => {
    const values = project(nobody())
    expect(Object.keys(values).sort()).toEqual([...FIELD_IDS].sort())
    expect(Object.values(values).filter((value) => value === undefined)).toEqual([])
  })

  test('the main diploma fills the fields, the others make records without their numbers', () => {
    const values = project({
      ...nobody(),
      diplomas: [
        { ...emptyDiploma(1), diploma: 'Mastère', promotion: 2012, diplomaNumber: 'D9', school: 'Ailleurs' },
        { ...emptyDiploma(0), diploma: 'Ingénieur', promotion: 2010, diplomaNumber: 'D1' },
      ],
    })
    expect(values).toMatchObject({ diploma: 'Ingénieur', promotion: 2010, diplomaNumber: 'D1' })
    expect(values.otherDiplomas).toEqual([{ diploma: 'Mastère', promotion: 2012, school: 'Ailleurs' }])
  })

  test('the latest current position is shown; others and past ones are history, current ones without an end first', () => {
    const position = (jobTitle: string, startedOn: string, endedOn: string | null) => {
      return { ...emptyPosition(), jobTitle, startedOn, endedOn, company: shop(`Chez ${jobTitle}`, { siret: '1' }) }
    }
    const values = project({
      ...nobody(),
      positions: [
        position('Vieux', '2001', '2005-01'),
        position('Deux', '2019', null),
        position('Un', '2021-05', null),
      ],
    })
    expect(values).toMatchObject({ jobTitle: 'Un', company: 'Chez Un', companySiret: '1', jobStart: '2021-05' })
    expect(values.workHistory).toEqual([
      { company: 'Chez Deux', jobTitle: 'Deux', from: '2019' },
      { company: 'Chez Vieux', jobTitle: 'Vieux', from: '2001', to: '2005-01' },
    ])
  })

  test('a tie says who by id, never by a handle that holds a name', () => {
    const values = project({ ...nobody(), ties: [{ otherId: 'b', kind: 'sibling' }] })
    expect(values.familyTies).toEqual([{ kind: 'sibling', id: 'b' }])
  })

  test('mail goes to the preferred address, unless it is in error, then to the next valid one', () => {
    const email = (address: string, more: Partial<EmailSource>): EmailSource => {
      return {
        id: address,
        kind: 'personal',
        rank: 0,
        address,
        preferred: false,
        invalid: false,
        verifiedAt: null,
        ...more,
      }
    }
    const emails = [
      email('a@x.example', {}),
      email('b@x.example', { rank: 1 }),
      email('w@x.example', { kind: 'work', preferred: true, invalid: true }),
    ]
    expect(preferredEmail(emails)?.address).toBe('w@x.example')
    expect(deliveryEmail(emails)?.address).toBe('a@x.example')
    const values = project({ ...nobody(), emails })
    expect(values).toMatchObject({
      primaryEmail: 'a@x.example',
      secondaryEmail: 'b@x.example',
      workEmail: 'w@x.example',
    })
    expect(values.invalidEmail).toBe(true)
  })
})

describe('order of lists', () => {
  const identity = { field: 'lastName' as FieldId, with: ['firstName', 'promotion'] as FieldId[] }
  const name = (lastName: string, firstName: string) =>
    sortNameOf({ identity }, { lastName, firstName, promotion: 2010 })

  test('a short name with any first name comes before a longer name that begins so', () => {
    expect([name('Martin Dupont', 'Alice'), name('Martin', 'Zoé'), name('Martín', 'Ève')].sort()).toEqual([
      name('Martín', 'Ève'),
      name('Martin', 'Zoé'),
      name('Martin Dupont', 'Alice'),
    ])
  })

  test('under pseudonyms nothing of the name is left in the order', () => {
    const values = {
      lastName: 'Durand',
      firstName: 'Zoé',
      pseudonym: 'Fennec',
      purpose: 'Stage',
      publishedAt: '2026-01-02',
    }
    const order = sortNameOf({ identity: { field: 'pseudonym', with: ['purpose', 'publishedAt'] } }, values)
    expect(order).toBe('fennec\tstage\t2026 01 02')
  })
})

describe('words', () => {
  const of = (field: FieldId, values: Record<string, unknown>) =>
    tokensOf(values)
      .filter((pair) => pair.field === fieldNumber(field))
      .map(({ token }) => token)

  test('each field’s words stand under its own number', () => {
    const values = { lastName: 'Le Goff', company: 'Goff & Fils', skills: ['C++', 'Génie civil'], diploma: 'Ingénieur' }
    expect(of('lastName', values)).toEqual(['le', 'goff', 'legoff'])
    expect(of('company', values)).toEqual(['goff', 'fils'])
    expect(of('skills', values)).toEqual(['c++', 'genie', 'civil'])
    expect(of('speciality', values)).toEqual([])
  })

  test.each([
    ['12 rue de Paris, 31000 Toulouse', 'toulouse'],
    ['12 rue de Paris 31000 TOULOUSE CEDEX 9, France', 'toulouse'],
    ['Zone Est\n13090 Aix-en-Provence', 'aix en provence aixenprovence'],
    ['1000 Bruxelles', 'bruxelles'],
    ['8 Baker Street, London', 'london'],
    ['Lyon', 'lyon'],
  ])('of the company’s address the town alone: %s', (companyAddress, expected) => {
    expect(of('companyAddress', { companyAddress }).slice(0, 4)).toEqual(expect.arrayContaining(expected.split(' ')))
    expect(of('companyAddress', { companyAddress })).not.toContain('rue')
    expect(of('companyAddress', { companyAddress })).not.toContain('paris')
  })

  test('contact data, remarks and secrets have no words', () => {
    const everything = Object.fromEntries(FIELD_IDS.map((field) => [field, field === 'skills' ? ['a'] : 'abc']))
    const found = new Set(tokensOf(everything).map(({ field }) => FIELD_IDS[field - 1]))
    for (const field of ['primaryEmail', 'mobilePhone', 'remarks', 'iesfCode', 'birthDate', 'homeAddress'] as const)
      expect(found.has(field)).toBe(false)
  })

  test('only differences are written', () => {
    const pair = (token: string) => ({ field: 3, token })
    const { added, removed } = compareTokens([
      { id: 'a', before: [pair('dupont'), pair('jean')], after: [pair('durand'), pair('jean')] },
      { id: 'b', before: [], after: [pair('martin')] },
    ])
    expect(added).toEqual({ fields: [3, 3], tokens: ['durand', 'martin'], places: [1, 2] })
    expect(removed).toEqual({ fields: [3], tokens: ['dupont'], places: [1] })
  })

  test('a word too long to be a name makes no index of its typos', () => {
    expect(deletionsOf('goff')).toEqual(['goff', 'off', 'gff', 'gof'])
    expect(deletionsOf('x'.repeat(60))).toEqual([])
  })
})

describe('values laid on rows', () => {
  test('each field goes to the row that owns it', () => {
    const source = withValues({
      ...{
        lastName: ' Dupont\u0000 ',
        promotion: '2010',
        diploma: 'Ingénieur',
        company: 'Aéris',
        jobTitle: 'Architecte',
      },
      ...{ companyAddress: '1 rue des Lilas', primaryEmail: 'a@x.example', skills: ['Rust', ' '], iesfCode: '42' },
    })
    expect(source.own).toEqual({ lastName: 'Dupont', skills: ['Rust'], iesfCode: '<42>' })
    expect(source.diplomas).toMatchObject([{ promotion: 2010, diploma: 'Ingénieur', rank: 0 }])
    expect(source.positions).toMatchObject([
      { jobTitle: 'Architecte', company: { name: 'Aéris', address: '1 rue des Lilas' } },
    ])
    expect(source.emails).toMatchObject([{ kind: 'personal', rank: 0, address: 'a@x.example' }])
  })

  test('taking the primary address away does not move the second one', () => {
    const source = withValues({ primaryEmail: 'a@x.example', secondaryEmail: 'b@x.example' })
    withValues({ primaryEmail: null }, source)
    expect(project(source)).toMatchObject({ primaryEmail: null, secondaryEmail: 'b@x.example' })
  })

  test('a new address is neither in error nor verified', () => {
    const source = withValues({ primaryEmail: 'a@x.example' })
    withValues({ invalidEmail: true }, source)
    expect(project(source).invalidEmail).toBe(true)
    withValues({ primaryEmail: 'b@x.example' }, source)
    expect(project(source).invalidEmail).toBe(false)
  })

  test('another company begins without the old one’s address; another spelling is the same company', () => {
    const source = withValues({ company: 'Aéris', companyAddress: '1 rue des Lilas' })
    withValues({ company: 'AERIS' }, source)
    expect(project(source)).toMatchObject({ company: 'Aéris', companyAddress: '1 rue des Lilas' })
    withValues({ company: 'Kestrel' }, source)
    expect(project(source)).toMatchObject({ company: 'Kestrel', companyAddress: null })
  })

  test('a position of which nothing is left goes', () => {
    const source = withValues({ company: 'Aéris', jobTitle: 'Architecte', jobStart: '2020' })
    withValues({ company: null, jobTitle: null }, source)
    expect(source.positions).toEqual([])
  })

  test('a secret written again with the same text keeps its seal', () => {
    const source = withValues({ iesfCode: '42' })
    const before = source.own.iesfCode
    applyValues(source, { iesfCode: '42' }, { ...plainSeal, seal: () => 'another' })
    expect(source.own.iesfCode).toBe(before)
  })

  test.each([
    ['promotion', 'vingt'],
    ['acceptsContact', 'oui'],
    ['lastName', { a: 1 }],
    ['socialLinks', 'https://x.example'],
    ['lastName', ['a']],
  ] as const)('%s cannot hold %j', (field, value) => {
    expect(() => clean(field, value)).toThrow(TypeError)
  })
})

describe('companies', () => {
  const here = shop('Aéris Propulsion', { id: '1', siret: '111', address: '1 rue des Lilas' })
  const there = shop('Aéris Propulsion', { id: '2', siret: '222', address: '9 quai du Port' })

  test('one SIRET is one company, whatever the name', () => {
    expect(pickCompany(shop('Aeris SA', { siret: '222' }), [here, there])).toBe(there)
  })
  test('one name at one address is one company, whatever the spelling', () => {
    expect(pickCompany(shop('AERIS propulsion', { address: '1 RUE DES LILAS' }), [here, there])).toBe(here)
  })
  test('the same company at another address is another establishment', () => {
    expect(pickCompany(shop('Aéris Propulsion', { address: '3 place Neuve' }), [here, there])).toBeUndefined()
    expect(pickCompany(shop('Aéris Propulsion', { siret: '333', address: '1 rue des Lilas' }), [here])).toBeUndefined()
  })
  test('a bare name is the only establishment, and none of several', () => {
    expect(pickCompany(shop('aeris propulsion'), [here])).toBe(here)
    expect(pickCompany(shop('aeris propulsion'), [here, there])).toBeUndefined()
  })
})

test('how a person came in holds for every field that has no line of its own', () => {
  const map = { '*': { from: 'school', at: '2026' }, company: { from: 'person', at: '2027' } } as const
  expect(writerOf(map, 'company')?.from).toBe('person')
  expect(writerOf(map, 'lastName')?.from).toBe('school')
  expect(writerOf({}, 'lastName')).toBeUndefined()
})

test('a sealed value opens for its owner and key alone, and never looks the same twice', () => {
  const [key, other] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]
  const sealed = encryptSecret(key, 'IESF-1', 't/p/iesfCode')
  expect(sealed).not.toContain('IESF')
  expect(encryptSecret(key, 'IESF-1', 't/p/iesfCode')).not.toBe(sealed)
  expect(decryptSecret(key, sealed, 't/p/iesfCode')).toBe('IESF-1')
  expect(() => decryptSecret(key, sealed, 't/q/iesfCode')).toThrow()
  expect(() => decryptSecret(other, sealed, 't/p/iesfCode')).toThrow()
  const forged = sealed.replace(/\.([^.])([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`)
  expect(() => decryptSecret(key, forged, 't/p/iesfCode')).toThrow()
})
