import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkTogether } from '#app/tenant/checks-together.ts'
import { parseTenant, tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

const loaded = tenantsIn('tenants')
const configs = loaded.ok ? loaded.configs : []
const text = (slug: string) => readFileSync(`tenants/${slug}/tenant.yaml`, 'utf8')

describe('a broken file says file, line and key', () => {
  const isep = text('isep')
  const lineOf = (needle: string) => isep.slice(0, isep.indexOf(needle)).split('\n').length
  /** The errors after one replacement, as text. */
  const errors = (from: string, to: string, slug = 'isep') => {
    const source = text(slug)
    expect(source, 'the text to break').toContain(from)
    const result = parseTenant(source.replace(from, to), 'tenant.yaml')
    return result.ok ? [] : result.errors.map(tenantErrorText)
  }

  test.each([
    [
      'a word outside the closed list',
      'relation: recruiters',
      'relation: everyone',
      'roles.recruiter.relation: “everyone” is not a word that may stand here; expected public, recruiters, network, all',
    ],
    [
      'an unknown field',
      '[photo, firstName',
      '[statut, firstName',
      'roles.adherent.row.0: “statut” is not a word that may stand here; did you mean status?',
    ],
    ['an unknown key', 'address: vous', 'adress: vous', 'adress: “adress” is not a key of tenant files here'],
    [
      'a text where a number goes',
      'openedPerDay: 200',
      'openedPerDay: beaucoup',
      'directory.openedPerDay: expected a number',
    ],
    [
      'an unknown login word',
      "['{prenom}.{nom}{aa}']",
      "['{prenom}.{name}{aa}']",
      'login.forms.0: {name} is not a word of login formats; there are {prenom} {nom} {p} {aa} {aaaa} {email} {suffix} {pseudonyme}',
    ],
    [
      'a secret in a role',
      'fields: [all], except: [iesfCode]',
      'fields: [all]',
      'roles.manager.sees.0.fields: no role may see iesfCode; list it under “except”',
    ],
    [
      'a set that does not exist',
      'except: [excluded,',
      'except: [exclude,',
      'roles.adherent.sees.0.except.0: “exclude” is no field, theme of fields or named set',
    ],
    [
      'a default outside the limits',
      'site: { default: recruiters, widest: recruiters }',
      'site: { default: public, widest: recruiters }',
      'fields.default.site.default: the default (public) must lie between widest (recruiters) and narrowest (nobody)',
    ],
    [
      'an alias without anchor',
      'sees: *directory',
      'sees: *directories',
      'this is not YAML: there is no anchor &directories above',
    ],
    [
      'a criterion nobody may read',
      'excluded, administration, publication, status',
      'excluded, administration, publication, status, work',
      'roles.adherent.criteria.7: adherent may not read company, on which “entreprise” stands',
    ],
    ['an id that stands twice', 'id: conference,', 'id: isep-ba,', 'shop.1.id: “isep-ba” stands twice in shop'],
    [
      'extraction by another role',
      'imports, bulk, privacy-desk, audit, keep-books, groups, content, events, letters, offers]',
      'imports, bulk, privacy-desk, audit, keep-books, groups, content, events, letters, offers, extract]',
      'roles.manager.may: only admin may extract',
    ],
    [
      'a role nobody could serve',
      'asked: true, default: false',
      'asked: false, default: false',
      'roles.recruiter.consent: nobody is ever asked for “recruiters” (consents): this role would see nobody',
    ],
    [
      'a key of no text',
      'roles.adherent: adhérent',
      'roles.adherant: adhérent',
      'vocabulary.fr.roles.adherant: “roles.adherant” is the key of no text',
    ],
  ])('%s', (_, from, to, message) => {
    const said = errors(from, to)
    expect(
      said.some((line) => line.endsWith(message)),
      said.join('\n'),
    ).toBe(true)
    expect(said[0]).toMatch(/^tenant\.yaml:\d+ /)
  })

  test('the line is that of the wrong key, of the anchor behind an alias, of the parent of a missing key', () => {
    expect(errors('relation: recruiters', 'relation: everyone')[0]).toMatch(
      `tenant.yaml:${lineOf('relation: recruiters')} `,
    )
    expect(errors('[photo, firstName', '[statut, firstName')).toHaveLength(1)
    expect(errors('[photo, firstName', '[statut, firstName')[0]).toMatch(`:${lineOf('row: &row')} `)
    expect(errors('    cents: 45000\n', '')[0]).toBe(
      `tenant.yaml:${lineOf('  pass:\n')} recruiters.pass.cents: this key is missing`,
    )
  })

  test('widest narrower than narrowest, companions with rules of their own, shares without a name', () => {
    expect(errors('narrowest: network }', 'widest: friends, narrowest: network }', 'insa-lyon').join()).toContain(
      'fields.set.acceptsContact.site: widest (friends) is narrower than narrowest (network)',
    )
    expect(errors('    diploma: *openPage', '    firstName: *openPage', 'insa-lyon').join()).toContain(
      'fields.set.firstName: firstName follows lastName: write the rule there',
    )
    expect(
      errors(
        '[firstName, lastName, promotion, diploma, programme',
        '[lastName, diploma, programme',
        'insa-lyon',
      ).join(),
    ).toContain('federation.contract.columns: firstName must be shared too')
    expect(errors('  suffix: ly\n', '', 'insa-lyon').join()).toContain(
      'login.forms.0: {suffix} needs the tenant’s constant',
    )
  })
})

describe('files that contradict each other', () => {
  /** The problems among all eleven after one edit. */
  const among = (slug: string, edit: (config: TenantConfig) => void) => {
    const copies = structuredClone(configs)
    edit(copies.find((config) => config.slug === slug)!)
    return checkTogether(copies).map((problem) => `${problem.slug} ${problem.path.join('.')}: ${problem.message}`)
  }

  test('are named where they are to be mended', () => {
    expect(checkTogether(configs)).toEqual([])
    expect(among('insa-lyon', (c) => (c.login.suffix = 're'))).toEqual([
      'insa-rennes login.suffix: insa-lyon already uses the suffix “re”',
    ])
    expect(among('insa', (c) => c.members.push('insa-nantes'))).toEqual([
      'insa members.6: there is no association “insa-nantes”',
    ])
    expect(among('insa', (c) => c.members.shift())).toEqual([
      'insa-lyon federation.of: insa does not name insa-lyon among its members',
    ])
    expect(among('insa-cvl', (c) => (c.federation!.of = 'isep'))).toEqual([
      'insa members.5: insa-cvl does not say that it belongs to insa (federation.of)',
      'insa-cvl federation.of: there is no federation “isep”',
    ])
    expect(among('insa-cvl', (c) => c.federation!.contract.federationReaders.push('school'))).toEqual([
      'insa-cvl federation.contract.federationReaders.3: no association over there has the role school',
    ])
  })

  test('two associations never answer at one host', () => {
    const copies = structuredClone(configs)
    for (const slug of ['isep', 'ece']) copies.find((c) => c.slug === slug)!.domains = ['Annuaire.example']
    expect(checkTogether(copies).map((problem) => problem.message)).toEqual(['Annuaire.example already belongs to ece'])
  })

  test('mail to an address for life belongs to one association', () => {
    expect(among('supmeca', (c) => (c.lifetimeMail = { domain: 'Alumni-INSA-Lyon.example' }))).toEqual([
      'supmeca lifetimeMail.domain: alumni-insa-lyon.example already belongs to insa-lyon',
    ])
  })
})
