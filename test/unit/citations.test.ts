/** Citations of comments, tests and pages resolve: a reference that leads nowhere misleads its reader. */
import { execSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const SELF = 'test/unit/citations.test.ts'
const files = execSync('git ls-files app test prisma docs README.md', { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => /\.(tsx?|md|mjs|prisma)$/.test(file) && file !== SELF && existsSync(file))
const texts = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const sections = [...readFileSync('docs/law-fr.md', 'utf8').matchAll(/^## §(\d+)/gm)].map((found) => found[1]!)
const required = new Set(
  [...readFileSync('docs/requirements.md', 'utf8').matchAll(/^- ([A-Z]\d+) /gm)].map((one) => one[1]!),
)

/** @returns citations in a text that lead nowhere. */
function faults(file: string, text: string): string[] {
  const law = [...text.matchAll(/law-fr((?:,? (?:and )?§\d+)+)/g)]
    .flatMap((found) => [...found[1]!.matchAll(/§(\d+)/g)].map((one) => one[1]!))
    .filter((section) => !sections.includes(section))
    .map((section) => `${file}: law-fr §${section}`)
  const tracker = [...text.matchAll(/\bissue \d+|\bfacts(?:-fr)? §/g)].map((found) => `${file}: ${found[0]}`)
  const ids = [...text.matchAll(/\[([A-Z]\d+(?:, [A-Z]\d+)*)\](?!\()/g)]
    .flatMap((found) => found[1]!.split(', '))
    .filter((id) => !required.has(id))
    .map((id) => `${file}: ${id}`)
  const links = [...text.matchAll(/\]\(((?!https?:|mailto:|#)[^)\s]+\.md)(?:#[^)]*)?\)/g)]
    .filter((found) => file.endsWith('.md') && !existsSync(join(dirname(file), found[1]!)))
    .map((found) => `${file}: ${found[1]}`)
  return [...law, ...tracker, ...ids, ...links]
}

test('every citation leads somewhere', () => {
  expect(texts.flatMap(({ file, text }) => faults(file, text))).toEqual([])
})

test.each(['law-fr §99', '(issue 4)', '[Z99]', '[a page](nowhere.md)'])(
  'a citation that leads nowhere is found: %s',
  (text) => {
    expect(faults('docs/x.md', text)).toHaveLength(1)
  },
)

test('the list of pages names every page', () => {
  const list = readFileSync('docs/README.md', 'utf8')
  expect(
    readdirSync('docs').filter((page) => page !== 'README.md' && page.endsWith('.md') && !list.includes(page)),
  ).toEqual([])
})

test('every run-time dependency is explained in the map of the house', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  const part = readFileSync('app/README.md', 'utf8').split('## Run-time dependencies')[1] ?? ''
  const named = [...part.matchAll(/`([^`]+)`/g)].map((found) => found[1]!)
  const explained = (name: string) =>
    named.some((one) => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))))
  expect(Object.keys(dependencies).filter((name) => !explained(name))).toEqual([])
})
