/** Small changes of an association's rules, as a slip of the hand in tenant.yaml would make them. */

import { expandFields, type RoleRule, type TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, CHANNELS } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'

/** From 0 (included) to 1, the same sequence for the same seed. */
export type Random = () => number

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!
}

/** Changes the copy it is given and says what it did; undefined where this change means nothing there. */
type Slip = (config: TenantConfig, random: Random) => string | undefined

const roleOf = (config: TenantConfig, random: Random): [Role, RoleRule] =>
  pick(random, Object.entries(config.roles) as [Role, RoleRule][])

const removeGrantedField: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  if (rule.sees.length === 0) return undefined
  const grant = pick(random, rule.sees)
  const field = pick(random, expandFields(config.fieldSets, grant.fields, grant.except))
  grant.except.push(field)
  return `${role} no longer sees ${field}`
}

const grantExcludedField: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  const seen = rule.sees.flatMap((grant) => expandFields(config.fieldSets, grant.fields, grant.except))
  const field = pick(random, FIELD_IDS.filter((id) => !seen.includes(id)).concat('iesfCode'))
  rule.sees.push({ fields: [field], except: [] })
  return `${role} sees ${field}`
}

const dropGrant: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  rule.sees.splice(Math.floor(random() * rule.sees.length), 1)
  return `${role} loses a sentence`
}

const changeLimit: Slip = (config, random) => {
  const field = pick(random, FIELD_IDS)
  const channel = pick(random, CHANNELS)
  const key = pick(random, ['default', 'widest', 'narrowest'] as const)
  const audience = pick(random, [...AUDIENCES, undefined])
  config.fields.set[field] ??= { site: {}, print: {} }
  const rule = config.fields.set[field][channel]
  if (audience) rule[key] = audience
  else delete rule[key]
  return `${field} · ${channel} · ${key}: ${audience}`
}

const changeCommonLimit: Slip = (config, random) => {
  const channel = pick(random, CHANNELS)
  const key = pick(random, ['default', 'widest', 'narrowest'] as const)
  const audience = pick(random, AUDIENCES)
  config.fields.default[channel][key] = audience
  return `every field · ${channel} · ${key}: ${audience}`
}

const changeRelation: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  rule.relation = pick(random, ['public', 'recruiters', 'network', 'all'] as const)
  return `${role} is ${rule.relation}`
}

const changeConsent: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  if (rule.consent) delete rule.consent
  else rule.consent = pick(random, CONSENTS)
  return `${role} · consent: ${rule.consent}`
}

const changeUpTo: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  if (rule.sees.length === 0) return undefined
  const grant = pick(random, rule.sees)
  if (grant.upTo) delete grant.upTo
  else grant.upTo = pick(random, AUDIENCES)
  return `${role} · up to: ${grant.upTo}`
}

const changeStatus: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  const grant = rule.sees.find((one) => one.whenStatus)
  if (!grant) return undefined
  delete grant.whenStatus
  return `${role} · whatever the status`
}

const changeUnlocks: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  if (rule.unlocks.length > 0 && random() < 0.5) rule.unlocks = []
  else rule.unlocks.push({ by: [pick(random, ['pass', 'contact'] as const)], fields: [pick(random, FIELD_IDS)] })
  return `${role} · unlocks: ${JSON.stringify(rule.unlocks)}`
}

const changeCriterion: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  const criterion = pick(random, CRITERION_IDS)
  rule.criteria = rule.criteria.includes(criterion)
    ? rule.criteria.filter((one) => one !== criterion)
    : [...rule.criteria, criterion]
  return `${role} · criterion ${criterion}`
}

const changeAction: Slip = (config, random) => {
  const [role, rule] = roleOf(config, random)
  const action = pick(random, ['search', 'federation'] as const)
  rule.may = rule.may.includes(action) ? rule.may.filter((one) => one !== action) : [...rule.may, action]
  return `${role} · may ${action}`
}

const changeIdentity: Slip = (config, random) => {
  if (random() < 0.3)
    config.identity.field = pick(random, ['lastName', 'firstName', 'pseudonym', 'diplomaName'] as FieldId[])
  else if (random() < 0.5) config.identity.with = config.identity.with.slice(1)
  else config.identity.with.push(pick(random, FIELD_IDS))
  return `identity: ${config.identity.field} with ${config.identity.with}`
}

const changeContract: Slip = (config, random) => {
  const contract = config.federation?.contract
  if (!contract) return undefined
  const [list, word] = pick(random, [
    [contract.columns, pick(random, FIELD_IDS)],
    [contract.readers, pick(random, ['member', 'adherent', 'manager', 'admin', 'recruiter'])],
    [contract.federationReaders, pick(random, ['federation-admin', 'manager', 'recruiter', 'poster'])],
  ] as [string[], string][])
  const at = list.indexOf(word)
  if (at >= 0) list.splice(at, 1)
  else list.push(word)
  return `contract: ${at >= 0 ? 'without' : 'with'} ${word}`
}

const SLIPS: readonly Slip[] = [
  removeGrantedField,
  grantExcludedField,
  dropGrant,
  changeLimit,
  changeLimit,
  changeCommonLimit,
  changeRelation,
  changeConsent,
  changeUpTo,
  changeStatus,
  changeUnlocks,
  changeCriterion,
  changeAction,
  changeIdentity,
  changeContract,
]

/** @returns a changed copy and what was changed. */
export function slip(config: TenantConfig, random: Random): { config: TenantConfig; what: string } {
  for (;;) {
    const copy = withoutAliases(config)
    const what = pick(random, SLIPS)(copy, random)
    if (what) return { config: copy, what: `${config.slug}: ${what}` }
  }
}

/** A copy in which no two roles share one object, as they do behind a YAML anchor. */
function withoutAliases(config: TenantConfig): TenantConfig {
  return JSON.parse(JSON.stringify(config)) as TenantConfig
}
