/**
 * Roles that an association composes for its staff: what each does, reads and gives, in tables written by hand (P4, S2,
 * I2, E1, E6).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile, isOfStaff, may, mayEdit, mayReadSecret, usableCriteria } from '#app/policy/ability.ts'
import { bulkActions } from '#app/policy/bulk.rules.ts'
import { factorDue } from '#app/policy/second-factor.rules.ts'
import {
  lockedFields,
  rolesInReach,
  whyNotDisable,
  whyNotEnd,
  whyNotGive,
  whyNotLetIn,
} from '#app/policy/staff.rules.ts'
import { seenRoles, viewerAs, withoutAccount } from '#app/policy/stand-in.rules.ts'
import { type JudgedRow, mayRead } from '#app/policy/view.ts'
import { VISITOR, type Viewer, viewerFrom } from '#app/policy/viewer.ts'
import { checkTenant } from '#app/tenant/checks.ts'
import { diffTenants } from '#app/tenant/diff.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import { type TenantConfig, tenantSchema } from '#app/tenant/schema.ts'
import { rolesThatMay } from '#app/tenant/staff-roles.ts'
import { ACTIONS, type Action } from '#app/vocabulary/actions.ts'
import { choiceCode } from '#app/vocabulary/audiences.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
const configs = new Map(loaded.configs.map((config) => [config.slug, config]))
const config = (slug: string) => configs.get(slug)!
const holder = (...roles: string[]): Viewer => ({ ...VISITOR, roles, accountId: 'me' })

/** Somebody who closed everything to everybody. */
const closed = {
  ...{ id: '018f0000-0000-7000-8000-00000000000a', handle: 'x', listed: true, status: 'en activité' },
  ...{ consentSchool: false, consentRecruiters: false, consentFederation: false },
  siteChoices: FIELD_IDS.map((field) => choiceCode(field, 'nobody')),
  printChoices: FIELD_IDS.map((field) => choiceCode(field, 'nobody')),
} satisfies JudgedRow

function reads(rules: TenantConfig, viewer: Viewer): FieldId[] {
  const ability = compile({ config: rules, viewer })
  return FIELD_IDS.filter((field) => mayRead(ability, 'Person', field, { ...closed, __caslSubjectType__: 'Person' }))
}

const NAMES: FieldId[] = ['firstName', 'lastName', 'promotion']
const EMAILS: FieldId[] = ['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail', 'company']
const PHONES: FieldId[] = ['mobilePhone', 'homePhone', 'workPhone']
const HOME: FieldId[] = ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry']
const REQUESTS: FieldId[] = [...NAMES, ...EMAILS, ...PHONES, 'diplomaName']

/** By hand: what each composed role of the demo does, and reads of somebody who closed everything. */
const DECIDED: Record<string, Record<string, { does: Action[]; reads: FieldId[] }>> = {
  isep: {
    tresorier: { does: ['keep-books'], reads: [...NAMES, 'civility', 'primaryEmail', ...HOME] },
    moderateur: { does: ['moderation'], reads: NAMES },
  },
  supmeca: { webmaster: { does: ['accounts', 'requests'], reads: [...REQUESTS, 'invalidEmail'] } },
  ece: { 'responsable-demandes': { does: ['requests', 'moderation'], reads: REQUESTS } },
  'insa-lyon': { webmaster: { does: ['accounts', 'requests'], reads: [...REQUESTS, 'invalidEmail'] } },
}

describe('composed roles of the demo', () => {
  test('are those of the table', () => {
    const there = [...configs].map(([slug, { staffRoles }]) => [slug, Object.keys(staffRoles)] as const)
    expect(Object.fromEntries(there.filter(([, names]) => names.length > 0))).toEqual(
      Object.fromEntries(Object.entries(DECIDED).map(([slug, roles]) => [slug, Object.keys(roles)])),
    )
  })

  for (const [slug, roles] of Object.entries(DECIDED))
    for (const [role, { does, reads: fields }] of Object.entries(roles)) {
      test(`${slug}, ${role}: does its task and nothing else`, () => {
        const ability = compile({ config: config(slug), viewer: holder(role) })
        expect(ACTIONS.filter((action) => may(ability, action)).sort()).toEqual([...does].sort())
        expect(usableCriteria(ability, CRITERION_IDS)).toEqual([])
        expect(isOfStaff(ability)).toBe(true)
        expect(mayEdit(ability, closed.id)).toBe(false)
        expect(mayReadSecret(ability, closed.id)).toBe(false)
      })

      test(`${slug}, ${role}: reads what its task shows, whatever people chose, and nothing else`, () => {
        expect(reads(config(slug), holder(role)).sort()).toEqual([...fields].sort())
      })
    }

  test('a role without pages about people reads nobody', () => {
    const rules = composed({ partenaires: { name: NAME, may: ['organisations', 'privacy-desk', 'audit', 'team'] } })
    expect(reads(rules, holder('partenaires'))).toEqual([])
  })

  test('more fields may be read than the task shows, and a secret never', () => {
    const rules = composed({ annuaire: { name: NAME, may: ['moderation'], reads: ['all'] } })
    expect(reads(rules, holder('annuaire')).sort()).toEqual(FIELD_IDS.filter((field) => field !== 'iesfCode').sort())
  })

  test('a role that today’s file does not know opens nothing', () => {
    expect(reads(config('isep'), holder('webmaster'))).toEqual([])
    expect(isOfStaff(compile({ config: config('isep'), viewer: holder('webmaster') }))).toBe(false)
  })
})

const NAME = { fr: 'x', en: 'x' }
function composed(staffRoles: Record<string, object>, more: Partial<TenantConfig> = {}): TenantConfig {
  return tenantSchema.parse({ ...config('isep'), staffRoles, ...more })
}

describe('nobody gives what they do not hold', () => {
  const rules = composed({
    webmaster: { name: NAME, may: ['accounts', 'requests'] },
    chef: { name: NAME, may: ['accounts', 'requests', 'roles', 'team'] },
    tresorier: { name: NAME, may: ['keep-books'] },
    curieux: { name: NAME, may: ['requests'], reads: ['remarks'] },
  })
  const gives = (mine: string[], role: string) => whyNotGive(rules, holder(...mine), { accountId: 'other', role })
  const ends = (mine: string[], role: string) =>
    whyNotEnd({ config: rules, viewer: holder(...mine) }, { id: 'g', role }, [], new Date())

  test('an administrator gives each of them, a manager none', () => {
    for (const role of ['webmaster', 'chef', 'tresorier', 'curieux', 'manager', 'admin']) {
      expect(gives(['admin'], role)).toBeUndefined()
      expect(ends(['admin'], role)).toBeUndefined()
      expect(gives(['manager'], role)).toBe('rank')
      expect(ends(['manager'], role)).toBe('rank')
    }
  })

  test('a holder of `roles` gives and ends what is all their own: neither another task nor another field', () => {
    expect(rolesInReach({ config: rules, viewer: holder('chef') })).toEqual(['webmaster', 'chef'])
    for (const role of ['tresorier', 'curieux', 'manager', 'admin']) {
      expect(gives(['chef'], role)).toBe('rank')
      expect(ends(['chef'], role)).toBe('rank')
    }
    expect(whyNotGive(rules, holder('chef'), { accountId: 'me', role: 'webmaster' })).toBe('self')
    // What a member may read opens no way to give it.
    expect(gives(['adherent', 'chef'], 'curieux')).toBe('rank')
    expect(gives(['webmaster'], 'webmaster')).toBe('rank')
  })

  test('accounts of who does more are closed by nobody below, and no way into one is opened', () => {
    const closes = (mine: string, roles: string[]) =>
      whyNotDisable({ config: rules, viewer: holder(mine) }, { accountId: 'x', roles }, [], new Date())
    expect(closes('webmaster', [])).toBeUndefined()
    expect(closes('webmaster', ['webmaster'])).toBeUndefined()
    for (const role of ['tresorier', 'chef', 'manager', 'admin', 'gone'])
      expect(closes('webmaster', [role])).toBe('rank')
    for (const role of ['tresorier', 'gone', 'manager']) {
      expect(lockedFields(holder('manager'), [role])).toContain('primaryEmail')
      expect(whyNotLetIn(holder('webmaster'), { accountId: 'x', roles: [role] })).toBe('rank')
    }
  })
})

describe('staff like other staff', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const facts = (role: string, endsAt: Date | null = null) => ({
    ...{ accountId: 'a', door: 'people' as const, personId: null, memberships: [], organisation: null, friendIds: [] },
    grants: [{ role, startsAt: new Date('2026-01-01'), endsAt }],
  })

  test('a grant in force makes the role, one that is over or of another association does not', () => {
    expect(viewerFrom(config('isep'), facts('tresorier'), now).roles).toEqual(['tresorier'])
    expect(viewerFrom(config('isep'), facts('tresorier', now), now).roles).toEqual([])
    expect(viewerFrom(config('isep'), facts('webmaster'), now).roles).toEqual([])
  })

  test('a second factor that managers owe, they owe; named alone, they alone', () => {
    const asks = (roles: string[]) => {
      const rules = composed(
        { ...config('isep').staffRoles },
        {
          security: { ...config('isep').security, secondFactor: { roles, graceDays: 14 } },
        },
      )
      return (role: string) => factorDue(rules, facts(role).grants, now) !== undefined
    }
    expect(['tresorier', 'manager', 'moderateur'].map(asks(['manager']))).toEqual([true, true, true])
    expect(['tresorier', 'manager', 'moderateur'].map(asks(['tresorier']))).toEqual([true, false, false])
    expect(['tresorier', 'admin'].map(asks(['admin']))).toEqual([false, true])
  })

  test('seeing as a role offers them, and lends nobody a task or a right to change', () => {
    expect(seenRoles(config('isep'))).toContain('tresorier')
    expect(seenRoles(config('isep'))).not.toContain('manager')
    expect(withoutAccount(holder('adherent', 'tresorier')).roles).toEqual(['adherent'])
    const rules = composed({
      oeil: { name: NAME, may: ['see-as'] },
      fiches: { name: NAME, may: ['people'] },
    })
    const seen = compile({ config: rules, viewer: viewerAs('fiches'), by: holder('oeil') })
    expect(may(seen, 'people')).toBe(false)
    expect(seen.casl.can('edit', 'Person')).toBe(false)
  })

  test('letters to the treasurers reach them', () => {
    expect(rolesThatMay(config('isep'), 'keep-books')).toEqual(['manager', 'admin', 'tresorier'])
  })

  test('to many, a role does what it may do to one', () => {
    const rules = composed({
      ...{ lot: { name: NAME, may: ['bulk'] }, invite: { name: NAME, may: ['bulk', 'accounts'] } },
      fiches: { name: NAME, may: ['bulk', 'people'] },
    })
    const done = (role: string) => bulkActions(compile({ config: rules, viewer: holder(role) }))
    expect(done('lot')).toEqual([])
    expect(done('invite')).toEqual(['invitation'])
    expect(done('fiches')).toEqual(['dues', 'list', 'reminder', 'value'])
    expect(done('manager')).toEqual(['dues', 'list', 'invitation', 'reminder', 'value'])
  })
})

describe('a tenant file says what cannot be', () => {
  const faults = (staffRoles: Record<string, object>) => checkTenant(composed(staffRoles)).map(({ message }) => message)

  test('a name that is taken, a secret, an action that no administrator could give', () => {
    expect(faults({ manager: { name: NAME, may: ['team'] } })).toEqual(['“manager” is a role of every association'])
    expect(faults({ x1: { name: NAME, may: ['team'], reads: ['iesfCode'] } })).toEqual(['no role may see iesfCode'])
    const admin = {
      ...config('isep').roles.admin!,
      may: config('isep').roles.admin!.may.filter((one) => one !== 'audit'),
    }
    const rules = composed({ x1: { name: NAME, may: ['audit'] } }, { roles: { ...config('isep').roles, admin } })
    expect(checkTenant(rules).map(({ message }) => message)).toContain(
      'no administrator has “audit”: nobody could give it',
    )
  })

  test('extraction and searching are no tasks to compose', () => {
    for (const action of ['extract', 'search', 'federation', 'administer'])
      expect(
        tenantSchema.safeParse({ ...config('isep'), staffRoles: { x1: { name: NAME, may: [action] } } }).success,
      ).toBe(false)
  })

  test('what a new role does and reads is told before it holds', () => {
    const before = composed({})
    const told = diffTenants(before, config('isep')).consequences.filter(
      (one) => 'role' in one && one.role === 'tresorier',
    )
    expect(told).toContainEqual({ kind: 'role-appears', role: 'tresorier' })
    expect(told).toContainEqual({ kind: 'action-gained', role: 'tresorier', action: 'keep-books' })
    expect(told).toContainEqual({ kind: 'field-gained', role: 'tresorier', field: 'homeAddress', upTo: 'nobody' })
    const gone = diffTenants(config('isep'), before).consequences
    expect(gone).toContainEqual({ kind: 'role-disappears', role: 'tresorier' })
  })
})

test('every action of the vocabulary is asked somewhere outside the vocabulary and the policy’s own tables', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^(vocabulary|tenant|db\/generated)\//.test(file))
    .map((file) => readFileSync(join('app', file), 'utf8'))
  const asked = (action: string) =>
    files.some((text) =>
      [
        ...text.matchAll(
          /needs:\s*(\[[^\]]*\]|'[^']*')|\bmay\([^()]*?(?:\([^()]*\))?[^()]*?'[^']*'\)|may\.includes\('[^']*'\)/g,
        ),
      ].some(([question]) => question.includes(`'${action}'`)),
    )
  expect(ACTIONS.filter((action) => !asked(action))).toEqual([])
  const casl = files.join('\n')
  for (const verb of ['mayEdit', 'mayReadSecret']) expect(casl.split(`!${verb}(`).length, verb).toBeGreaterThan(1)
})
