/**
 * Conditions of rules taken together: written as one flat condition where that is possible, so that a statement stays
 * short. Pure.
 */
import type { Condition, Test } from '#app/db/condition.ts'

type Entry = [key: string, value: Condition[string]]

/** Longer products stay a tree: spelling them out would cost more than the flat form saves. */
const MOST = 24

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * @param rules alternatives, of which one opens
 * @param limits alternatives, of which one must hold besides
 * @returns alternatives that hold exactly where one of each list does
 */
export function both(rules: readonly Condition[], limits: readonly Condition[]): Condition[] {
  if (limits.length === 0) return []
  const free = (rule: Condition) => limits.some((limit) => implies(rule, limit))
  if (rules.every(free)) return [...rules]
  if (rules.length * limits.length > MOST)
    return rules.map((rule) => (free(rule) ? rule : { AND: [rule, { OR: limits }] }))
  const products = rules.flatMap((rule): Condition[] =>
    free(rule) ? [rule] : limits.map((limit) => conjoin(rule, limit)).filter((one) => one !== undefined),
  )
  return products.filter((one, i) => !products.some((other, j) => i !== j && absorbs(other, one, j < i)))
}

/** Of two that say the same, the first stays. */
function absorbs(wide: Condition, narrow: Condition, isFirst: boolean): boolean {
  return implies(narrow, wide) && (isFirst || !implies(wide, narrow))
}

/** @returns the condition that holds where both do; undefined where no row can satisfy both */
export function conjoin(a: Condition, b: Condition): Condition | undefined {
  const all: Record<string, Condition[string]> = { ...a }
  const rest: Condition[] = []
  for (const [key, value] of Object.entries(b)) {
    const known = all[key]
    if (known === undefined) all[key] = value
    else if (key === 'AND') rest.push(...(value as Condition[]))
    else if (!isSame(known, value)) {
      const one =
        key === 'NOT' ? neither(known as Condition, value as Condition) : narrower(known as Test, value as Test)
      if (one === 'never') return undefined
      if (one) all[key] = one
      else rest.push({ [key]: value })
    }
  }
  if (rest.length > 0) all.AND = [...((all.AND as Condition[] | undefined) ?? []), ...rest]
  return all
}

const codesIn = (condition: Condition): [string, readonly unknown[]] | undefined => {
  const [only, ...more] = Object.entries(condition) as [string, Test][]
  if (!only || more.length > 0 || typeof only[1] !== 'object' || !('hasSome' in only[1])) return undefined
  return [only[0], only[1].hasSome]
}

/** « None of these » and « none of those » of one column are none of all of them. */
function neither(a: Condition, b: Condition): Condition | undefined {
  const [one, other] = [codesIn(a), codesIn(b)]
  if (!one || !other || one[0] !== other[0]) return undefined
  return { [one[0]]: { hasSome: [...new Set([...one[1], ...other[1]])] as number[] } }
}

const listOf = (test: Test) => (typeof test !== 'object' ? [test] : 'in' in test ? test.in : undefined)

/** @returns one test for « among these » and « among those » */
function narrower(a: Test, b: Test): Test | 'never' | undefined {
  const [one, other] = [listOf(a), listOf(b)]
  if (!one || !other) return undefined
  const left = one.filter((value) => other.includes(value))
  if (left.length === 0) return 'never'
  return typeof a !== 'object' || typeof b !== 'object' ? left[0]! : { in: left }
}

/** @returns true where every row of `a` is seen, by its form alone, to be one of `b`; false proves nothing */
export function implies(a: Condition, b: Condition): boolean {
  return (Object.entries(b) as Entry[]).every((entry) => holdsIn(a, entry))
}

function holdsIn(a: Condition, [key, value]: Entry): boolean {
  if (key === 'AND') return (value as Condition[]).every((part) => implies(a, part))
  if (key === 'OR' && (value as Condition[]).some((part) => implies(a, part))) return true
  const known = a[key]
  if (known !== undefined && (isSame(known, value) || isNarrower(key, known, value))) return true
  return (a.AND ?? []).some((part) => holdsIn(part, [key, value]))
}

function isNarrower(key: string, known: Condition[string], value: Condition[string]): boolean {
  if (key === 'AND' || key === 'OR') return false
  const within = (small: readonly unknown[], large: readonly unknown[]) => small.every((one) => large.includes(one))
  if (key === 'NOT') {
    const [one, other] = [codesIn(known as Condition), codesIn(value as Condition)]
    return one !== undefined && other !== undefined && one[0] === other[0] && within(other[1], one[1])
  }
  const [one, other] = [listOf(known as Test), listOf(value as Test)]
  return one !== undefined && other !== undefined && typeof value === 'object' && within(one, other)
}
