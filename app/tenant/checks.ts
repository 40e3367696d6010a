/**
 * What the shape of a tenant file cannot say: that its rules agree with each other. Pure; `load.ts` adds file and line.
 */
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { CRITERIA, type Criterion } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { isGranted, ROLES, type Role } from '#app/vocabulary/roles.ts'
import { audienceLimits, audienceRank } from './audience.ts'
import { parseLoginFormat } from './login-format.ts'
import { expandFields, type RoleRule, type TenantConfig } from './schema.ts'
import { checkStaffRoles } from './staff-roles-check.ts'
import { checkTransfers } from './transfers-check.ts'

/** Something wrong at a key of a tenant file, in one English sentence. */
export interface TenantProblem {
  path: (string | number)[]
  message: string
}

/** @returns every contradiction inside one configuration; empty when it can be compiled. */
export function checkTenant(config: TenantConfig): TenantProblem[] {
  return [
    ...checkAudiences(config),
    ...Object.entries(config.roles).flatMap(([role, rule]) => checkRole(config, role as Role, rule)),
    ...checkStaffRoles(config),
    ...checkLogins(config),
    ...checkMoney(config),
    ...checkKind(config),
    ...checkContract(config),
    ...checkVocabulary(config),
    ...checkTransfers(config),
  ]
}

/** @returns the fields some sentence of the role lets through, before audiences; unlocks left out. */
export function fieldsSeen(config: TenantConfig, role: Role): Set<FieldId> {
  const sees = config.roles[role]?.sees ?? []
  return new Set(sees.flatMap((sentence) => expandFields(config.fieldSets, sentence.fields, sentence.except)))
}

/**
 * S10: widest is not narrower than narrowest, a stated default lies between them, companions have no line of their own.
 */
function checkAudiences(config: TenantConfig): TenantProblem[] {
  const problems: TenantProblem[] = []
  const places: { path: string[]; field: FieldId; rule: TenantConfig['fields']['default'] }[] = [
    { path: ['fields', 'default'], field: config.identity.field, rule: config.fields.default },
  ]
  for (const [field, rule] of Object.entries(config.fields.set))
    places.push({ path: ['fields', 'set', field], field: field as FieldId, rule })
  for (const { path, field, rule } of places) {
    if (path.length > 2 && config.identity.with.includes(field))
      problems.push({ path, message: `${field} follows ${config.identity.field}: write the rule there` })
    for (const channel of CHANNELS) {
      const common = path.length === 2
      const limits = common
        ? { widest: 'public', narrowest: 'nobody', ...rule[channel] }
        : audienceLimits(config, channel, field)
      const { widest, narrowest } = limits as ReturnType<typeof audienceLimits>
      if (audienceRank(widest) > audienceRank(narrowest))
        problems.push({
          path: [...path, channel],
          message: `widest (${widest}) is narrower than narrowest (${narrowest})`,
        })
      const own = rule[channel].default
      if (own && (audienceRank(own) < audienceRank(widest) || audienceRank(own) > audienceRank(narrowest)))
        problems.push({
          path: [...path, channel, 'default'],
          message: `the default (${own}) must lie between widest (${widest}) and narrowest (${narrowest})`,
        })
    }
  }
  return problems
}

function checkRole(config: TenantConfig, role: Role, rule: RoleRule): TenantProblem[] {
  const path = ['roles', role]
  const problems: TenantProblem[] = []
  const wrong = (key: string, message: string) => problems.push({ path: [...path, key], message })
  if (rule.relation === 'all' && !isGranted(role)) wrong('relation', 'only manager and admin stand above audiences')
  if (rule.may.some((action) => isOneOf(STAFF_ACTIONS, action)) && !isGranted(role))
    wrong('may', `${role} is no role of the staff`)
  if (rule.may.includes('extract') && role !== 'admin') wrong('may', 'only admin may extract')
  const consent = rule.consent && config.consents[rule.consent]
  if (consent && !consent.asked && !consent.default)
    wrong('consent', `nobody is ever asked for “${rule.consent}” (consents): this role would see nobody`)
  return [...problems, ...checkSearch(config, role, rule)]
}

/** Pages that lead to a filtered list, and what it is filtered by. */
const STANDS_ON = { map: ['ville', 'pays'], companies: ['entreprise'], cohort: ['promo'] } satisfies Partial<
  Record<Action, Criterion[]>
>

/** A role searches only by what it may read, and its rows show only that (design §4). */
function checkSearch(config: TenantConfig, role: Role, rule: RoleRule): TenantProblem[] {
  const path = ['roles', role]
  const problems: TenantProblem[] = []
  const seen = fieldsSeen(config, role)
  const { field } = config.identity
  if (rule.may.includes('search')) {
    if (!seen.has(field)) problems.push({ path: [...path, 'sees'], message: `a role that searches must read ${field}` })
    if (!rule.row.includes(field)) problems.push({ path: [...path, 'row'], message: `a row must show ${field}` })
  } else if (rule.criteria.length || rule.row.length)
    problems.push({ path: [...path, 'may'], message: 'criteria and row mean nothing without “search”' })
  for (const [action, criteria] of Object.entries(STANDS_ON))
    if (rule.may.includes(action as Action) && !criteria.every((criterion) => rule.criteria.includes(criterion)))
      problems.push({ path: [...path, 'may'], message: `“${action}” needs the criteria ${criteria.join(' and ')}` })
  for (const [i, criterion] of rule.criteria.entries()) {
    const fields = criterionFields(config, criterion as Criterion)
    if (!fields.some((id) => seen.has(id)))
      problems.push({
        path: [...path, 'criteria', i],
        message: `${role} may not read ${fields.join(' or ')}, on which “${criterion}” stands`,
      })
  }
  for (const [i, id] of rule.row.entries())
    if (!seen.has(id)) problems.push({ path: [...path, 'row', i], message: `${role} may not read ${id}` })
  return problems
}

function criterionFields(config: TenantConfig, criterion: Criterion): readonly FieldId[] {
  return criterion === 'q' ? config.directory.quick : [CRITERIA[criterion]]
}

/** S1, E1, I1: every template reads well, and {suffix} has its constant. */
function checkLogins({ login }: TenantConfig): TenantProblem[] {
  const options = { join: login.join, suffix: login.suffix }
  const templates = [
    ...login.forms.map((form, i) => ({ path: ['login', 'forms', i], form })),
    { path: ['login', 'handle'], form: login.handle },
  ]
  return templates.flatMap(({ path, form }) => {
    const parsed = parseLoginFormat(form, options)
    return parsed.ok ? [] : [{ path, message: parsed.message }]
  })
}

/** Ids are unique in their list; a pass that is required, or that unlocks something, is for sale. */
function checkMoney(config: TenantConfig): TenantProblem[] {
  const problems: TenantProblem[] = []
  for (const key of ['tiers', 'shop', 'mailingLists', 'groups'] as const) {
    const ids = config[key].map((entry) => entry.id)
    for (const [i, id] of ids.entries())
      if (ids.indexOf(id) < i) problems.push({ path: [key, i, 'id'], message: `“${id}” stands twice in ${key}` })
  }
  for (const [i, { id }] of config.groups.entries())
    if (/^promo-\d{4}$/.test(id)) problems.push({ path: ['groups', i, 'id'], message: '“promo-…” is a year’s address' })
  problems.push(...config.tiers.flatMap((tier, i) => checkInstalments(config, tier, ['tiers', i, 'instalments'])))
  const unlocked = Object.values(config.roles).some((rule) => rule.unlocks.some((unlock) => unlock.by.includes('pass')))
  if ((config.recruiters?.requires === 'pass' || unlocked) && !config.recruiters?.pass)
    problems.push({ path: ['recruiters'], message: '“pass” is missing: its name, price and months' })
  return problems
}

/** Every number of payments ends within the period, and leaves payments that are worth a debit. */
function checkInstalments(
  { money }: TenantConfig,
  { cents, period, proof, instalments }: TenantConfig['tiers'][number],
  path: TenantProblem['path'],
): TenantProblem[] {
  if (!instalments) return []
  const { counts, everyMonths, atLeast } = instalments
  const problems: TenantProblem[] = []
  const wrong = (key: (string | number)[], message: string) => problems.push({ path: [...path, ...key], message })
  if (money.online.length === 0) wrong([], 'instalments are debited: “money.online” must name a means')
  if (proof) wrong([], 'dues that ask for a paper are paid at once: refused, they go back whole')
  for (const [i, count] of counts.entries()) {
    if (counts.indexOf(count) < i) wrong(['counts', i], `“${count}” stands twice in counts`)
    const months = (count - 1) * everyMonths
    if (months > 11) {
      const what = period === 'lifetime' ? 'more than a year after the first' : 'after the end of the period'
      wrong(['counts', i], `the last of ${count} payments, every ${everyMonths} months, would come ${what}`)
    }
    if (Math.floor(cents / count) < atLeast)
      wrong(['counts', i], `${cents} cents in ${count} payments are below ${atLeast} cents each (atLeast)`)
  }
  return problems
}

function checkKind(config: TenantConfig): TenantProblem[] {
  const problems: TenantProblem[] = []
  const federation = config.kind === 'federation'
  if (federation && !config.members.length)
    problems.push({ path: ['members'], message: 'a federation names its members' })
  if (!federation && config.members.length)
    problems.push({ path: ['members'], message: 'only a federation has members' })
  if (federation && config.federation)
    problems.push({ path: ['federation'], message: 'a federation does not belong to another' })
  for (const [i, group] of config.groups.entries())
    if (federation && group.joining !== 'open')
      problems.push({ path: ['groups', i, 'joining'], message: 'groups of a federation are open: nobody lives in it' })
  for (const role of Object.keys(config.roles)) {
    const inside = config.roles[role as Role]!.may.includes('federation')
    if (inside && !federation && !config.federation)
      problems.push({ path: ['roles', role, 'may'], message: '“federation” means nothing outside a federation' })
  }
  return problems
}

/** What is shared names the person, and holds no secret (design §3, "Federation"). */
function checkContract(config: TenantConfig): TenantProblem[] {
  const contract = config.federation?.contract
  if (!contract) return []
  const path = ['federation', 'contract']
  const problems: TenantProblem[] = []
  for (const id of [config.identity.field, ...config.identity.with])
    if (!contract.columns.includes(id))
      problems.push({ path: [...path, 'columns'], message: `${id} must be shared too` })
  for (const [i, id] of contract.columns.entries())
    if (isOneOf(SECRET_FIELDS, id)) problems.push({ path: [...path, 'columns', i], message: `${id} is never shared` })
    else if (audienceLimits(config, 'site', id).widest === 'nobody')
      problems.push({ path: [...path, 'columns', i], message: `${id} is kept from everybody (fields.set.${id})` })
  if (contract.until && contract.until <= contract.from)
    problems.push({ path: [...path, 'until'], message: 'a contract ends after it begins' })
  return problems
}

function checkVocabulary(config: TenantConfig): TenantProblem[] {
  return (['fr', 'en'] as const).flatMap((language) =>
    Object.keys(config.vocabulary[language]).flatMap((key) => {
      const [theme, word] = key.split('.')
      const known =
        theme === 'roles' ? isOneOf(ROLES, word) : theme === 'fields' ? isOneOf(FIELD_IDS, word) : key.includes('.')
      return known ? [] : [{ path: ['vocabulary', language, key], message: `“${key}” is the key of no text` }]
    }),
  )
}
