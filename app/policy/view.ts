/**
 * The only two doors to people's data. {@link reveal} turns a row into what this viewer may see of it; {@link
 * whereReadable} is the same rule as a condition, for whatever lists, counts, sorts or suggests. Nothing is filtered
 * after a query.
 */
import { subject } from '@casl/ability'
import type { Condition } from '#app/db/condition.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { repeatedBy, shownRecords } from './records.rules.ts'
import type { Ability, SubjectType } from './types.ts'

declare const revealed: unique symbol

/** A person as one viewer may see them. Pages, mails, exports and feeds accept this type and no row. */
export interface Revealed {
  readonly handle: string
  /** Only what may be seen and is there: hidden and absent are the same. */
  readonly fields: { readonly [F in FieldId]?: unknown }
  readonly [revealed]: true
}

/** A row as the policy judges it: the columns that conditions name, and the fields. */
export interface JudgedRow {
  handle: string
  [column: string]: unknown
}

type FieldRules = { matchesConditions(row: object): boolean; inverted: boolean; conditions?: Condition }[]

const rulesByField = new WeakMap<Ability, Map<string, FieldRules>>()

/** The rules about one field, strongest first, looked up once per ability. */
function rulesFor(ability: Ability, type: SubjectType, field: FieldId): FieldRules {
  const known = rulesByField.get(ability) ?? new Map<string, FieldRules>()
  rulesByField.set(ability, known)
  const key = `${type}.${field}`
  const rules = known.get(key) ?? (ability.casl.rulesFor('read', type, field) as unknown as FieldRules)
  known.set(key, rules)
  return rules
}

/** The question of {@link reveal}, for one field by itself; `explain.ts` asks it too. */
export function mayRead(ability: Ability, type: SubjectType, field: FieldId, row: object): boolean {
  const deciding = rulesFor(ability, type, field).find((rule) => rule.matchesConditions(row) && isKnown(rule, row))
  return deciding !== undefined && !deciding.inverted
}

/**
 * As in SQL, "not among these" holds of nothing that is unknown: a row without choices, or read without them, stays
 * shut.
 */
function isKnown({ conditions }: FieldRules[number], row: object): boolean {
  return excludedColumns(conditions ?? {}).every((column) => (row as Record<string, unknown>)[column] != null)
}

/** Columns that some part of a condition asks to be "not among these". */
function excludedColumns({ NOT, AND = [], OR = [] }: Condition): string[] {
  return [...Object.keys(NOT ?? {}), ...[...AND, ...OR].flatMap(excludedColumns)]
}

/**
 * @param row every column that rules name (`id`, `tenantId`, `status`, consents, choices, contract) and the fields
 * wanted
 * @param fields which fields the caller shows; all unless said
 * @returns undefined where the person does not exist for this viewer: answer as for an unknown address
 */
export function reveal(
  ability: Ability,
  type: SubjectType,
  row: JudgedRow,
  fields: readonly FieldId[] = FIELD_IDS,
): Revealed | undefined {
  const judged = subject(type, row)
  if (!mayRead(ability, type, ability.identity, judged)) return undefined
  const seen: { [F in FieldId]?: unknown } = {}
  for (const field of fields) {
    if (isEmpty(row[field]) || !mayRead(ability, type, field, judged)) continue
    const value = shownRecords(field, row[field], {
      here: (other) => mayRead(ability, type, other, judged),
      ever: (other) => mayEverRead(ability, type, other),
    })
    if (!isEmpty(value)) seen[field] = value
  }
  return { handle: row.handle, fields: seen } as unknown as Revealed
}

/**
 * @returns whether the viewer reads all that records of `field` may repeat: only then may its date be told, since
 * records that are left out leave no trace
 */
export function readsWhole(ability: Ability, type: SubjectType, row: JudgedRow, field: FieldId): boolean {
  const judged = subject(type, row)
  return repeatedBy(field).every((other) => mayRead(ability, type, other, judged))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/**
 * The rows on which the viewer may read `field` — and therefore know that the person exists.
 * @returns a closed condition tree; render it with `toPrisma` or `toSql` of app/db/condition.ts
 */
export function whereReadable(ability: Ability, type: SubjectType, field: FieldId): Condition {
  const own = anyOf(rulesFor(ability, type, field))
  return field === ability.identity ? own : { AND: [anyOf(rulesFor(ability, type, ability.identity)), own] }
}

/** @returns the rows that exist at all for the viewer. */
export function whereListed(ability: Ability, type: SubjectType): Condition {
  return whereReadable(ability, type, ability.identity)
}

/**
 * Rules only open (design §4: no "cannot" hides a hole); one that closed would have to be ANDed, so it is refused here.
 */
function anyOf(rules: FieldRules): Condition {
  if (rules.some((rule) => rule.inverted))
    throw new Error('rules on people only open: no inverted rule may be compiled')
  if (rules.some((rule) => !rule.conditions)) return {}
  const conditions = rules.map((rule) => rule.conditions!)
  return conditions.length === 1 ? conditions[0]! : { OR: conditions }
}

/**
 * @returns whether any row could ever open the field to this viewer: whether to offer it as a criterion, a column or a
 * facet.
 */
export function mayEverRead(ability: Ability, type: SubjectType, field: FieldId): boolean {
  return rulesFor(ability, type, field).length > 0
}

/**
 * Allows ordering a list by a field that everybody listed shows: the order then tells nothing that the rows do not.
 * @returns false where any listed person may hide it
 */
export function maySortBy(ability: Ability, type: SubjectType, field: FieldId): boolean {
  if (!mayEverRead(ability, type, field)) return false
  return isAlwaysReadable(ability, type, field)
}

/** @returns true where whoever is listed shows the field too: a criterion on it needs no condition of its own. */
export function isAlwaysReadable(ability: Ability, type: SubjectType, field: FieldId): boolean {
  const [own, identity] = [field, ability.identity].map((id) => {
    return rulesFor(ability, type, id).map(({ conditions }) => JSON.stringify(conditions ?? {}))
  }) as [string[], string[]]
  if (own.includes('{}')) return true
  // Every way in which somebody is listed opens the field as well.
  const opens = (way: string) =>
    own.includes(way) || (own.includes('{"listed":true}') && JSON.parse(way).listed === true)
  return own.length > 0 && identity.every(opens)
}
