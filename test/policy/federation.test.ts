import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { type JudgedRow, mayEverRead, reveal } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { expandFields, type TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { config, IDS } from './random-policy.ts'

const MEMBERS = ['insa-lyon', 'insa-rennes', 'insa-rouen', 'insa-toulouse', 'insa-strasbourg', 'insa-cvl']
const idOf = (slug: string) => `018f0000-0000-7000-9000-00000000000${MEMBERS.indexOf(slug)}`
const sister = (slug: string, rules: TenantConfig = config(slug)) => ({ tenantId: idOf(slug), config: rules })
const viewer = (role: Role, more: Partial<Viewer> = {}): Viewer => ({
  roles: [role],
  friendIds: [],
  hasPass: true,
  ...more,
})

function entry(slug: string, choices: Partial<Record<FieldId, Audience>> = {}, contract: object = {}): JudgedRow {
  const { columns, readers, federationReaders } = config(slug).federation!.contract
  return {
    ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])),
    id: IDS[0],
    tenantId: idOf(slug),
    handle: `${slug}~ada`,
    siteChoices: Object.entries(choices).map(([field, audience]) => choiceCode(field as FieldId, audience)),
    contractColumns: columns,
    contractReaders: readers,
    contractFederationReaders: federationReaders,
    ...contract,
  }
}

const shown = (ability: ReturnType<typeof compile>, row: JudgedRow) =>
  Object.keys(reveal(ability, 'SharedPerson', row)?.fields ?? {})

const allPublic = Object.fromEntries(FIELD_IDS.map((field) => [field, 'public'])) as Record<FieldId, Audience>

describe('people of another association are seen through three lists at once: contract, readers, own role', () => {
  for (const from of MEMBERS)
    for (const of of MEMBERS.filter((slug) => slug !== from))
      test(`an adherent of ${from} sees of ${of} what its contract lists, and no more`, () => {
        const ability = compile({ config: config(from), viewer: viewer('adherent'), sisters: [sister(of)] })
        const { columns } = config(of).federation!.contract
        expect(shown(ability, entry(of, allPublic))).toEqual(FIELD_IDS.filter((field) => columns.includes(field)))
      })

  test('roles the contract does not name see nothing, and neither do those who may not search the federation', () => {
    for (const role of ['visitor', 'member', 'recruiter', 'poster', 'school'] as Role[]) {
      const ability = compile({ config: config('insa-lyon'), viewer: viewer(role), sisters: [sister('insa-rennes')] })
      const generous = entry('insa-rennes', allPublic, {
        contractReaders: ['visitor', 'member', 'recruiter', 'poster', 'school'],
      })
      expect(shown(ability, generous), role).toEqual([])
    }
    const adherent = compile({
      config: config('insa-lyon'),
      viewer: viewer('adherent'),
      sisters: [sister('insa-rennes')],
    })
    expect(shown(adherent, entry('insa-rennes', allPublic, { contractReaders: ['manager'] }))).toEqual([])
    expect(shown(adherent, entry('insa-rennes', allPublic, { contractColumns: [] }))).toEqual([])
  })

  test('the readers inside and those of the federation are two lists', () => {
    const inside = compile({ config: config('insa-lyon'), viewer: viewer('manager'), sisters: [sister('insa-rennes')] })
    const outside = compile({ config: config('insa'), viewer: viewer('manager'), sisters: [sister('insa-rennes')] })
    const onlyInside = { contractReaders: ['manager'], contractFederationReaders: [] }
    const onlyOutside = { contractReaders: [], contractFederationReaders: ['manager'] }
    expect(shown(inside, entry('insa-rennes', allPublic, onlyInside))).toContain('lastName')
    expect(shown(inside, entry('insa-rennes', allPublic, onlyOutside))).toEqual([])
    expect(shown(outside, entry('insa-rennes', allPublic, onlyOutside))).toContain('lastName')
    expect(shown(outside, entry('insa-rennes', allPublic, onlyInside))).toEqual([])
  })

  test('the viewer’s own role cuts too: what it may not see at home it does not see elsewhere', () => {
    const rules = structuredClone(config('insa-lyon'))
    rules.roles.adherent!.sees = [{ fields: ['lastName', 'firstName', 'promotion', 'company'], except: [] }]
    const ability = compile({ config: rules, viewer: viewer('adherent'), sisters: [sister('insa-rennes')] })
    expect(shown(ability, entry('insa-rennes', allPublic))).toEqual(['firstName', 'lastName', 'promotion', 'company'])
  })

  test('the federation’s own list of fields cuts the widest contract', () => {
    const base = expandFields(config('insa').fieldSets, ['shared'])
    const ability = compile({
      config: config('insa'),
      viewer: viewer('federation-admin'),
      sisters: [sister('insa-lyon')],
    })
    expect(shown(ability, entry('insa-lyon', allPublic, { contractColumns: FIELD_IDS }))).toEqual(base)
  })

  test('a contract of one association opens nothing of another', () => {
    const ability = compile({
      config: config('insa-lyon'),
      viewer: viewer('adherent'),
      sisters: [sister('insa-rennes')],
    })
    expect(shown(ability, { ...entry('insa-rennes', allPublic), tenantId: idOf('insa-cvl') })).toEqual([])
    expect(shown(ability, { ...entry('insa-rennes', allPublic), tenantId: idOf('insa-lyon') })).toEqual([])
  })
})

describe('audiences across associations', () => {
  test('are those of the owner: its default, its limits', () => {
    const owner = structuredClone(config('insa-rennes'))
    owner.fields.set.company = { site: { default: 'friends' }, print: {} }
    const ability = compile({
      config: config('insa-lyon'),
      viewer: viewer('adherent'),
      sisters: [sister('insa-rennes', owner)],
    })
    expect(shown(ability, entry('insa-rennes'))).not.toContain('company')
    expect(shown(ability, entry('insa-rennes', { company: 'network' }))).toContain('company')
  })

  test('nobody is above them: staff of a sister association are network, friends count for nothing', () => {
    const admin = compile({
      config: config('insa-lyon'),
      viewer: viewer('admin', { friendIds: [IDS[0]!] }),
      sisters: [sister('insa-rennes')],
    })
    expect(shown(admin, entry('insa-rennes', { company: 'friends' }))).not.toContain('company')
    expect(shown(admin, entry('insa-rennes', { lastName: 'friends' }))).toEqual([])
  })

  test('the federation’s recruiters reach what recruiters may', () => {
    const recruiter = compile({ config: config('insa'), viewer: viewer('recruiter'), sisters: [sister('insa-lyon')] })
    expect(shown(recruiter, entry('insa-lyon', { company: 'recruiters' }))).toContain('company')
    expect(shown(recruiter, entry('insa-lyon', { company: 'network' }))).not.toContain('company')
  })

  test('a sentence that depends on what entries do not carry stays shut: a status, a consent', () => {
    const rules = structuredClone(config('insa-lyon'))
    rules.roles.adherent!.sees.push({ fields: ['status'], except: [], whenStatus: ['a value'] })
    const withStatus = compile({ config: rules, viewer: viewer('adherent'), sisters: [sister('insa-rennes')] })
    expect(shown(withStatus, entry('insa-rennes', allPublic, { contractColumns: FIELD_IDS }))).toContain('status')
    rules.roles.adherent!.sees = [
      { fields: ['all'], except: ['iesfCode', 'status'] },
      { fields: ['status'], except: [], whenStatus: ['a value'] },
    ]
    const onlyDead = compile({ config: rules, viewer: viewer('adherent'), sisters: [sister('insa-rennes')] })
    expect(shown(onlyDead, entry('insa-rennes', allPublic, { contractColumns: FIELD_IDS }))).not.toContain('status')
    rules.roles.adherent!.consent = 'school'
    const consenting = compile({ config: rules, viewer: viewer('adherent'), sisters: [sister('insa-rennes')] })
    expect(shown(consenting, entry('insa-rennes', allPublic))).toEqual([])
  })

  test('nothing of a sister association is ever printed', () => {
    const paper = compile({
      config: config('insa-lyon'),
      viewer: viewer('admin'),
      channel: 'print',
      sisters: [sister('insa-rennes')],
    })
    expect(FIELD_IDS.filter((field) => mayEverRead(paper, 'SharedPerson', field))).toEqual([])
  })
})
