/** Zod's findings in the words of someone who wrote a YAML file and has never heard of Zod. Pure. */
import type { z } from 'zod'
import type { TenantProblem } from './checks.ts'

type Issue = z.core.$ZodIssue

/**
 * @param issues as reported with `reportInput: true`
 * @returns one problem per key, at the key that is wrong (an unknown key at itself, a missing one at itself)
 */
export function plainIssues(issues: readonly Issue[]): TenantProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], message: `“${key}” is not a key of tenant files here` }))
    return [{ path, message: words(issue) }]
  })
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
}

function words(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'this key is missing' : `expected ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return wordsAllowed(issue.input, issue.values.map(String))
    case 'invalid_key':
      return `“${String(issue.path.at(-1))}” is not a word that may stand here`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `expected at least ${issue.minimum}`
        : 'this is empty'
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`
    default:
      return issue.message
  }
}

const LONGEST_LIST = 16

/** The whole list where it is short, else those that begin alike: field ids are some sixty. */
function wordsAllowed(input: unknown, allowed: string[]): string {
  if (input === undefined) return 'this key is missing'
  const given = `“${String(input)}” is not a word that may stand here`
  if (allowed.length <= LONGEST_LIST) return `${given}; expected ${allowed.join(', ')}`
  const start = String(input).slice(0, 3).toLowerCase()
  const near = allowed.filter((word) => word.toLowerCase().startsWith(start))
  return near.length ? `${given}; did you mean ${near.join(' or ')}?` : given
}
