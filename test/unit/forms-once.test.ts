/**
 * Every action below /admin, from the build's own routes, stands behind the guard; every form carries the page's key.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { type OnlyOnce, withFormsOnce } from '#app/server/forms-once.ts'

test('a new route of the administration has the guard without asking; others are left alone', async () => {
  const route = (id: string, path: string, parentId?: string) => [
    id,
    { id, path, parentId, module: { action: () => id } },
  ]
  const routes = Object.fromEntries([
    route('admin', 'admin'),
    route('new', 'nouveau/:id', 'admin'),
    route('other', 'administration'),
    route('operator', 'operateur/connexion'),
  ])
  const guarded: string[] = []
  const noting =
    (whose: string): OnlyOnce =>
    (args, action) => {
      guarded.push(whose)
      return action(args)
    }
  const guards = { members: noting('members'), operators: noting('operators') }
  const build = withFormsOnce({ routes } as unknown as ServerBuild, guards)
  for (const one of Object.values(build.routes)) await one?.module.action?.({} as never)
  expect(guarded).toEqual(['members', 'members', 'operators'])
})

/** Files that are downloaded may be asked for again; the two others are no pages of the administration. */
const PLAIN = [
  'ui/form.tsx',
  'features/staff/exports/extraction-form.tsx',
  'features/staff/transfers/transfer-parts.tsx',
  'features/money/fec/exports.route.tsx',
  'features/money/treasury/download-list.tsx',
  'features/site/mail-links/unsubscribe.route.tsx',
  'features/people/settings/prove-email.route.tsx',
]

test('no page draws the router’s own form: app/ui/form.tsx alone does', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'))
  const raw = files.filter((path) =>
    /import \{[^}]*\bForm\b[^}]*\} from '@remix-run\/react'|<form\b[^>]*method="post"/.test(
      readFileSync(`app/${path}`, 'utf8'),
    ),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(raw.filter((path) => !PLAIN.includes(path))).toEqual([])
})
