/** Public docstrings, as docs/writing.md asks: every exported function below pages has one, short, with a subject. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDERS = ['policy', 'db', 'context', 'domain', 'tenant']
const files = FOLDERS.flatMap((folder) =>
  readdirSync(join('app', folder), { recursive: true, encoding: 'utf8' }).map((name) => join('app', folder, name)),
).filter((path) => /\.tsx?$/.test(path) && !path.includes('/generated/') && !path.includes('.email.'))

const EXPORTED =
  /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)export (?:async )?(?:function\*?|class|const(?= \w+ = (?:async )?\()) (\w+)/g
const MOST_WORDS = 25
/** A relative clause, or a negation, is no subject. */
const NO_SUBJECT = /^(Who|Whoever|Whom|What|Whatever|Whether|Nobody|Somebody)\b/

function faultsIn(path: string, code: string): string[] {
  return [...code.matchAll(EXPORTED)].flatMap(([, doc = '', name]) => {
    if (!doc) return [`${path}: ${name} has no docstring`]
    const text = doc
      .replace(/^\/\*\*|\*\/\s*$|^ ?\* ?/gm, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const body = text.split(/@(?:param|returns|throws|typeParam)/)[0]!.trim()
    const long = body.split(/(?<=[.!?;:])\s/).filter((sentence) => sentence.split(' ').length > MOST_WORDS)
    return [
      ...long.map((sentence) => `${path}: ${name} says in more than ${MOST_WORDS} words: ${sentence}`),
      ...(NO_SUBJECT.test(body) ? [`${path}: ${name} begins without a subject: ${body.split('.')[0]}`] : []),
    ]
  })
}

test('every exported function has one, of sentences that are read once', () => {
  const functions = files.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(EXPORTED)])
  expect(functions.length).toBeGreaterThan(600)
  expect(files.flatMap((path) => faultsIn(path, readFileSync(path, 'utf8')))).toEqual([])
})

test.each([
  ['none', 'export function a() {}', 'has no docstring'],
  ['none, of an arrow', 'export const a = (b: 1) => b', 'has no docstring'],
  ['a long one', `/** ${'word '.repeat(26)}*/\nexport async function a() {}`, 'in more than 25 words'],
  ['no subject', '/** Whoever comes. */\nexport class A {}', 'begins without a subject'],
])('%s is seen', (_, code, fault) => expect(faultsIn('x.ts', code).join()).toContain(fault))
