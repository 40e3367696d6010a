/**
 * The print channel: narrower than the site where one says so, on every exit; and whoever closes it is absent from it
 * whole.
 */
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { extractRow } from '#app/policy/extract.ts'
import { type JudgedRow, mayEverRead, reveal, whereListed } from '#app/policy/view.ts'
import { VISITOR } from '#app/policy/viewer.ts'
import { allowedAudiences } from '#app/tenant/audience.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
const associations = loaded.configs.filter(({ kind }) => kind !== 'federation')

const codes = (audience: Audience, fields: readonly FieldId[] = FIELD_IDS) =>
  fields.map((field) => choiceCode(field, audience))

/** Somebody with a word in every field, who shows everything on the site. */
function person(print: number[]): JudgedRow {
  const values = Object.fromEntries(FIELD_IDS.map((field) => [field, `word-${field}`]))
  return {
    ...values,
    ...{ id: 'p', tenantId: 't', handle: 'ada', status: 'en activité', listed: true },
    ...{ consentSchool: true, consentRecruiters: true, consentFederation: true },
    siteChoices: codes('public'),
    printChoices: print,
  }
}

const STAFF: Role[] = ['admin', 'manager']
const others = ROLES.filter((role) => !STAFF.includes(role))
const on = (config: TenantConfig, role: Role, channel: 'site' | 'print') =>
  compile({ config, channel, viewer: { ...VISITOR, roles: [role], accountId: 'a', personId: 'me' } })
const isRole = (config: TenantConfig, role: Role) => config.roles[role] !== undefined

/** Whether the association lets a person close its print by the field that names them. */
const mayClose = (config: TenantConfig) => allowedAudiences(config, 'print', config.identity.field).includes('nobody')

describe.each(associations.map((config) => [config.slug, config] as const))('%s', (_, config) => {
  test('whoever closes print is no line in it, whatever the site shows', () => {
    if (!mayClose(config)) return
    for (const role of others.filter((one) => isRole(config, one)))
      expect(reveal(on(config, role, 'print'), 'Person', person(codes('nobody'))), role).toBeUndefined()
  })

  test('a field closed in print alone is in print for nobody, and what follows it neither', () => {
    for (const role of others.filter((one) => isRole(config, one)))
      for (const field of FIELD_IDS) {
        if (!allowedAudiences(config, 'print', field).includes('nobody') || field === config.identity.field) continue
        const row = person([
          ...codes(
            'public',
            FIELD_IDS.filter((one) => one !== field),
          ),
          choiceCode(field, 'nobody'),
        ])
        const seen = reveal(on(config, role, 'print'), 'Person', row)?.fields ?? {}
        if (!config.identity.with.includes(field)) expect(seen, `${role} ${field}`).not.toHaveProperty(field)
      }
  })

  test('print opens no field to a role that print never opens, though the site does', () => {
    for (const role of others.filter((one) => isRole(config, one))) {
      const print = on(config, role, 'print')
      const seen = Object.keys(reveal(print, 'Person', person(codes('public')))?.fields ?? {})
      for (const field of seen) expect(mayEverRead(print, 'Person', field as FieldId), `${role} ${field}`).toBe(true)
    }
  })

  test('the extraction says so beside every value: nothing is marked wider in print than the association allows', () => {
    const row = { ...person(codes('public')), siteChoices: codes('public'), printChoices: codes('public') }
    const admin = compile({ config, viewer: { ...VISITOR, roles: ['admin'] } })
    const { audience } = extractRow(admin, config, row)
    for (const [field, pair] of Object.entries(audience)) {
      const allowed = allowedAudiences(config, 'print', field as FieldId)
      if (allowed.length > 0) expect(allowed, field).toContain(pair.print)
    }
    const closed = extractRow(admin, config, { ...row, printChoices: codes('nobody') })
    if (mayClose(config)) expect(closed.audience[config.identity.field as 'lastName'].print).toBe('nobody')
  })
})

test('twin: where print is open, a member finds in it what the person left open', () => {
  const config = associations.find(({ slug }) => slug === 'supmeca')!
  const print = on(config, 'member', 'print')
  const seen = reveal(print, 'Person', person(codes('network')))
  expect(seen?.fields).toMatchObject({ lastName: 'word-lastName', firstName: 'word-firstName' })
  expect(whereListed(print, 'Person')).not.toEqual({ OR: [] })
  // And the site does not narrow print, nor print the site.
  const hidden = { ...person(codes('network')), siteChoices: codes('nobody') }
  expect(reveal(print, 'Person', hidden)?.fields).toHaveProperty('lastName')
  expect(reveal(on(config, 'member', 'site'), 'Person', person(codes('nobody')))?.fields).toHaveProperty('lastName')
})
