/** The house as it was drawn: directions, sizes, who may touch what (design §6). Each rule is shown to see a breach. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as rules from './setup/house-rules.ts'
import { readSource, sourceTree } from './setup/source-tree.ts'

/** Which feature may know which. `people` is the one way to write a person; `directory` knows where people are looked for. */
const EDGES: readonly (readonly [string, string])[] = [
  // What was frozen lacks its seller: who sold on that day.
  ['papers', 'seller'],
  ['books', 'papers'],
  ['books', 'seller'],
  ['books', 'mailing'],
  // Numbers without gaps, and entries of the books, are written in one place.
  ['books', 'payments'],
  ['payments', 'seller'],
  // Money that goes back takes the tax receipt along, in one transaction.
  ['payments', 'books'],
  // The trail, and days as the administration writes them.
  ['books', 'admin'],
  ['admin', 'people'],
  ['imports', 'people'],
  // Visitors' files are read in a process of their own.
  ['imports', 'files'],
  ['books', 'files'],
  // Whoever sells goes through the one way to be paid.
  ['membership', 'payments'],
  ['membership', 'mailing'],
  ['shop', 'payments'],
  // Dues may ask for a paper, which is kept as those of getting in are.
  ['membership', 'access'],
  ['membership', 'profile'],
  // A period that the staff end is debited no more.
  ['admin', 'payments'],
  // What staff do with money is in the same trace as the rest.
  ['membership', 'admin'],
  ['payments', 'admin'],
  ['payments', 'mailing'],
  ['payments', 'papers'],
  ['profile', 'people'],
  ['admin', 'directory'],
  ['profile', 'directory'],
  // Where towns are.
  ['directory', 'people'],
  ['contacts', 'directory'],
  ['reports', 'directory'],
  ['reports', 'mailing'],
  // A report may end with an account closed, and is kept in the staff's log.
  ['reports', 'admin'],
  ['contacts', 'mailing'],
  // A profile shows what the person is to the viewer.
  ['profile', 'contacts'],
  // Getting in ends with a password and begins at a door; forms and files are read as one's own record's are.
  ['access', 'account'],
  ['account', 'access'],
  ['access', 'mailing'],
  // Decisions are kept in the staff's log; the staff invite from a member's page.
  ['access', 'admin'],
  ['admin', 'access'],
  ['access', 'people'],
  // Joining may begin with its dues; refused, they go back.
  ['access', 'payments'],
  ['access', 'profile'],
  // A deletion asks for the password; a copy is told of by mail; both end in the one way people are removed.
  ['rights', 'account'],
  // Operators' codes are an account's codes, kept elsewhere.
  ['operator', 'account'],
  // The last who leads does not go; what the staff erases is in their log.
  ['rights', 'admin'],
  ['rights', 'mailing'],
  ['rights', 'people'],
  // A file is stored, and let go, together with the row that names it.
  ['rights', 'files'],
  ['profile', 'files'],
  ['access', 'files'],
  // Who has another address has no links under way to the old one.
  ['people', 'account'],
  // The front page names the doors one signs in by.
  ['content', 'account'],
  // ... and says where one's dues stand.
  ['content', 'membership'],
  // The owner is told by mail what happens to the keys of an account.
  ['account', 'mailing'],
  // What the staff read of people is in their log, wherever they read it.
  ['profile', 'admin'],
  // What an account hangs on changes only with the current password (E5).
  ['profile', 'account'],
  // What is told of a mail is written to the person whose address it went to.
  ['mailing', 'people'],
  ['profile', 'mailing'],
  ['admin', 'mailing'],
  // Many at once: found as the staff find them, done as one would be, kept in the staff's log.
  ['bulk', 'admin'],
  ['bulk', 'people'],
  ['bulk', 'access'],
  ['bulk', 'account'],
  ['bulk', 'directory'],
  ['bulk', 'mailing'],
]

/** What a loader or an action calls first: the association's gate, and the operator's. */
const OPENERS = ['open', 'openOperator']

const SLUGS = readdirSync('tenants', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const tree = sourceTree('app', 'prisma', 'test')
const app = tree.filter(({ path }) => path.startsWith('app/'))

/** A rule, the code it has to hold for, and files that break it. */
const CASES: readonly [string, rules.Rule, typeof tree, Record<string, string>][] = [
  [
    'imports go one way',
    rules.directions,
    app,
    {
      'app/ui/x.tsx': `import { a } from '../features/y/z.ts'`,
      'app/tenant/x.ts': `import { t } from '../db/transaction.ts'`,
    },
  ],
  [
    'features know each other only where that was decided',
    rules.featureEdges(EDGES),
    app,
    { 'app/features/never/x.ts': `export { a } from '#app/features/other/z.ts'` },
  ],
  ['edges that were decided are used', rules.idleEdges(EDGES), app, {}],
  [
    'no ring of files',
    rules.cycles,
    tree,
    { 'app/ui/a.ts': `import { b } from './b.ts'`, 'app/ui/b.ts': `const a = await import('./a.ts')` },
  ],
  [
    'files and functions can be read at a sitting',
    rules.sizes,
    tree,
    {
      'app/ui/x.ts': `${'\n'.repeat(300)}1`,
      'app/features/a/x.route.ts': `export function loader() {${'\n'.repeat(120)}}`,
    },
  ],
  [
    'what is reserved is imported by those it is reserved for',
    rules.reserved,
    tree,
    {
      'app/features/a/x.ts': `import pg from 'pg'\nimport { defineAbility } from '@casl/ability'\nimport { database } from '../../db/client.ts'`,
    },
  ],
  ['one file reads the environment', rules.environment, tree, { 'app/ui/x.ts': `const { PORT } = process.env` }],
  ['no statement is built from text', rules.rawStatements, tree, { 'app/features/a/x.ts': 'tx.$queryRawUnsafe(text)' }],
  ['no association is named in code', rules.slugs(SLUGS), app, { 'app/ui/x.ts': `if (slug === '${SLUGS[0]}') {}` }],
  [
    'every loader and action passes the gate',
    rules.gates(OPENERS),
    app,
    {
      'app/features/a/x.route.ts': `export async function loader() { return 1 }`,
      'app/features/a/y.route.ts': `const help = () => 1\nexport const action = async () => help()`,
    },
  ],
  ['pages carry no style attributes and no raw HTML', rules.markup, app, { 'app/ui/x.tsx': `<p style={{ a: 1 }} />` }],
  [
    'nothing is left for later and every test runs',
    rules.loose,
    tree,
    { 'app/ui/x.ts': `// ${'TO'}DO`, 'test/x.test.ts': `test.${'skip'}('x', () => {})` },
  ],
  ['names say what is inside', rules.names, tree, { 'app/ui/utils.ts': '', 'app/ui/index.ts': '' }],
]

describe.each(CASES)('%s', (_, rule, files, breaches) => {
  test('here', () => expect(rule(files)).toEqual([]))

  test('and a breach is seen', () => {
    const broken = Object.entries(breaches).map(([path, code]) => readSource(path, code))
    const blamed = rule(broken).join('\n')
    for (const { path } of broken) expect(blamed).toContain(path)
  })
})

test('a loader that reaches the gate through a function of its own file passes', () => {
  const code = `async function gate(args) { return open(args) }\nexport const loader = async (args) => (await gate(args)).t`
  expect(rules.gates(OPENERS)([readSource('app/features/a/x.route.ts', code)])).toEqual([])
})

test('types may be imported where their package may not', () => {
  const code = `import type pg from 'pg'\nimport { type Pool } from 'pg'`
  expect(rules.reserved([readSource('app/features/a/x.ts', code)])).toEqual([])
})

test('pages load no package that only development has', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  const packageOf = (specifier: string) =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/')
  const foreign = app
    .filter(({ path }) => !path.startsWith('app/cli/') && path !== 'app/routes.ts')
    .flatMap(({ path, imports }) =>
      imports.filter(({ own, typeOnly }) => !own && !typeOnly).map(({ of }) => [path, packageOf(of)] as const),
    )
    .filter(([, name]) => !name.startsWith('node:') && !(name! in dependencies))
  expect(foreign).toEqual([])
})

test('style sheets can be read at a sitting', () => {
  const sheets = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))
  const long = sheets.filter((name) => readFileSync(join('app', name), 'utf8').split('\n').length > 350)
  expect(long).toEqual([])
})
