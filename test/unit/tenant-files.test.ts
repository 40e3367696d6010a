import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fieldsSeen } from '#app/tenant/checks.ts'
import { checkTogether } from '#app/tenant/checks-together.ts'
import { tenantJsonSchema } from '#app/tenant/json-schema.ts'
import { loadTenantFile, tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'

const INSA = ['insa-cvl', 'insa-lyon', 'insa-rennes', 'insa-rouen', 'insa-strasbourg', 'insa-toulouse']

const loaded = tenantsIn('tenants')
const configs = loaded.ok ? loaded.configs : []
const tenant = (slug: string): TenantConfig => configs.find((config) => config.slug === slug)!
const text = (slug: string) => readFileSync(`tenants/${slug}/tenant.yaml`, 'utf8')

describe('the eleven associations', () => {
  test('are all valid, one by one and together', () => {
    expect(loaded.ok ? [] : loaded.errors.map(tenantErrorText)).toEqual([])
    expect(configs.map((config) => config.slug)).toEqual(
      ['ece', 'insa', ...INSA, 'isep', 'sepro', 'supmeca'].sort((a, b) => (a < b ? -1 : 1)),
    )
  })

  test('look different from each other, and each logo is one small drawing', () => {
    const pairs = configs.map(({ brand }) => `${brand.primary} ${brand.accent}`)
    expect(new Set(configs.map(({ brand }) => brand.primary)).size).toBe(configs.length)
    expect(new Set(pairs).size).toBe(configs.length)
    for (const { slug, brand } of configs) {
      const logo = readFileSync(`tenants/${slug}/${brand.logo}`, 'utf8')
      expect(logo.startsWith('<svg ') && logo.length < 2000, slug).toBe(true)
      expect(logo).toContain(brand.primary)
    }
  })

  test('tell editors where their schema is, and that schema is fresh', () => {
    for (const { slug } of configs)
      expect(text(slug).split('\n')[0]).toBe('# yaml-language-server: $schema=../tenant.schema.json')
    expect(JSON.parse(readFileSync('tenants/tenant.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(tenantJsonSchema())),
    )
  })

  test('never let any role see the IESF code, and let staff see all the rest', () => {
    for (const config of configs)
      for (const role of ROLES) {
        expect(fieldsSeen(config, role).has('iesfCode'), `${config.slug} ${role}`).toBe(false)
        if (config.roles[role]?.relation === 'all') expect(fieldsSeen(config, role).size).toBe(FIELD_IDS.length - 1)
      }
  })
})

/** What makes one source system unlike another, said once more by hand: [requirement, what differs, where it holds]. */
const DIFFERENCES: [string, string, (config: TenantConfig) => boolean, string[]][] = [
  ['S1', 'four forms of login, two of them without a dot', ({ login }) => login.forms.length === 4, ['supmeca']],
  ['E1', 'the login is the e-mail', ({ login }) => login.forms[0] === '{email}', ['ece', 'insa', 'sepro']],
  ['I1', 'two letters of the town in the login', ({ login }) => login.suffix?.length === 2, INSA],
  ['E1', 'an account begins by paying dues', ({ registration }) => registration === 'dues', ['ece']],
  ['E1', 'dues are paid for life', ({ tiers }) => tiers.some((t) => t.period === 'lifetime' && t.cents > 0), ['ece']],
  ['E1', 'students attach a certificate', ({ tiers }) => tiers.some((t) => t.proof === 'enrolment'), ['ece']],
  ['I13', 'dues follow five situations', ({ tiers }) => new Set(tiers.map((t) => t.situation)).size >= 5, INSA],
  ['N1', 'anyone may open an account', ({ registration }) => registration === 'open', ['sepro']],
  ['N2', 'people are known by a pseudonym', ({ identity }) => identity.field === 'pseudonym', ['sepro']],
  ['N2', 'a subscription opens attached CVs', ({ roles }) => !!roles.recruiter!.unlocks.length, ['sepro']],
  ['N2', 'visitors search', ({ roles }) => !!roles.visitor!.may.includes('search'), ['sepro']],
  ['N4', 'offers are deleted after 18 months', ({ offers }) => offers?.onlineMonths === 18, ['sepro']],
  ['N7', 'partner mail is opt-in', ({ mailingLists }) => mailingLists.some((list) => !list.on), ['sepro']],
  ['I12', 'offers stay online for two months', ({ offers }) => offers?.onlineMonths === 2, ['insa', ...INSA]],
  ['I12', 'recruiters need validation, no pass', (c) => c.recruiters!.requires === 'validation', INSA],
  ['C3', 'recruiters need a pass', (c) => c.recruiters!.requires === 'pass', ['ece', 'insa', 'isep', 'supmeca']],
  ['P4', 'status is shown of the dead', (c) => !!c.roles.adherent?.sees.some((s) => s.whenStatus), ['isep']],
  ['P4', 'unpaid members read nobody', ({ roles }) => roles.member?.sees.length === 0, ['ece', 'isep']],
  ['P7', 'people agree to recruiters first', ({ roles }) => roles.recruiter?.consent === 'recruiters', ['isep']],
  ['S12', 'people agree to the school first', (c) => c.roles.school?.consent === 'school', ['ece', 'supmeca', ...INSA]],
  ['S12', 'a printed directory for paid-up members', (c) => c.mailingLists[0]?.id === 'annuaire-papier', ['supmeca']],
  [
    'S14',
    'some groups belong to the staff',
    (c) => c.groups.some((g) => g.kind === 'class' && g.joining === 'staff'),
    ['supmeca'],
  ],
  ['E2', 'one writes only to who accepts it', ({ contact }) => contact === 'accepting', ['ece']],
  ['I6', 'unpaid members see what is public', (c) => !!c.roles.member?.sees.some((s) => s.upTo === 'public'), INSA],
  ['I14', 'regional groups follow the address', (c) => c.groups.some((g) => g.joining === 'automatic'), INSA],
  ['I16', 'a contract shares columns', ({ federation }) => federation?.of === 'insa', INSA],
  ['I16', 'no people of its own', ({ kind, roles }) => kind === 'federation' && !roles.adherent, ['insa']],
  [
    'P6',
    'a partner group is sold beside the dues',
    ({ shop }) => shop.some((p) => p.kind === 'partner-membership'),
    ['isep'],
  ],
]

describe('what differs between associations is data', () => {
  test.each(DIFFERENCES)('[%s] %s', (_, __, holds, where) => {
    expect(configs.filter(holds).map((config) => config.slug)).toEqual([...where].sort((a, b) => (a < b ? -1 : 1)))
  })

  test('[E2] ECE searches by name, promotion, diploma, company and place; INSA’s unpaid members by name and year (I6)', () => {
    const open = (slug: string, role: Role) =>
      CRITERION_IDS.filter((id) => !tenant(slug).roles[role]!.criteria.includes(id))
    expect(open('ece', 'adherent')).toEqual(['secteur', 'fonction', 'competence', 'aide'])
    expect(tenant('insa-lyon').roles.member!.criteria).toEqual(['q', 'nom', 'prenom', 'promo', 'promoMin', 'promoMax'])
    expect(tenant('insa-lyon').roles.member!.row).toEqual(['firstName', 'lastName', 'promotion', 'diploma'])
    expect(open('insa-lyon', 'adherent')).toEqual([])
  })

  // By hand, so that a column that one association takes back or adds is a decision: names and diplomas are all of
  // theirs.
  const SHARED_BY: Record<string, string> = {
    'insa-cvl': 'speciality company jobTitle workField homeCity homeCountry skills socialLinks',
    'insa-lyon': 'programme speciality company jobTitle workField homeCity homeCountry skills',
    'insa-rennes': 'speciality company jobTitle workField homeCity homeCountry',
    'insa-rouen': 'company jobTitle workField workLevel homeCity homeCountry',
    'insa-strasbourg': 'programme company jobTitle workField homeCountry',
    'insa-toulouse': 'speciality company jobTitle workField homeCity homeCountry skills',
  }

  test.each(INSA)('[I16] %s shares names, diplomas and these columns, with these readers', (slug) => {
    const { columns, readers, federationReaders } = tenant(slug).federation!.contract
    expect(columns.join(' ')).toBe(`firstName lastName promotion diploma ${SHARED_BY[slug]}`)
    expect(readers).toEqual(['adherent', 'manager', 'admin'])
    expect(federationReaders).toEqual(['federation-admin', 'manager', 'recruiter'])
  })
})

describe('a twelfth association is a folder, not code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenants-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const MUSIC = `
slug: conservatoire
kind: association
name: Anciens du Conservatoire
shortName: Conservatoire
tagline: { fr: Rejouer ensemble, en: Playing together again }
about: { fr: Les anciens élèves., en: Former students. }
brand: { primary: '#112233', accent: '#AA5500', logo: logo.svg }
contactEmail: bureau@conservatoire.example
login: { forms: ['{nom}-{p}.{suffix}'], suffix: cons, join: none, handle: '{nom}-{p}.{suffix}' }
identity: { field: lastName, with: [firstName, promotion] }
fieldSets: { stage: [photo, speciality, bio] }
fields:
  default: { site: { default: friends, narrowest: friends }, print: { default: nobody } }
  set: { photo: { site: { default: public } } }
roles:
  visitor:
    relation: public
    may: [search]
    sees: [{ fields: [lastName, firstName, promotion, stage] }]
    criteria: [q]
    row: [lastName, photo]
  member: { relation: network, may: [search], sees: [{ fields: [identity, studies], except: [iesfCode, birthDate] }], row: [lastName] }
directory: { quick: [lastName] }
consents:
  school: { asked: false, default: false }
  recruiters: { asked: false, default: false }
  federation: { asked: false, default: false }
`

  test('with rules none of the eleven has, it loads', () => {
    mkdirSync(join(folder, 'conservatoire'))
    writeFileSync(join(folder, 'conservatoire', 'tenant.yaml'), MUSIC)
    writeFileSync(join(folder, 'conservatoire', 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const all = tenantsIn(folder)
    expect(all.ok ? [] : all.errors.map(tenantErrorText)).toEqual([])
    const music = all.ok ? all.configs[0]! : undefined
    expect([...fieldsSeen(music!, 'visitor')].sort()).toEqual([
      'bio',
      'firstName',
      'lastName',
      'photo',
      'promotion',
      'speciality',
    ])
    expect(fieldsSeen(music!, 'member').has('diplomaState')).toBe(true)
    expect(checkTogether([...configs, music!])).toEqual([])
  })

  test('a folder of another name, a missing logo and a logo with a script are refused', () => {
    const other = join(folder, 'autre')
    mkdirSync(other)
    const fault = () => {
      const result = loadTenantFile(other)
      return result.ok ? [] : result.errors.map((error) => `${error.line} ${error.path}: ${error.message}`)
    }
    expect(fault()).toEqual(['1 : there is no such file'])
    writeFileSync(join(other, 'tenant.yaml'), MUSIC)
    expect(fault()).toEqual([
      '2 slug: the folder is named “autre”',
      '8 brand.logo: there is no file logo.svg beside tenant.yaml',
    ])
    writeFileSync(join(other, 'logo.svg'), '<svg onload="x()"/>')
    expect(fault()).toContain('8 brand.logo: a logo holds shapes only: no script, no link')
    writeFileSync(join(other, 'tenant.yaml'), MUSIC.replace('logo: logo.svg', 'logo: ../conservatoire/logo.svg'))
    expect(fault()[1]).toContain('there is no file ../conservatoire/logo.svg beside tenant.yaml')
  })
})
