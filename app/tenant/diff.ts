/**
 * What changes between two configurations of one association: the keys, and what they mean for who sees what (C2, C3).
 * The rules page and `npm run tenant -- diff` show it before a version is applied. Pure.
 */
import { type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { ROLES, type RoleName } from '#app/vocabulary/roles.ts'
import { audienceLimits, audienceRank } from './audience.ts'
import { expandFields, type TenantConfig } from './schema.ts'
import { rolesOf, ruleOf } from './staff-roles.ts'

/**
 * One key; `from` is absent where it is added, `to` where it is removed. Entries of lists with an id are named by it.
 */
export interface KeyChange {
  path: string
  from?: unknown
  to?: unknown
}

/** What a change of rules does; `diff-words.ts` says it in French and English. */
export type Consequence =
  | { kind: 'role-appears' | 'role-disappears'; role: RoleName }
  | { kind: 'field-gained' | 'field-lost'; role: RoleName; field: FieldId; upTo: Audience; when?: string }
  | { kind: 'relation'; role: RoleName; from: string; to: string }
  | { kind: 'consent'; role: RoleName; from?: string; to?: string }
  | { kind: 'action-gained' | 'action-lost'; role: RoleName; action: string }
  | { kind: 'criterion-gained' | 'criterion-lost'; role: RoleName; criterion: string }
  | {
      kind: 'widened' | 'narrowed'
      limit: 'default' | 'widest' | 'narrowest'
      channel: Channel
      field: FieldId
      from: Audience
      to: Audience
    }
  | { kind: 'shared' | 'unshared'; field: FieldId }
  | { kind: 'reader-gained' | 'reader-lost'; role: RoleName; where: 'sisters' | 'federation' }
  | { kind: 'contract-begins' | 'contract-ends' }

export interface TenantDiff {
  changes: KeyChange[]
  consequences: Consequence[]
}

/**
 * @param from the version in force
 * @param to the one proposed
 * @returns keys in the order of the new file, then consequences by role, field and contract; both empty when nothing
 * changes
 */
export function diffTenants(from: TenantConfig, to: TenantConfig): TenantDiff {
  return {
    changes: diffValues(from, to, ''),
    consequences: [
      ...[...new Set([...ROLES, ...rolesOf(to), ...rolesOf(from)])].flatMap((role) => diffRole(from, to, role)),
      ...CHANNELS.flatMap((channel) => FIELD_IDS.flatMap((field) => diffLimits(from, to, channel, field))),
      ...diffContract(from, to),
    ],
  }
}

function diffValues(from: unknown, to: unknown, path: string): KeyChange[] {
  const [a, b] = [keyed(from), keyed(to)]
  if (!a || !b) return same(from, to) ? [] : [strip({ path, from, to })]
  const keys = [...new Set([...b.keys(), ...a.keys()])]
  return keys.flatMap((key) => diffValues(a.get(key), b.get(key), path ? `${path}.${key}` : key))
}

/** Blocks by key, lists of entries with an id by id; anything else is compared whole. */
function keyed(value: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const named = value.length > 0 && value.every((entry) => typeof entry === 'object' && entry && 'id' in entry)
    return named ? new Map(value.map((entry) => [String(entry.id), entry])) : undefined
  }
  return typeof value === 'object' && value ? new Map(Object.entries(value)) : undefined
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function strip(change: KeyChange): KeyChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as unknown as KeyChange
}

function diffRole(from: TenantConfig, to: TenantConfig, role: RoleName): Consequence[] {
  const [a, b] = [ruleOf(from, role), ruleOf(to, role)]
  if (!a && !b) return []
  if (!a || !b)
    return [
      { kind: b ? 'role-appears' : 'role-disappears', role },
      ...diffReach(from, to, role),
      // What a staff role is there for.
      ...(isOneOf(ROLES, role)
        ? []
        : (b?.may ?? []).map((action) => ({ kind: 'action-gained' as const, role, action }))),
    ]
  const out: Consequence[] = []
  if (a.relation !== b.relation) out.push({ kind: 'relation', role, from: a.relation, to: b.relation })
  if (a.consent !== b.consent) out.push({ kind: 'consent', role, from: a.consent, to: b.consent })
  out.push(...diffReach(from, to, role))
  const [more, fewer] = setDiff(a.may, b.may)
  for (const action of more) out.push({ kind: 'action-gained', role, action })
  for (const action of fewer) out.push({ kind: 'action-lost', role, action })
  const [wider, narrower] = setDiff(a.criteria, b.criteria)
  for (const criterion of wider) out.push({ kind: 'criterion-gained', role, criterion })
  for (const criterion of narrower) out.push({ kind: 'criterion-lost', role, criterion })
  return out
}

/**
 * Fields gained and lost, one by one with how far and when: a field may be gained for the dead and lost for the living.
 */
function diffReach(from: TenantConfig, to: TenantConfig, role: RoleName): Consequence[] {
  const [a, b] = [reach(from, role), reach(to, role)]
  const [gained, lost] = setDiff([...a.keys()], [...b.keys()])
  return [
    ...gained.map((key) => ({ kind: 'field-gained' as const, role, ...b.get(key)! })),
    ...lost.map((key) => ({ kind: 'field-lost' as const, role, ...a.get(key)! })),
  ]
}

function reach(config: TenantConfig, role: RoleName): Map<string, { field: FieldId; upTo: Audience; when?: string }> {
  const rule = ruleOf(config, role)
  const out = new Map<string, { field: FieldId; upTo: Audience; when?: string }>()
  const add = (field: FieldId, upTo: Audience, when?: string) =>
    out.set(`${field} ${upTo} ${when ?? ''}`, { field, upTo, ...(when ? { when } : {}) })
  for (const sentence of rule?.sees ?? [])
    for (const field of expandFields(config.fieldSets, sentence.fields, sentence.except))
      add(field, sentence.upTo ?? 'nobody', sentence.whenStatus?.join(' | '))
  for (const unlock of rule?.unlocks ?? [])
    for (const field of expandFields(config.fieldSets, unlock.fields)) add(field, 'nobody', unlock.by.join(' | '))
  return out
}

function diffLimits(from: TenantConfig, to: TenantConfig, channel: Channel, field: FieldId): Consequence[] {
  const [a, b] = [audienceLimits(from, channel, field), audienceLimits(to, channel, field)]
  return (['default', 'widest', 'narrowest'] as const).flatMap((limit) =>
    a[limit] === b[limit]
      ? []
      : [
          {
            kind: audienceRank(b[limit]) < audienceRank(a[limit]) ? ('widened' as const) : ('narrowed' as const),
            limit,
            channel,
            field,
            from: a[limit],
            to: b[limit],
          },
        ],
  )
}

function diffContract(from: TenantConfig, to: TenantConfig): Consequence[] {
  const [a, b] = [from.federation?.contract, to.federation?.contract]
  if (!a || !b) return a ? [{ kind: 'contract-ends' }] : b ? [{ kind: 'contract-begins' }] : []
  const [shared, unshared] = setDiff(a.columns, b.columns)
  const readers = (['readers', 'federationReaders'] as const).flatMap((key): Consequence[] => {
    const where = key === 'readers' ? 'sisters' : 'federation'
    const [more, fewer] = setDiff(a[key], b[key])
    return [
      ...more.map((role) => ({ kind: 'reader-gained' as const, role, where }) satisfies Consequence),
      ...fewer.map((role) => ({ kind: 'reader-lost' as const, role, where }) satisfies Consequence),
    ]
  })
  return [
    ...shared.map((field) => ({ kind: 'shared' as const, field })),
    ...unshared.map((field) => ({ kind: 'unshared' as const, field })),
    ...readers,
  ]
}

/** @returns what is only in the second list, then what is only in the first. */
function setDiff<T>(from: readonly T[], to: readonly T[]): [T[], T[]] {
  return [to.filter((word) => !from.includes(word)), from.filter((word) => !to.includes(word))]
}
