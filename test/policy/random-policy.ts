/**
 * Random associations, viewers and people, out of the closed vocabulary: what no tenant file says today and one may say
 * tomorrow.
 */
import fc from 'fast-check'
import type { JudgedRow } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import type { Grant, RoleRule, TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, type Channel, choiceCode } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_GROUPS, FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('tenant files are broken: see tenant-files.test.ts')
export const configs = loaded.configs
export const config = (slug: string): TenantConfig => configs.find((one) => one.slug === slug)!

/** People's ids, few enough that friends, contacts and oneself come up. */
export const IDS = [1, 2, 3, 4, 5].map((n) => `018f0000-0000-7000-8000-00000000000${n}`)

export const fieldId = fc.constantFrom(...FIELD_IDS)
const audience = fc.constantFrom(...AUDIENCES)
const word = fc.oneof(
  { weight: 4, arbitrary: fieldId as fc.Arbitrary<string> },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(FIELD_GROUPS)) },
  { weight: 2, arbitrary: fc.constant('all') },
  { weight: 1, arbitrary: fc.constant('some') },
)
const limits = fc.record({ default: audience, widest: audience, narrowest: audience }, { requiredKeys: [] })
const fieldRule = fc.record({ site: limits, print: limits })

const grant: fc.Arbitrary<Grant> = fc.record(
  {
    fields: fc.array(word, { minLength: 1, maxLength: 4 }),
    except: fc.array(word, { maxLength: 3 }),
    upTo: audience,
    whenStatus: fc.constantFrom(['décédé'], ['décédé', 'en activité']),
  },
  { requiredKeys: ['fields', 'except'] },
)

const roleRule = fc.record(
  {
    may: fc.subarray(['search', 'federation', 'write-to'] as const),
    relation: fc.constantFrom('public', 'recruiters', 'network', 'all'),
    consent: fc.constantFrom(...CONSENTS),
    sees: fc.array(grant, { maxLength: 3 }),
    unlocks: fc.array(
      fc.record({
        by: fc.subarray(['pass', 'contact'] as const, { minLength: 1 }),
        fields: fc.array(word, { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    criteria: fc.subarray([...CRITERION_IDS] as string[]),
    row: fc.constant([] as FieldId[]),
  },
  { requiredKeys: ['may', 'relation', 'sees', 'unlocks', 'criteria', 'row'] },
) as unknown as fc.Arbitrary<RoleRule>

/** An association whose rules nobody would write by hand, on a body that loads. */
export const randomConfig: fc.Arbitrary<TenantConfig> = fc
  .record({
    identity: fc.record({
      field: fc.constantFrom<FieldId>('lastName', 'pseudonym', 'diplomaName'),
      with: fc.subarray<FieldId>(['firstName', 'promotion', 'purpose']),
    }),
    some: fc.array(fieldId, { minLength: 1, maxLength: 8 }),
    common: fieldRule,
    set: fc.dictionary(fieldId as fc.Arbitrary<string>, fieldRule, { maxKeys: 12 }),
    roles: fc.dictionary(fc.constantFrom<string>(...ROLES), roleRule, { minKeys: 3 }),
  })
  .map(({ identity, some, common, set, roles }) => ({
    ...config('ece'),
    identity,
    fieldSets: { some },
    fields: { default: common, set },
    roles,
  })) as fc.Arbitrary<TenantConfig>

export const randomViewer: fc.Arbitrary<Viewer> = fc.record(
  {
    roles: fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1, maxLength: 2 }),
    personId: fc.constantFrom(...IDS),
    friendIds: fc.subarray(IDS),
    contactIds: fc.subarray(IDS),
    hasPass: fc.boolean(),
  },
  { requiredKeys: ['roles', 'friendIds', 'hasPass'] },
)

export const randomChoices = fc
  .array(fc.tuple(fieldId, audience), { maxLength: 40 })
  .map((pairs) => [...new Map(pairs)].map(([field, chosen]) => choiceCode(field, chosen)))

/** A person with a value in every field. */
export const randomPerson: fc.Arbitrary<JudgedRow> = fc
  .record({
    id: fc.constantFrom(...IDS),
    status: fc.constantFrom('en activité', 'décédé', null),
    consentSchool: fc.boolean(),
    consentRecruiters: fc.boolean(),
    consentFederation: fc.boolean(),
    listed: fc.boolean(),
    siteChoices: randomChoices,
    printChoices: randomChoices,
  })
  .map((row) => ({ ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])), handle: 'ada', ...row }))

/** The same person as an entry of the shared base, beside a contract. */
export const randomShared = (tenantId: string, always: readonly FieldId[]): fc.Arbitrary<JudgedRow> =>
  fc
    .tuple(
      randomPerson,
      fc.subarray([...FIELD_IDS] as FieldId[]),
      fc.subarray([...ROLES] as string[]),
      fc.subarray([...ROLES] as string[]),
    )
    .map(([row, columns, contractReaders, contractFederationReaders]) => ({
      ...row,
      tenantId,
      contractColumns: [...new Set([...columns, ...always])],
      contractReaders,
      contractFederationReaders,
    }))

export const randomChannel = fc.constantFrom<Channel>('site', 'print')
