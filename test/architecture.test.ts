/** The house as it was drawn: directions, sizes, who may touch what (design §6). Each rule is shown to see a breach. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FEDERATION } from './setup/federation-readers.ts'
import * as rules from './setup/house-rules.ts'
import { readSource, sourceTree } from './setup/source-tree.ts'
import * as statements from './setup/statement-rules.ts'

/** Subjects of domain/, each of which may know those before it. */
const ORDER = [
  ...['files', 'links', 'audit', 'runs', 'people', 'search', 'mail', 'content', 'contacts', 'groups', 'events'],
  ...['messages', 'mentoring', 'suggestions', 'lost', 'notices', 'accounts', 'offers', 'profiles', 'schools', 'ledger'],
  ...['documents', 'receipts', 'sales'],
  ...['dues', 'requests', 'company-pages', 'letters', 'printed', 'transfers', 'figures', 'data-rights'],
]

/** Which feature may know which, and why; never one of another neighbourhood. */
const EDGES: readonly (readonly [string, string, string])[] = [
  ['people/privacy', 'people/settings', 'privacy is a page of one’s own settings: their frame and their record'],
  ['people/cohort-mail', 'people/groups', 'a mail to one’s year is read as one to a group: its words and who wrote it'],
  ['people/common-groups', 'people/groups', 'groups of the federation are read as others: their rows and words'],
  ['people/profile', 'people/directory', 'a person’s page leads back to the results it was opened from'],
  ['people/welcome', 'people/settings', 'the steps after an activation are forms of « Réglages »'],
  ['people/welcome', 'people/privacy', 'the last of them is its ready-made answers'],
  ['people/welcome', 'people/directory', 'they end with who is near, as the directory counts'],
  ['people/companies', 'people/directory', 'the page of a company asks the directory who works there'],
  ['people/settings', 'people/profile', 'settings show values as the profile does'],
  ['site/tickets', 'site/agenda', 'a paid place asks what a free one asks, and stands on the same event'],
  ['money/bank', 'money/treasury', 'pages of the treasurer’s desk share its frame'],
  ['money/fec', 'money/treasury', 'pages of the treasurer’s desk share its frame'],
  ['money/dues', 'money/checkout', 'instalments are shown as the payment page shows them'],
  ['staff/members', 'staff/desk', 'a member’s history is a table of the log'],
  ['staff/members', 'staff/team', 'an account’s card gives and ends roles'],
  ['staff/organisations', 'staff/desk', 'an organisation’s history is a table of the log'],
  ['staff/organisations', 'staff/team', 'an organisation’s account has the card of any account'],
  ['staff/lost', 'staff/members', 'an address that joins a record is told like one the staff wrote'],
  ['staff/bulk', 'staff/members', 'chosen people are named as the table of members names them'],
]

/** What a loader or an action calls first: the association's gate, and the operator's. */
const OPENERS = ['open', 'openOperator']

/** The only files that write dues, roles and passes, and what each does with them. */
const WRITERS: Record<string, string> = {
  'app/domain/accounts/grants.server.ts': 'gives, widens and ends roles',
  'app/domain/people/accounts.server.ts': 'gives the role of an account that is made',
  'app/domain/sales/open-rights.server.ts': 'opens, closes and reopens what a sale pays for',
  'app/features/staff/bulk/dues-kind.server.ts': 'gives dues to many, and takes them back',
  'app/features/staff/members/memberships.server.ts': 'writes dues by hand',
  'app/features/staff/organisations/organisations.server.ts': 'writes passes by hand',
}

/** First parts of the site's addresses: `annuaire`, `admin` … */
const NAMED = ['app/addresses.ts', 'app/addresses-admin.ts', 'app/addresses-schools.ts']
  .map((file) => readFileSync(file, 'utf8'))
  .join('')
const STARTS = [...new Set([...NAMED.matchAll(/['`]\/([a-z][\w.-]*)/g)].map(([, start]) => start!))]

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
      'app/ui/x.tsx': `import { a } from '../features/x/y/z.ts'`,
      'app/tenant/x.ts': `import { t } from '../db/transaction.ts'`,
      'app/domain/mail/x.ts': `import { a } from '#app/features/x/y/z.ts'`,
      'app/calendar/x.ts': `import { t } from '../i18n/translator.ts'`,
    },
  ],
  [
    'subjects of domain/ stand in one order',
    rules.domainOrder(ORDER),
    app,
    {
      'app/domain/files/x.ts': `import { a } from '#app/domain/people/y.ts'`,
      'app/domain/elsewhere/x.ts': `import { a } from '#app/domain/people/y.ts'`,
    },
  ],
  [
    'nothing below pages knows a route, a request or the gate',
    rules.below,
    app,
    {
      'app/domain/mail/x.ts': `import { open } from '#app/context/open.ts'`,
      'app/policy/x.ts': `import type { Y } from '#app/features/x/y/z.route.tsx'`,
      'app/domain/mail/y.ts': `import { redirect } from '@remix-run/node'`,
    },
  ],
  [
    'features know each other only where that was decided',
    rules.featureEdges(EDGES),
    app,
    {
      'app/features/never/one/x.ts': `export { a } from '#app/features/never/two/z.ts'`,
      'app/features/people/one/x.ts': `export { a } from '#app/features/money/two/z.ts'`,
    },
  ],
  ['edges that were decided are used, within one neighbourhood', rules.idleEdges(EDGES), app, {}],
  [
    'no ring of files',
    rules.cycles,
    tree,
    { 'app/ui/a.ts': `import { b } from './b.ts'`, 'app/ui/b.ts': `const a = await import('./a.ts')` },
  ],
  [
    'no ring of files by their types',
    rules.typeRings,
    app,
    { 'app/ui/a.ts': `import type { B } from './b.ts'`, 'app/ui/b.ts': `import type { A } from './a.ts'` },
  ],
  [
    'files and functions can be read at a sitting',
    rules.sizes,
    tree,
    {
      'app/ui/x.ts': `${'\n'.repeat(300)}1`,
      'app/ui/y.ts': `// ${'wide '.repeat(30)}`,
      'app/features/a/x.route.ts': `export function loader() {${'\n'.repeat(120)}}`,
    },
  ],
  [
    'no function takes five values by position',
    rules.parameters,
    app,
    { 'app/ui/x.ts': 'export const many = (a: 1, b: 2, c: 3, d: 4, e: 5) => [a, b, c, d, e]' },
  ],
  [
    'what is reserved is imported by those it is reserved for',
    rules.reserved,
    tree,
    {
      'app/db/x.ts': `import { raw } from '@prisma/client/runtime/client'`,
      'app/features/a/x.ts': `import pg from 'pg'\nimport { defineAbility } from '@casl/ability'\nimport { database } from '#app/db/client.ts'`,
    },
  ],
  [
    'one file reads forms',
    rules.forms,
    app,
    {
      'app/features/a/x.route.ts': 'export const read = (request: Request) => request.formData()',
      'app/domain/a/x.ts': 'export const read = (body: string) => new Response(body).formData()',
    },
  ],
  ['one file reads the environment', rules.environment, tree, { 'app/ui/x.ts': `const { PORT } = process.env` }],
  [
    'no statement is built from text',
    statements.rawStatements,
    tree,
    { 'app/features/a/x.ts': 'tx.$queryRawUnsafe(text)' },
  ],
  [
    'few files name what a federation shares',
    statements.federationReaders(FEDERATION),
    tree.filter(({ path }) => !path.startsWith('test/')),
    {
      'app/features/a/x.server.ts': 'query(sql`SELECT 1 FROM "shared_entry"`)',
      'app/domain/people/x.server.ts': "const table = 'shared_token'",
      'app/features/a/y.server.ts': 'tx.federationContract.findMany()',
      'prisma/seed/x.ts': 'query(sql`SELECT "token" FROM "shared_deletion" d`)',
    },
  ],
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
  [
    'what is in force is asked in one place',
    statements.inForce(WRITERS),
    app,
    {
      'app/features/a/w.ts': 'sql`UPDATE "pass_period" SET "endsAt" = now()`',
      'app/domain/sales/open-rights.server.ts': 'sql`UPDATE "sale" SET "a" = 1 FROM "pass_period" s`',
      'app/features/a/x.ts': 'sql`SELECT 1 FROM "membership_period" m WHERE m."endsAt" > now()`',
      'app/domain/a/x.ts': 'sql`SELECT 1 FROM "role_grant" g`',
      'app/domain/a/y.ts': 'sql`SELECT 1 FROM "pass_period" s`',
      'app/domain/a/z.ts': "sql`p.status ~* '^(d[ée]c[ée]d|deceased)'`",
    },
  ],
  [
    'addresses have names',
    rules.addresses(STARTS),
    app,
    {
      'app/features/a/x.tsx': `<Anchor to="/annuaire?page=2" />`,
      'app/domain/a/x.ts': "link('/profil/x')",
      'app/features/a/y.tsx': "const home = origin + '/connexion'",
    },
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

test('each file that may name a table of the federation does so, and none else is listed', () => {
  const named = statements
    .federationReaders({})(app)
    .map((complaint) => complaint.split(':')[0])
  expect([...new Set(named)].sort()).toEqual(Object.keys(FEDERATION).sort())
})

test('each file that may write dues, roles and passes does so', () => {
  const writing = statements
    .inForce({})(app)
    .map((complaint) => complaint.split(':')[0])
  expect([...new Set(writing)].sort()).toEqual(Object.keys(WRITERS).sort())
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
    .filter(({ path }) => !path.startsWith('app/cli/') && !path.startsWith('app/routes'))
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

test('every reader that a process of its own is told of is a file, and exports `read`', () => {
  const named = app.flatMap(({ texts }) => texts.map(({ text }) => text)).filter((text) => /\.reader\.ts$/.test(text))
  const readers = named.filter((text) => text.startsWith('app/'))
  expect(readers.length).toBeGreaterThanOrEqual(3)
  const paths = app.map(({ path }) => path)
  for (const path of [...readers, 'app/domain/files/reader-process.ts']) expect(paths, path).toContain(path)
  for (const path of readers) expect(readFileSync(path, 'utf8'), path).toMatch(/export (async )?function\*? read\b/)
})
