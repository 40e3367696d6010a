import { describe, expect, test } from 'vitest'
import { compile, may, mayFilterBy, usableCriteria } from '#app/policy/ability.ts'
import { type JudgedRow, mayEverRead, maySortBy, reveal, whereReadable } from '#app/policy/view.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import { ACTIONS, type Action } from '#app/vocabulary/actions.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { config, configs, IDS } from './random-policy.ts'

const viewer = (role: Role, more: Partial<Viewer> = {}): Viewer => ({
  roles: [role],
  friendIds: [],
  hasPass: false,
  ...more,
})
const as = (slug: string, role: Role, more: Partial<Viewer> = {}) =>
  compile({ config: config(slug), viewer: viewer(role, more) })

const person = (choices: Partial<Record<FieldId, Audience>> = {}, more: Partial<JudgedRow> = {}): JudgedRow => ({
  ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])),
  id: IDS[0],
  handle: 'ada',
  status: 'en activité',
  consentSchool: true,
  consentRecruiters: true,
  consentFederation: true,
  listed: true,
  siteChoices: Object.entries(choices).map(([field, audience]) => choiceCode(field as FieldId, audience)),
  printChoices: [],
  ...more,
})
const shown = (ability: ReturnType<typeof as>, row: JudgedRow) =>
  Object.keys(reveal(ability, 'Person', { ...row })?.fields ?? {})

describe('relations', () => {
  test('a friend reads what was opened to friends, of this person alone', () => {
    const friend = as('supmeca', 'member', { friendIds: [IDS[0]!] })
    expect(shown(friend, person({ company: 'friends' }))).toContain('company')
    expect(shown(friend, person({ company: 'friends' }, { id: IDS[1] }))).not.toContain('company')
    expect(shown(friend, person({ company: 'nobody' }))).not.toContain('company')
  })

  test('a recruiter with a friend’s id gains nothing the association keeps from recruiters', () => {
    const excluded = as('isep', 'recruiter', { friendIds: [IDS[0]!] })
    expect(shown(excluded, person({ primaryEmail: 'public' }))).not.toContain('primaryEmail')
  })

  test('the person reads all of their own page but iesfCode, exclusions and “nobody” included (rules.md, "ISEP")', () => {
    const own = as('isep', 'member', { personId: IDS[0]! })
    const everything = person(Object.fromEntries(FIELD_IDS.map((field) => [field, 'nobody'])))
    expect(shown(own, everything)).toEqual(FIELD_IDS.filter((field) => field !== 'iesfCode'))
    expect(shown(own, person({}, { id: IDS[1] }))).toEqual([])
  })

  test('“nobody” lets administrators and managers of the association see, and not the school', () => {
    const hidden = person({ lastName: 'nobody' })
    for (const role of ['admin', 'manager'] as Role[]) expect(shown(as('supmeca', role), hidden)).toContain('lastName')
    for (const role of ['school', 'adherent', 'recruiter', 'visitor'] as Role[])
      expect(shown(as('supmeca', role), hidden)).toEqual([])
  })

  test('the school reads only people who agreed where consent is asked, and all at ISEP (S12, P7)', () => {
    const refused = person({}, { consentSchool: false })
    expect(shown(as('supmeca', 'school'), refused)).toEqual([])
    expect(shown(as('isep', 'school'), refused)).toContain('lastName')
    expect(shown(as('supmeca', 'school'), person())).toContain('lastName')
  })

  test('roles add up: a manager who is an adherent loses nothing', () => {
    const both = compile({
      config: config('isep'),
      viewer: { roles: ['adherent', 'manager'], friendIds: [], hasPass: false },
    })
    expect(shown(both, person({ lastName: 'nobody' }))).toContain('remarks')
  })

  test('nobody in particular sees nothing where the association opened nothing to visitors', () => {
    for (const slug of ['isep', 'ece', 'insa'])
      expect(shown(compile({ config: config(slug), viewer: VISITOR }), person())).toEqual([])
  })

  test('an account without any role sees nothing anywhere', () => {
    for (const rules of configs) {
      const none = compile({ config: rules, viewer: { roles: [], friendIds: [], hasPass: true } })
      expect(shown(none, person())).toEqual([])
      expect(ACTIONS.filter((action) => may(none, action))).toEqual([])
      expect(usableCriteria(none, CRITERION_IDS)).toEqual([])
    }
  })
})

describe('what roles may do (rules.md, "Roles")', () => {
  const doers: Record<Action, (slug: string) => Role[]> = {
    // P4: managers do all that administrators do, but give roles and extract.
    people: (slug) => (slug === 'insa' ? ['manager', 'federation-admin'] : ['manager', 'admin']),
    roles: (slug) => (slug === 'insa' ? ['federation-admin'] : ['admin']),
    accounts: (slug) => doers.people(slug),
    team: (slug) => doers.people(slug),
    requests: (slug) => doers.people(slug),
    moderation: (slug) => doers.people(slug),
    organisations: (slug) => doers.people(slug),
    rules: (slug) => doers.people(slug),
    'see-as': (slug) => doers.people(slug),
    imports: (slug) => doers.people(slug),
    bulk: (slug) => doers.people(slug),
    'privacy-desk': (slug) => doers.people(slug),
    audit: (slug) => doers.people(slug),
    'keep-books': (slug) => doers.people(slug),
    // S14, I15, P3: groups are of people; a federation has none of its own.
    groups: (slug) => (slug === 'insa' ? [] : doers.people(slug)),
    // S3, E7: a federation has news and pages too.
    content: (slug) => doers.people(slug),
    // S14, E3
    events: (slug) => doers.people(slug),
    // S12, S14: a federation has nobody to write to.
    letters: (slug) => doers.groups(slug),
    // E4, I12: a federation has no offers of its own.
    offers: (slug) => (slug === 'insa' ? [] : doers.people(slug)),
    // E4: « seuls les étudiants et diplômés à jour »; I11, P5; N4: everybody at Sepro, visitors included.
    'read-offers': (slug) =>
      ({
        isep: ['adherent', 'manager', 'admin'] as Role[],
        ece: ['adherent', 'manager', 'admin'] as Role[],
        sepro: ['visitor', 'member', 'adherent', 'recruiter', 'school', 'manager', 'admin'] as Role[],
        insa: ['manager', 'federation-admin'] as Role[],
      })[slug] ?? ['member', 'adherent', 'manager', 'admin'],
    // P5, P6, E4, I12: companies post for free, where the association knows them; at Sepro companies and schools (N4).
    'post-offers': (slug) =>
      ({
        isep: ['member', 'adherent', 'recruiter', 'poster', 'school'] as Role[],
        supmeca: ['member', 'adherent', 'recruiter', 'poster', 'school'] as Role[],
        ece: ['adherent', 'recruiter', 'poster', 'school'] as Role[],
        sepro: ['recruiter', 'school'] as Role[],
        insa: ['manager', 'federation-admin'] as Role[],
      })[slug] ?? ['member', 'adherent', 'recruiter', 'school'],
    // N2: « consultation des profils » stands in the spaces of recruiters and schools; elsewhere nobody publishes any.
    'read-profiles': (slug) => (slug === 'sepro' ? ['recruiter', 'school', 'manager', 'admin'] : []),
    // S15, I15: who may look for people; Sepro's are met in groups before they know anybody (N8).
    'join-groups': (slug) => (slug === 'sepro' ? ['member', 'adherent'] : doers.befriend(slug)),
    extract: (slug) => (slug === 'insa' ? [] : ['admin']),
    search: (slug) =>
      ({
        isep: ['adherent', 'recruiter', 'school', 'manager', 'admin'] as Role[],
        ece: ['adherent', 'recruiter', 'school', 'manager', 'admin'] as Role[],
        supmeca: ['member', 'adherent', 'recruiter', 'school', 'manager', 'admin'] as Role[],
        sepro: ['visitor', 'member', 'adherent', 'recruiter', 'school', 'manager', 'admin'] as Role[],
        insa: ['recruiter', 'manager', 'federation-admin'] as Role[],
      })[slug] ?? ['member', 'adherent', 'recruiter', 'school', 'manager', 'admin'],
    federation: (slug) =>
      slug === 'insa'
        ? ['recruiter', 'manager', 'federation-admin']
        : slug.startsWith('insa-')
          ? ['adherent', 'manager', 'admin']
          : [],
    'write-to': (slug) => (slug === 'insa' ? [] : doers.search(slug).filter((role) => role !== 'visitor')),
    // S9, I6; Sepro's papers know no contacts, and nobody asks for one before they may look for people (E2, P4).
    befriend: (slug) =>
      ['sepro', 'insa'].includes(slug)
        ? []
        : doers.search(slug).filter((role) => role === 'member' || role === 'adherent'),
    // E6, N11: whoever reads others' pages; the staff need not report to themselves.
    report: (slug) =>
      slug === 'insa' ? [] : doers.search(slug).filter((role) => !['visitor', 'manager', 'admin'].includes(role)),
    // I7, S3, E2: who may look for people by town; the papers name graduates and their staff, and ISEP's school and
    // companies read « as adherent » (P4). Sepro's papers know neither map nor companies nor promotions.
    map: (slug) => [...doers.companies(slug), ...(slug === 'insa' ? (['manager', 'federation-admin'] as const) : [])],
    // I8. The shared base says nothing of contact.
    companies: (slug) =>
      ({
        isep: doers.search(slug),
        supmeca: doers.cohort(slug),
        ece: doers.cohort(slug),
        sepro: [],
        insa: [],
      })[slug] ?? ['adherent', 'manager', 'admin'],
    // I9, S7: people of the base, where they may look for their year at all.
    cohort: (slug) =>
      ['sepro', 'insa'].includes(slug)
        ? []
        : doers.search(slug).filter((role) => role !== 'recruiter' && role !== 'school'),
  }

  for (const action of ACTIONS)
    test(`${action}: these roles of each association and no other`, () => {
      for (const rules of configs) {
        const able = (Object.keys(rules.roles) as Role[]).filter((role) =>
          may(compile({ config: rules, viewer: viewer(role) }), action),
        )
        expect(able.sort(), rules.slug).toEqual(doers[action](rules.slug).sort())
      }
    })

  test('administering a person is for staff, and for each person their own row', () => {
    expect(as('isep', 'manager').casl.can('edit', 'Person')).toBe(true)
    expect(as('isep', 'adherent').casl.can('edit', 'Person')).toBe(false)
    expect(as('isep', 'recruiter', { hasPass: true }).casl.can('edit', 'Person')).toBe(false)
  })
})

describe('searching', () => {
  test('a criterion is there or is refused, role by role (I6, I7, E2, N2)', () => {
    expect(usableCriteria(as('insa-lyon', 'member'), CRITERION_IDS)).toEqual([
      'q',
      'nom',
      'prenom',
      'promo',
      'promoMin',
      'promoMax',
    ])
    expect(mayFilterBy(as('insa-lyon', 'adherent'), 'entreprise')).toBe(true)
    expect(mayFilterBy(as('sepro', 'recruiter'), 'nom')).toBe(false)
    expect(mayFilterBy(as('isep', 'member'), 'q')).toBe(false)
  })

  test('a field no role opens finds nobody, whatever is asked', () => {
    expect(whereReadable(as('isep', 'adherent'), 'Person', 'primaryEmail')).toEqual({
      AND: [whereReadable(as('isep', 'adherent'), 'Person', 'lastName'), { OR: [] }],
    })
    expect(mayEverRead(as('isep', 'adherent'), 'Person', 'primaryEmail')).toBe(false)
  })

  test('lists are sorted by name and year, never by what some of the listed hide', () => {
    const adherent = as('supmeca', 'adherent')
    expect(maySortBy(adherent, 'Person', 'lastName')).toBe(true)
    expect(maySortBy(adherent, 'Person', 'promotion')).toBe(true)
    expect(maySortBy(adherent, 'Person', 'company')).toBe(false)
    expect(maySortBy(as('sepro', 'recruiter'), 'Person', 'promotion')).toBe(false)
    expect(maySortBy(as('supmeca', 'admin'), 'Person', 'company')).toBe(true)
    expect(maySortBy(as('isep', 'member'), 'Person', 'lastName')).toBe(false)
  })
})

describe('conversations at Sepro (N2)', () => {
  const contact = { contactIds: [IDS[0]!] }

  test('open the CV of the other person and nobody else’s', () => {
    const client = as('sepro', 'recruiter', contact)
    expect(shown(client, person())).toContain('cv')
    expect(shown(client, person({}, { id: IDS[1] }))).not.toContain('cv')
    expect(shown(client, person({ cv: 'nobody' }))).not.toContain('cv')
    expect(shown(client, person()).filter((field) => field !== 'cv')).toEqual(shown(as('sepro', 'recruiter'), person()))
  })

  test('a friend one talks with opens as a friend; a friend one never wrote to does not', () => {
    const both = as('sepro', 'member', { ...contact, friendIds: [IDS[0]!, IDS[1]!] })
    expect(shown(both, person({ cv: 'friends' }))).toContain('cv')
    expect(shown(both, person({ cv: 'friends' }, { id: IDS[1] }))).not.toContain('cv')
  })

  test('mean nothing in an association that does not say so', () => {
    expect(shown(as('isep', 'adherent', contact), person())).toEqual(shown(as('isep', 'adherent'), person()))
  })
})

test('secrets are granted to nobody, not even by a rule that names them', () => {
  const rules = structuredClone(config('isep'))
  rules.roles.admin!.sees.push({ fields: ['iesfCode'], except: [] })
  rules.roles.admin!.unlocks.push({ by: ['pass', 'contact'], fields: ['iesfCode'] })
  const admin = compile({ config: rules, viewer: viewer('admin', { hasPass: true, contactIds: IDS }) })
  expect(mayEverRead(admin, 'Person', 'iesfCode')).toBe(false)
  expect(shown(admin, person())).not.toContain('iesfCode')
})

test('a sentence all of whose fields are excepted opens nothing', () => {
  const rules = structuredClone(config('isep'))
  rules.roles.manager!.sees = [{ fields: ['remarks'], except: ['remarks'] }]
  expect(shown(compile({ config: rules, viewer: viewer('manager') }), person())).toEqual([])
})
